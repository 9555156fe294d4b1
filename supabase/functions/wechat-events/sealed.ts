/**
 * WeChat's sealed messages (消息加解密): AES-256-CBC under the EncodingAESKey, whose first half is the IV, over
 * 16 random bytes, the length of the message in four bytes, the message, and the appid; padded as PKCS#7 with
 * blocks of 32. The seal is SHA-1 over token, timestamp, nonce and the sealed text, sorted and joined.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 */

/** What the message push is configured with in the mini-program's console. */
export interface PushKeys {
  appid: string
  token: string
  /** 43 characters; null: plain mode, where nothing but token, time and nonce is signed. */
  aesKey: string | null
}

/** A sealed text that is not WeChat's: a wrong key, another appid, or bytes that were changed. */
export class BrokenSeal extends Error {}

const BLOCK = 32
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4

/** SHA-1 in hex over the parts, sorted as strings and joined: how WeChat signs what it sends. */
export async function signatureOf(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode([...parts].sort().join('')))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether two signatures are the same, in a time that does not tell how far they agree. */
export function sameSignature(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}

/** The message in a sealed text, once padding, length and appid are what they must be. */
export async function unseal(sealed: string, keys: PushKeys): Promise<string> {
  const { key, iv } = await cipher(keys)
  let plain: Uint8Array
  try {
    plain = await decrypted(bytesOf(sealed), key, iv)
  } catch {
    throw new BrokenSeal('The sealed text cannot be opened with this key')
  }
  const padding = plain[plain.length - 1] ?? 0
  const end = plain.length - padding
  if (padding < 1 || padding > BLOCK || end < RANDOM_BYTES + LENGTH_BYTES) {
    throw new BrokenSeal('The padding is not that of WeChat')
  }
  if (plain.subarray(end).some((byte) => byte !== padding)) throw new BrokenSeal('The padding is broken')
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(RANDOM_BYTES)
  const begin = RANDOM_BYTES + LENGTH_BYTES
  if (begin + length > end) throw new BrokenSeal('The length is not that of the message')
  const text = new TextDecoder()
  // The tail says for whom it was sealed: a message for another mini-program is not ours.
  if (text.decode(plain.subarray(begin + length, end)) !== keys.appid) {
    throw new BrokenSeal('The message is for another mini-program')
  }
  return text.decode(plain.subarray(begin, begin + length))
}

/** Seals a message as WeChat does; `random` is given by tests only. */
export async function seal(
  message: string,
  keys: PushKeys,
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)),
): Promise<string> {
  const { key, iv } = await cipher(keys)
  const content = new TextEncoder().encode(message)
  const tail = new TextEncoder().encode(keys.appid)
  const size = RANDOM_BYTES + LENGTH_BYTES + content.length + tail.length
  const padding = BLOCK - (size % BLOCK)
  const plain = new Uint8Array(size + padding).fill(padding)
  plain.set(random, 0)
  new DataView(plain.buffer).setUint32(RANDOM_BYTES, content.length)
  plain.set(content, RANDOM_BYTES + LENGTH_BYTES)
  plain.set(tail, RANDOM_BYTES + LENGTH_BYTES + content.length)
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, plain))
  // Web Crypto pads once more, to blocks of 16: its own last block goes.
  return btoa(String.fromCharCode(...sealed.subarray(0, plain.length)))
}

/**
 * Web Crypto takes off a padding of at most 16 and refuses any other, and WeChat's goes up to 32. So one block is
 * put behind that decrypts to nothing but a padding of 16, and all that WeChat sent comes out untouched.
 */
async function decrypted(sealed: Bytes, key: CryptoKey, iv: Bytes): Promise<Uint8Array> {
  if (sealed.length === 0 || sealed.length % 16 !== 0) throw new BrokenSeal('Not whole blocks')
  const before = sealed.slice(-16)
  const behind = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-CBC', iv: before }, key, new Uint8Array(0)),
  )
  const whole = new Uint8Array(sealed.length + behind.length)
  whole.set(sealed)
  whole.set(behind, sealed.length)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, whole))
}

type Bytes = Uint8Array<ArrayBuffer>

async function cipher({ aesKey }: PushKeys): Promise<{ key: CryptoKey; iv: Bytes }> {
  const raw = bytesOf(`${aesKey ?? ''}=`)
  if (raw.length !== 32) throw new Error('The EncodingAESKey must be 43 characters of base64')
  const key = await crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['encrypt', 'decrypt'])
  return { key, iv: raw.slice(0, 16) }
}

function bytesOf(base64: string): Bytes {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}
