import { type Found, type Inspector, lastIndexOf, latin1 } from './found.ts'
import { opensWithoutPassword, STANDARD } from './pdf-lock.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'
export const DOCX = `${OFFICE}.wordprocessingml.document`
export const XLSX = `${OFFICE}.spreadsheetml.sheet`

/** Finds patterns in a content that comes in pieces; `overlap` is the longest that one may be. */
function finder<Name extends string>(patterns: Record<Name, RegExp>, overlap: number) {
  const found = new Set<Name>()
  let before = ''
  return {
    found,
    push(bytes: Uint8Array) {
      const text = before + latin1(bytes)
      for (const name of Object.keys(patterns) as Name[]) {
        if (!found.has(name) && patterns[name].test(text)) found.add(name)
      }
      before = text.slice(-overlap)
    },
  }
}

/** Keeps what stands around the first place where a pattern is found in a content that comes in pieces. */
function catcher(pattern: RegExp, before: number, behind: number) {
  let text = ''
  let at = -1
  return {
    push(bytes: Uint8Array) {
      if (at >= 0 && text.length >= at + behind) return
      text += latin1(bytes)
      if (at < 0) at = text.search(pattern)
      if (at < 0) text = text.slice(-before)
    },
    around: () => (at < 0 ? '' : text.slice(Math.max(0, at - before), at + behind)),
  }
}

/** How far from the end readers look for the last line of a PDF: a mailer or printer may have added some bytes. */
const PDF_END = 4096

/**
 * PDF (ISO 32000): the last line, a page, and no password that somebody would have to know. Where the pages are packed (object streams), that there
 * is one cannot be seen without unpacking, and is believed.
 */
export function pdf(): Inspector {
  const { found, push } = finder(
    {
      locked: /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/,
      page: /\/Type\s*\/Page[^a-zA-Z]/,
      packed: /\/Type\s*\/ObjStm/,
    },
    64,
  )
  const dictionary = catcher(STANDARD, 4096, 4096)
  const identity = catcher(/\/ID\s*\[/, 16, 512)
  return {
    push(bytes) {
      push(bytes)
      dictionary.push(bytes)
      identity.push(bytes)
    },
    finish(tail): Found {
      const mime = 'application/pdf'
      // Some printers fill the last block up with zeros.
      let end = tail.length
      while (end > 0 && tail[end - 1] === 0) end -= 1
      const last = latin1(tail, Math.max(0, end - PDF_END), end)
      const whole = /startxref\s+\d+\s+%%EOF/.test(last) && (found.has('page') || found.has('packed'))
      if (!whole) return { mime, refusal: 'unreadable' }
      const locked = found.has('locked') && !opensWithoutPassword(dictionary.around(), identity.around())
      return { mime, refusal: locked ? 'locked' : null }
    },
  }
}

const END_OF_DIRECTORY = [0x50, 0x4b, 0x05, 0x06]

/** Where the directory of a zip ends, if these bytes are the end of one (APPNOTE 4.3.16); -1 otherwise. */
export function zipEnd(tail: Uint8Array): number {
  const at = lastIndexOf(tail, END_OF_DIRECTORY)
  if (at < 0 || at + 22 > tail.length) return -1
  return at + 22 + littleEndian(tail, at + 20, 2) === tail.length ? at : -1
}

const littleEndian = (bytes: Uint8Array, at: number, length: number): number =>
  bytes.subarray(at, at + length).reduceRight((sum, byte) => sum * 256 + byte, 0)

/** The names in a zip's directory, and whether one of them is locked; null when the directory is not whole. */
function zipNames(tail: Uint8Array, size: number): { names: string[]; locked: boolean } | null {
  const end = zipEnd(tail)
  if (end < 0) return null
  const count = littleEndian(tail, end + 10, 2)
  // Offsets in the file; `tail` is only its end.
  let at = littleEndian(tail, end + 16, 4) - (size - tail.length)
  const names: string[] = []
  let locked = false
  for (let i = 0; i < count; i += 1) {
    if (at < 0 || at + 46 > end || littleEndian(tail, at, 4) !== 0x02014b50) return null
    locked ||= (littleEndian(tail, at + 8, 2) & 1) === 1
    const nameLength = littleEndian(tail, at + 28, 2)
    names.push(latin1(tail, at + 46, at + 46 + nameLength))
    at += 46 + nameLength + littleEndian(tail, at + 30, 2) + littleEndian(tail, at + 32, 2)
  }
  return at === end ? { names, locked } : null
}

/** A zip: Word or Excel by the parts in its directory (ISO/IEC 29500-2), otherwise an archive, which nobody takes. */
export function zip(): Inspector {
  return {
    push() {},
    finish(tail, size): Found {
      const directory = zipNames(tail, size)
      if (!directory) return { mime: 'application/zip', refusal: 'unreadable' }
      const { names, locked } = directory
      const has = (start: string) => names.some((name) => name.startsWith(start))
      if (!has('[Content_Types].xml')) return { mime: 'application/zip', refusal: null }
      const mime = has('word/') ? DOCX : has('xl/') ? XLSX : 'application/zip'
      return { mime, refusal: locked ? 'locked' : null }
    },
  }
}

const utf16 = (text: string) => text.replace(/./g, '$&\\x00')

/** The older Word and Excel ([MS-CFB]): told apart by the streams in them. A locked new one looks like this too. */
export function compound(): Inspector {
  const { found, push } = finder(
    {
      word: new RegExp(utf16('WordDocument')),
      excel: new RegExp(`${utf16('Workbook')}|${utf16('Book')}\\x00\\x00`),
      locked: new RegExp(utf16('EncryptedPackage')),
    },
    64,
  )
  let head: Uint8Array = new Uint8Array(0)
  return {
    push(bytes) {
      if (head.length === 0) head = bytes.slice(0, 512)
      push(bytes)
    },
    finish(_tail, size): Found {
      const mime = found.has('word')
        ? 'application/msword'
        : found.has('excel')
          ? 'application/vnd.ms-excel'
          : found.has('locked')
            ? DOCX
            : 'application/x-cfb'
      // Sectors are numbered from behind the header: those of the allocation table must lie inside the file.
      const sector = 2 ** littleEndian(head, 30, 2)
      const directory = (littleEndian(head, 48, 4) + 1) * sector
      const whole = (sector === 512 || sector === 4096) && directory + sector <= size
      if (!whole) return { mime, refusal: 'unreadable' }
      return { mime, refusal: found.has('locked') ? 'locked' : null }
    },
  }
}
