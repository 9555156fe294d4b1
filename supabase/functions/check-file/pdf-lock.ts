import { Buffer } from 'node:buffer'
import { createCipheriv, createHash } from 'node:crypto'

/**
 * Whether a PDF with an encryption dictionary opens without a password (ISO 32000-2, 7.6.4): many licences and bank
 * statements carry one only to forbid printing or copying, and every reader shows them.
 */
export function opensWithoutPassword(around: string, trailer: string): boolean {
  const dictionary = ownDictionary(around)
  const number = (name: string) =>
    Number(new RegExp(`/${name}\\s*(-?\\d+)`).exec(dictionary)?.[1] ?? Number.NaN)
  const owner = stringOf(dictionary, 'O')
  const user = stringOf(dictionary, 'U')
  const revision = number('R')
  if (!owner || !user) return false
  if (revision >= 5) {
    // Salts for the check of a password stand behind the hash of the user's.
    const salt = user.subarray(32, 40)
    const hash = revision === 5 ? sha(256, salt) : hardened(salt)
    return hash.equals(user.subarray(0, 32))
  }
  const id = stringOf(trailer, 'ID') ?? Buffer.alloc(0)
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(number('P') | 0)
  const parts = [PADDING, owner.subarray(0, 32), permissions, id]
  if (revision >= 4 && /\/EncryptMetadata\s+false/.test(dictionary)) parts.push(Buffer.alloc(4, 0xff))
  const length = revision === 2 ? 5 : revision === 4 ? 16 : (number('Length') || 40) / 8
  let key = md5(...parts)
  if (revision === 2) return rc4(key.subarray(0, length), PADDING).equals(user.subarray(0, 32))
  for (let i = 0; i < 50; i += 1) key = md5(key.subarray(0, length))
  let check = md5(PADDING, id)
  for (let i = 0; i < 20; i += 1) {
    check = rc4(
      key.subarray(0, length).map((byte) => byte ^ i),
      check,
    )
  }
  return check.equals(user.subarray(0, 16))
}

/** The dictionary alone, without the objects around it and the filters inside it, which have a /Length too. */
function ownDictionary(around: string): string {
  const at = around.search(STANDARD)
  const before = around.slice(0, at)
  const from = Math.max(before.lastIndexOf(' obj'), before.lastIndexOf('/Encrypt'), 0)
  const rest = around.slice(from)
  const end = rest.search(/endobj|startxref/)
  return rest.slice(0, end < 0 ? undefined : end).replace(/\/CF\s*<<.*?>>\s*>>/s, '')
}

/** What stands in every encryption dictionary that a password could open. */
export const STANDARD = /\/Filter\s*\/Standard/

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const sha = (bits: 256 | 384 | 512, bytes: Uint8Array) => createHash(`sha${bits}`).update(bytes).digest()

/** Algorithm 2.B for the empty password: at least 64 rounds, then until the last byte is small enough. */
function hardened(salt: Uint8Array): Buffer {
  let key = sha(256, salt)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const block = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const bits = ([256, 384, 512] as const)[block.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3]
    key = sha(bits ?? 256, block)
    last = block[block.length - 1] ?? 0
  }
  return key.subarray(0, 32)
}

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i] + key[i % key.length]) & 255
    ;[state[i], state[j]] = [state[j], state[i]]
  }
  let i = 0
  let j = 0
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255
      j = (j + state[i]) & 255
      ;[state[i], state[j]] = [state[j], state[i]]
      return byte ^ state[(state[i] + state[j]) & 255]
    }),
  )
}

/** The string behind a name, in either form of 7.3.4; of a list, the first. */
function stringOf(text: string, name: string): Buffer | null {
  const begin = new RegExp(`/${name}\\s*\\[?\\s*([(<])`).exec(text)
  if (!begin) return null
  const from = begin.index + begin[0].length
  if (begin[1] === '<')
    return Buffer.from(text.slice(from, text.indexOf('>', from)).replace(/\s/g, ''), 'hex')
  return literal(text, from)
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

function literal(text: string, from: number): Buffer {
  const bytes: number[] = []
  for (let at = from, depth = 1; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      if (octal) bytes.push(Number.parseInt(octal, 8) & 255)
      // An escaped end of line is none.
      else if (next !== '\n' && next !== '\r') bytes.push(ESCAPES[next] ?? next.charCodeAt(0))
      at += octal ? octal.length : next === '\r' && text[at + 2] === '\n' ? 2 : 1
      continue
    }
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0) break
    bytes.push(text.charCodeAt(at))
  }
  return Buffer.from(bytes)
}
