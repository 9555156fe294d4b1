import { createHash } from 'node:crypto'
import { DOCX, XLSX, zipEnd } from './documents.ts'
import type { Inspector, RefusalReason } from './found.ts'
import { HEAD, hidesPdf, inspectorFor } from './sniff.ts'

/** The largest file of one material; the buckets say the same. */
export const MAX_BYTES = 20 * 1024 * 1024

/** How much of the end is kept: a zip's directory stands there. */
const TAIL = 256 * 1024

export interface Inspection {
  sha256: string
  size: number
  /** By content. */
  mime: string
  refusal: RefusalReason | null
}

/** Types that may be tied to something, by the family that a wrong ending stays harmless in. */
const FAMILIES: Record<string, string> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/heic': 'picture',
  'image/heif': 'picture',
  'application/pdf': 'pdf',
  'application/msword': 'office',
  'application/vnd.ms-excel': 'office',
  [DOCX]: 'office',
  [XLSX]: 'office',
}

const CONTAINERS = ['application/zip', 'application/x-cfb']

/**
 * Reads a content once, from its first byte to its last, and says what it is. Holds a quarter of a megabyte of
 * it at most, whatever its size.
 */
export async function inspect(
  content: ReadableStream<Uint8Array>,
  claimed: string | null,
): Promise<Inspection> {
  const hash = createHash('sha256')
  let size = 0
  let head: Uint8Array = new Uint8Array(0)
  let tail: Uint8Array = new Uint8Array(0)
  let inspector: Inspector | null = null
  const begin = () => {
    const chosen = inspectorFor(head)
    chosen.push(head)
    return chosen
  }
  const reader = content.getReader()
  for (;;) {
    const { done, value: piece } = await reader.read()
    if (done) break
    hash.update(piece)
    size += piece.length
    // Storage holds no more than the bucket allows; should that ever change, this does not read on for ever.
    if (size > MAX_BYTES) {
      await reader.cancel()
      break
    }
    tail = ending(tail, piece)
    if (inspector) inspector.push(piece)
    else {
      head = joined(head, piece)
      if (head.length >= HEAD) inspector = begin()
    }
  }
  const sha256 = hash.digest('hex')
  if (size === 0) return { sha256, size, mime: 'application/octet-stream', refusal: 'empty' }
  const { mime, refusal } = (inspector ?? begin()).finish(tail, size)
  const verdict = { sha256, size, mime }
  if (size > MAX_BYTES) return { ...verdict, refusal: 'too_large' }
  const family = FAMILIES[mime]
  const office = FAMILIES[claimed ?? ''] === 'office'
  // What a container holds cannot be told from half of it.
  if (office && CONTAINERS.includes(mime) && refusal) return { ...verdict, refusal }
  if (!family || family !== FAMILIES[claimed ?? '']) return { ...verdict, refusal: 'wrong_type' }
  if (hidesPdf(mime, head) || (family !== 'office' && zipEnd(tail) >= 0)) {
    return { ...verdict, refusal: 'disguised' }
  }
  return { ...verdict, refusal }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** The last bytes of all that came so far. */
function ending(before: Uint8Array, piece: Uint8Array): Uint8Array {
  if (piece.length >= TAIL) return piece.slice(-TAIL)
  return joined(before.subarray(Math.max(0, before.length + piece.length - TAIL)), piece)
}
