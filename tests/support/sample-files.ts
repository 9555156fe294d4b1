import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import PDFKitDocument from 'pdfkit'
import { PNG } from 'pngjs'

/** A photo of a hand-drawn plan, as a phone takes it. */
export const jpegFile = (): Buffer =>
  readFileSync(path.resolve(import.meta.dirname, '../fixtures/layout.jpg'))

export function pngFile(): Buffer {
  const picture = new PNG({ width: 40, height: 30 })
  picture.data.fill(0x7f)
  return PNG.sync.write(picture)
}

/** `packed`: pages inside object streams, as most programs write them today. */
export async function pdfFile({ packed = true, pages = 1 } = {}): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < pages; i += 1) pdf.addPage([300, 200])
  return Buffer.from(await pdf.save({ useObjectStreams: packed, addDefaultPage: false }))
}

/** A PDF that asks for a password: its trailer names a dictionary of encryption. */
export async function lockedPdfFile(pages = 1): Promise<Buffer> {
  const open = (await pdfFile({ packed: false, pages })).toString('latin1')
  return Buffer.from(open.replace('trailer\n<<', 'trailer\n<<\n/Encrypt 9 0 R'), 'latin1')
}

/** As banks and offices send them: encrypted, to forbid printing; only with `userPassword` does it ask for one. */
export function restrictedPdfFile(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pdf = new PDFKitDocument({ ownerPassword: 'owner', permissions: { copying: false }, ...options })
  pdf.text('licence')
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.end()
  })
}

const box = (name: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** The boxes of a HEIC photo; its picture data are noise, which nobody here decodes. */
export function heicFile(brands = ['heic', 'mif1', 'heic']): Buffer {
  const [major, ...others] = brands
  const names = Buffer.from(`${major}\0\0\0\0${others.join('')}`, 'latin1')
  return Buffer.concat([box('ftyp', names), box('meta', Buffer.alloc(40)), box('mdat', randomBytes(5000))])
}

/** A zip of these parts. `locked` marks the first as encrypted. */
export function zipFile(parts: Record<string, string>, { locked = false } = {}): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(text))
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(locked && at === 0 ? 1 : 0, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(text), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(Buffer.byteLength(text), 18)
    facts.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, entry, Buffer.from(name))
    files.push(local)
    at += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}

const office = (part: string, options?: { locked: boolean }) =>
  zipFile({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', [part]: '<x/>' }, options)
export const docxFile = () => office('word/document.xml')
export const xlsxFile = () => office('xl/workbook.xml')
export const lockedDocxFile = () => office('word/document.xml', { locked: true })

/** A compound file with one stream of this name: WordDocument is a .doc, Workbook an .xls. */
export function compoundFile(stream: string): Buffer {
  const head = Buffer.alloc(512)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head)
  head.writeUInt16LE(9, 30)
  head.writeUInt32LE(1, 48)
  const sectors = Buffer.alloc(512 * 4, 0xff)
  for (const [i, name] of ['Root Entry', stream].entries()) {
    sectors.fill(0, 512 + i * 128, 512 + (i + 1) * 128)
    sectors.write(name, 512 + i * 128, 'utf16le')
  }
  return Buffer.concat([head, sectors])
}

/** Not what anybody takes. */
export const exeFile = () => Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), randomBytes(3000)])
export const htmlFile = () => Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>')
