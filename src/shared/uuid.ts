/** Sixteen random bytes; WeChat has no `crypto`, and uniqueness is all that is asked of these. */
function randomBytes(): number[] {
  const source = (globalThis as { crypto?: { getRandomValues?: (into: Uint8Array) => Uint8Array } }).crypto
  if (source?.getRandomValues) return [...source.getRandomValues(new Uint8Array(16))]
  return Array.from({ length: 16 }, () => Math.floor(Math.random() * 256))
}

/** A UUID v4: request ids (the same id gives the same answer once) and names of uploaded objects. */
export function uuid(): string {
  const bytes = randomBytes()
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
