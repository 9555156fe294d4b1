import { Buffer } from 'node:buffer'

/** Why a file is not taken; the words for people stand in private.refused_file. */
export type RefusalReason = 'empty' | 'too_large' | 'wrong_type' | 'unreadable' | 'locked' | 'disguised'

/** What a content turned out to be. */
export interface Found {
  mime: string
  /** Null: whole, open, and nothing else hidden in it. */
  refusal: 'unreadable' | 'locked' | null
}

/** Looks at a content that passes by once, in pieces; keeps next to nothing of it. */
export interface Inspector {
  push(bytes: Uint8Array): void
  /** Called once, after the last byte. `tail` is the end of the content, `size` the whole of it. */
  finish(tail: Uint8Array, size: number): Found
}

/** Bytes as text, one character a byte. (TextDecoder's "latin1" is windows-1252 and loses some.) */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}

/** Where `needle` stands in `bytes`, looking backwards from the end; -1 when nowhere. */
export function lastIndexOf(bytes: Uint8Array, needle: readonly number[]): number {
  for (let at = bytes.length - needle.length; at >= 0; at -= 1) {
    if (needle.every((byte, i) => bytes[at + i] === byte)) return at
  }
  return -1
}
