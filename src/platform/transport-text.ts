/** UTF-8 for WeChat, whose JavaScript engines have no TextDecoder and TextEncoder everywhere. */

const REPLACEMENT = 0xfffd
/** String.fromCharCode takes its characters as arguments: in pieces, or a long text overflows the stack. */
const PIECE = 8192

/** Length of the sequence that a lead byte begins, and the smallest character that needs it. */
function leadOf(byte: number): [length: number, least: number] {
  if (byte < 0x80) return [1, 0]
  if (byte >= 0xc2 && byte < 0xe0) return [2, 0x80]
  if (byte >= 0xe0 && byte < 0xf0) return [3, 0x800]
  if (byte >= 0xf0 && byte < 0xf5) return [4, 0x10000]
  return [0, 0]
}

/** Whether `code` so far can still become a character: no over-long form, no surrogate, none above the last. */
const possible = (code: number, least: number) =>
  code >= least && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)

/** Bytes as text; a leading byte-order mark is dropped, what is no UTF-8 becomes U+FFFD, as fetch has it. */
export function textOfBytes(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  const pieces: string[] = []
  let units: number[] = []
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < bytes.length) {
    const [length, least] = leadOf(bytes[at])
    let code = length === 1 ? bytes[at] : bytes[at] & (0xff >> (length + 1))
    let read = 1
    while (read < length && (bytes[at + read] & 0xc0) === 0x80) {
      code = (code << 6) | (bytes[at + read] & 0x3f)
      read += 1
    }
    if (length === 0 || read < length || !possible(code, least)) {
      code = REPLACEMENT
      if (read === length && length > 1) read = 1
    }
    at += read
    if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff))
    else units.push(code)
    if (units.length >= PIECE) {
      pieces.push(String.fromCharCode(...units))
      units = []
    }
  }
  return pieces.join('') + String.fromCharCode(...units)
}

/** Text as UTF-8; half a surrogate pair becomes U+FFFD. */
export function bytesOfText(text: string): ArrayBuffer {
  const bytes: number[] = []
  for (const character of text) {
    let code = character.codePointAt(0) as number
    if (code >= 0xd800 && code <= 0xdfff) code = REPLACEMENT
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      )
  }
  return new Uint8Array(bytes).buffer as ArrayBuffer
}
