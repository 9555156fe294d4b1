/**
 * Numbers that look random and are the same on every machine. Each is computed from what it stands for (kind
 * and number), not drawn in a row, so that any part of the data can be made alone and in any order.
 */

/** Mixes 32 bits; two inputs never give one output. */
export function mix(value: number): number {
  let x = value >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}

/** 0 up to and without 1, for thing `n` and question `salt`. */
export function chance(n: number, salt: number): number {
  return mix(mix(n) ^ Math.imul(salt, 0x9e3779b9)) / 2 ** 32
}

export function pick<T>(list: readonly T[], n: number, salt: number): T {
  return list[Math.floor(chance(n, salt) * list.length)] as T
}

/** One of several outcomes by weight. */
export function choose<T>(weighted: readonly (readonly [T, number])[], n: number, salt: number): T {
  let left = chance(n, salt)
  for (const [outcome, weight] of weighted) {
    left -= weight
    if (left < 0) return outcome
  }
  return weighted[weighted.length - 1]?.[0] as T
}

const HEX = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'))
const high = (word: number) => HEX[word >>> 16] as string
const low = (word: number) => HEX[word & 0xffff] as string

/** Id of thing `n` of a kind, spread over the whole range as gen_random_uuid() is. */
export function uuid(kind: number, n: number): string {
  // The first word is one-to-one in n, so two things of a kind never share an id.
  const a = mix(n ^ Math.imul(kind, 0x9e3779b9))
  const b = mix(a + kind)
  const c = mix(b ^ n)
  const d = mix(c + 1)
  return `${high(a)}${low(a)}-${high(b)}-4${low(b).slice(1)}-8${high(c).slice(1)}-${low(c)}${high(d)}${low(d)}`
}
