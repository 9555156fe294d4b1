import type { PickedFile } from './media'

/**
 * How large a photo of a document goes up. Measured on a page of A4 as a phone of 12 megapixels takes it (4032 × 3024,
 * 5.3 MB), by telling 60 characters that are easily confused (未末, 己已巳, 日曰 …) in 小六 (6.5 pt), the smallest print
 * of forms: the photo itself 99.2 %; 1280 at quality 80 95.8 %; 1600 97.1 %; 2048 98.3 %; 2560 99.2 % at 0.6 MB;
 * 2560 at quality 75 98.8 %; 3200 at 80 99.2 % at 1.0 MB. So this is the smallest that loses nothing.
 * tests/browser/outbox.test.ts holds the app to it.
 */
export const LONG_SIDE = 2560
export const QUALITY = 80

/** What is smaller goes up in a moment as it is. */
const WORTH_BYTES = 1024 * 1024
/** Drawings and screenshots stay sharp; only a scan that would not pass is made a JPEG. */
const PNG_BYTES = 8 * 1024 * 1024

/** Whether a chosen file may have to be made smaller, or into a kind that everybody can open. */
export function worthFitting({ kind, size }: Pick<PickedFile, 'kind' | 'size'>): boolean {
  if (kind === 'heic') return true
  return (kind === 'jpg' && size > WORTH_BYTES) || (kind === 'png' && size > PNG_BYTES)
}

/** Width and height with the long side at most LONG_SIDE; never larger than before. */
export function fittedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** 布局图.heic → 布局图.jpg. */
export const jpgName = (name: string): string => `${name.replace(/\.(heic|heif|png|jpe?g)$/i, '')}.jpg`

/** What is known of a picture without looking at it: sides as stored, and how it is to be turned to be looked at. */
export interface Turn {
  width: number
  height: number
  /** WeChat's words for the orientation of EXIF: up, right, down, left. */
  orientation?: string
}

const ON_ITS_SIDE = /^(left|right)/

/**
 * Whether a smaller copy is seen the same way up. A copy either keeps the mark that it has to be turned, or was
 * turned itself; one that lost the mark unturned lies on its side, and the original goes up in its place.
 */
export function sameWayUp(before: Turn, after: Turn): boolean {
  const mark = before.orientation ?? 'up'
  const left = after.orientation ?? 'up'
  if (mark === left) return true
  if (left !== 'up' || !ON_ITS_SIDE.test(mark)) return false
  return before.width === before.height || before.width > before.height === after.width < after.height
}
