import { compound, pdf, zip } from './documents.ts'
import { type Inspector, latin1 } from './found.ts'
import { heif, jpeg, png } from './pictures.ts'
import { walking } from './walk.ts'

/** How many leading bytes `inspectorFor` wants to see. */
export const HEAD = 4096

/** Brands of HEIC (ISO/IEC 23008-12 annex B) and of HEIF in general. */
const HEIC = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis']
const HEIF = ['mif1', 'msf1']

/** What nobody takes, by the bytes at a place near the start: enough to say what the file is. */
const OTHERS: readonly [at: number, begins: readonly string[], mime: string][] = [
  [
    0,
    ['MZ', '\x7fELF', '#!', '\xca\xfe\xba\xbe', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe', 'dex\n'],
    'application/x-executable',
  ],
  [0, ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ'], 'application/zip'],
  [0, ['GIF8'], 'image/gif'],
  [0, ['II*\0', 'MM\0*'], 'image/tiff'],
  [8, ['WEBP'], 'image/webp'],
  [0, ['BM'], 'image/bmp'],
  [4, ['ftypavi'], 'image/avif'],
  [4, ['ftyp'], 'video/mp4'],
  [8, ['AVI '], 'video/x-msvideo'],
]

const MARKUP = /^\s*<(!doctype html|html|head|body|script|iframe|svg|\?xml|!--)/i

function otherType(text: string): string {
  if (MARKUP.test(text.replace('\xef\xbb\xbf', ''))) return 'text/html'
  const known = OTHERS.find(([at, begins]) => begins.some((begin) => text.startsWith(begin, at)))
  return known?.[2] ?? 'application/octet-stream'
}

/** A content whose kind needs no further look. */
const plain = (mime: string): Inspector => ({ push() {}, finish: () => ({ mime, refusal: null }) })

/** How to look at a content that begins like this. Names and declared types are not asked. */
export function inspectorFor(head: Uint8Array): Inspector {
  const text = latin1(head)
  if (text.startsWith('\xff\xd8\xff')) return walking('image/jpeg', jpeg())
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return walking('image/png', png())
  if (text.startsWith('%PDF-')) return pdf()
  if (text.startsWith('PK\x03\x04')) return zip()
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return compound()
  if (text.slice(4, 8) === 'ftyp' && !text.slice(8, 12).startsWith('avi')) {
    const length = head[2] * 256 + head[3]
    const brands = text.slice(8, Math.min(length, HEAD)).match(/.{4}/gs) ?? []
    if (brands.some((brand) => HEIC.includes(brand))) return heif('image/heic')
    if (brands.some((brand) => HEIF.includes(brand))) return heif('image/heif')
  }
  return plain(otherType(text))
}

/**
 * Whether a second file hides in this one: a zip behind it (its readers begin at the end), or a PDF inside the
 * first bytes of a picture (its readers look a kilobyte deep). Either opens as what was not looked at.
 */
export const hidesPdf = (mime: string, head: Uint8Array): boolean =>
  mime.startsWith('image/') && latin1(head, 0, 1024).includes('%PDF-')
