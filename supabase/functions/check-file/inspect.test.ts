import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as sample from '../../../tests/support/sample-files'
import { inspect, MAX_BYTES } from './inspect.ts'

const JPEG = 'image/jpeg'
const PDF = 'application/pdf'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The content in pieces of a size, as a network gives it. */
function stream(bytes: Uint8Array, piece: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.subarray(at, at + piece))
      at += piece
    },
  })
}
const look = (bytes: Uint8Array, claimed: string, piece = 16_384) => inspect(stream(bytes, piece), claimed)
const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)

describe('what a file is', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a JPEG', sample.jpegFile, JPEG],
    ['a PNG', sample.pngFile, 'image/png'],
    ['a HEIC', sample.heicFile, 'image/heic'],
    ['a HEIF of no brand of its own', () => sample.heicFile(['mif1', 'miaf']), 'image/heif'],
    ['a PDF with packed pages', sample.pdfFile, PDF],
    ['a PDF with open pages', () => sample.pdfFile({ packed: false }), PDF],
    ['a docx', sample.docxFile, WORD],
    ['an xlsx', sample.xlsxFile, EXCEL],
    ['a doc', () => sample.compoundFile('WordDocument'), 'application/msword'],
    ['an xls', () => sample.compoundFile('Workbook'), 'application/vnd.ms-excel'],
    ['an old xls', () => sample.compoundFile('Book'), 'application/vnd.ms-excel'],
  ])('%s is taken, with the hash that node gives, in pieces of any size', async (_name, make, mime) => {
    const bytes = await make()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    for (const piece of [1, 7, 4096, 1 << 20]) {
      expect(await look(bytes, mime, piece)).toEqual({ sha256, size: bytes.length, mime, refusal: null })
    }
  })

  test('a picture under another picture’s name is what it is; its type comes from the content', async () => {
    expect(await look(sample.pngFile(), JPEG)).toMatchObject({ mime: 'image/png', refusal: null })
    expect(await look(sample.heicFile(), JPEG)).toMatchObject({ mime: 'image/heic', refusal: null })
  })
})

describe('what a file is not', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string, string]>([
    ['a program named .jpg', sample.exeFile, JPEG, 'application/x-executable'],
    ['a web page named .jpg', sample.htmlFile, JPEG, 'text/html'],
    ['a web page behind a byte order mark', () => Buffer.from('\ufeff <html>'), PDF, 'text/html'],
    ['a JPEG named .pdf', sample.jpegFile, PDF, JPEG],
    ['a PDF named .jpg', sample.pdfFile, JPEG, PDF],
    ['a docx named .pdf', sample.docxFile, PDF, WORD],
    ['a plain zip named .docx', () => sample.zipFile({ 'a.txt': 'x' }), WORD, 'application/zip'],
    [
      'slides named .docx',
      () => sample.zipFile({ '[Content_Types].xml': '', 'ppt/a': '' }),
      WORD,
      'application/zip',
    ],
    ['a film named .heic', () => sample.heicFile(['isom', 'mp42']), 'image/heic', 'video/mp4'],
    ['a GIF named .png', () => Buffer.from('GIF89a'), 'image/png', 'image/gif'],
    ['noise named .jpg', () => Buffer.from('not a picture at all'), JPEG, 'application/octet-stream'],
    [
      'another compound file named .doc',
      () => sample.compoundFile('Msi'),
      'application/msword',
      'application/x-cfb',
    ],
  ])('%s is refused by its type', async (_name, make, claimed, mime) => {
    expect(await look(await make(), claimed)).toMatchObject({ mime, refusal: 'wrong_type' })
  })

  test('nothing, and too much', async () => {
    expect(await look(Buffer.alloc(0), JPEG)).toMatchObject({ size: 0, refusal: 'empty' })
    const full = Buffer.concat([sample.jpegFile(), Buffer.alloc(MAX_BYTES)])
    expect(await look(full.subarray(0, MAX_BYTES), JPEG, 1 << 20)).toMatchObject({ refusal: null })
    expect(await look(full, JPEG, 1 << 20)).toMatchObject({ refusal: 'too_large' })
  })

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['half a JPEG', () => half(sample.jpegFile()), JPEG],
    ['a JPEG without its last two bytes', () => sample.jpegFile().subarray(0, -2), JPEG],
    [
      'the head of a JPEG and a program',
      () => Buffer.concat([sample.jpegFile().subarray(0, 20), sample.exeFile()]),
      JPEG,
    ],
    ['three bytes of a JPEG', () => Buffer.from([0xff, 0xd8, 0xff]), JPEG],
    ['a JPEG that begins and ends', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]), JPEG],
    ['half a PNG', () => half(sample.pngFile()), 'image/png'],
    [
      'a PNG without data',
      () => Buffer.concat([sample.pngFile().subarray(0, 33), sample.pngFile().subarray(-12)]),
      'image/png',
    ],
    ['half a HEIC', () => half(sample.heicFile()), 'image/heic'],
    ['half a PDF', async () => half(await sample.pdfFile()), PDF],
    ['a PDF without pages', () => sample.pdfFile({ packed: false, pages: 0 }), PDF],
    [
      'the head of a PDF and a web page',
      () => Buffer.concat([Buffer.from('%PDF-1.7\n'), sample.htmlFile()]),
      PDF,
    ],
    ['half a docx', () => half(sample.docxFile()), WORD],
    ['half an xls', () => sample.compoundFile('Workbook').subarray(0, 700), 'application/vnd.ms-excel'],
  ])('%s cannot be opened', async (_name, make, claimed) => {
    for (const piece of [3, 16_384]) {
      expect(await look(await make(), claimed, piece)).toMatchObject({ refusal: 'unreadable' })
    }
  })

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a PDF', sample.lockedPdfFile, PDF],
    ['a docx', sample.lockedDocxFile, WORD],
    ['a docx as Word locks it', () => sample.compoundFile('EncryptedPackage'), WORD],
  ])('%s with a password', async (_name, make, claimed) => {
    expect(await look(await make(), claimed)).toMatchObject({ refusal: 'locked' })
  })

  test.each(['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const)(
    'a PDF %s: one that only forbids printing opens, one with a password does not',
    async (pdfVersion) => {
      const free = await sample.restrictedPdfFile({ pdfVersion })
      const locked = await sample.restrictedPdfFile({ pdfVersion, userPassword: '123456' })
      for (const piece of [3, 1000, 1 << 20]) {
        expect(await look(free, PDF, piece)).toMatchObject({ mime: PDF, refusal: null })
        expect(await look(locked, PDF, piece)).toMatchObject({ refusal: 'locked' })
      }
    },
  )

  test('a password that stands late in a long PDF is seen, however the pieces fall', async () => {
    const long = await sample.lockedPdfFile(80)
    expect(long.length).toBeGreaterThan(10_000)
    for (const piece of [5, 11, 4096])
      expect(await look(long, PDF, piece)).toMatchObject({ refusal: 'locked' })
    expect(await look(await sample.pdfFile({ packed: false, pages: 80 }), PDF, 5)).toMatchObject({
      refusal: null,
    })
  })

  test('a docx whose directory names fewer parts than there are is not whole', async () => {
    const bytes = sample.docxFile()
    bytes.writeUInt16LE(2, bytes.length - 22 + 10)
    expect(await look(bytes, WORD)).toMatchObject({ refusal: 'unreadable' })
  })

  test('one file hidden in another: a zip behind a photo or a PDF, a PDF in the head of a photo', async () => {
    const zip = sample.zipFile({ 'a.exe': 'x' })
    for (const [bytes, mime] of [
      [sample.jpegFile(), JPEG],
      [sample.pngFile(), 'image/png'],
    ] as const) {
      expect(await look(Buffer.concat([bytes, zip]), mime)).toMatchObject({ mime, refusal: 'disguised' })
    }
    expect(await look(Buffer.concat([await sample.pdfFile(), zip]), PDF)).toMatchObject({
      refusal: 'disguised',
    })
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 11]), Buffer.from('%PDF-1.4\n')])
    const photo = sample.jpegFile()
    const both = Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)])
    expect(await look(both, JPEG)).toMatchObject({ refusal: 'disguised' })
  })
})

describe('what phones and programs do, and is taken', () => {
  test('a film behind a photo, zeros behind a PDF, a restart marker and padding in a JPEG', async () => {
    const film = Buffer.concat([sample.jpegFile(), sample.heicFile(['isom', 'mp42'])])
    expect(await look(film, JPEG)).toMatchObject({ mime: JPEG, refusal: null })
    const padded = Buffer.concat([await sample.pdfFile(), Buffer.alloc(700)])
    expect(await look(padded, PDF)).toMatchObject({ mime: PDF, refusal: null })
    const photo = sample.jpegFile()
    const filled = Buffer.concat([photo.subarray(0, -2), Buffer.from([0xff, 0xd3, 1, 0xff, 0xff, 0xd9])])
    expect(await look(filled, JPEG)).toMatchObject({ mime: JPEG, refusal: null })
  })

  test('20 MB are read without being held', async () => {
    const photo = sample.jpegFile()
    const noise = randomBytes(1 << 20).map((byte) => (byte === 0xff ? 0 : byte))
    let left = 19
    const content = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left === 19) controller.enqueue(photo.subarray(0, -2))
        else if (left > 0) controller.enqueue(noise)
        else {
          controller.enqueue(photo.subarray(-2))
          controller.close()
        }
        left -= 1
      },
    })
    const before = process.memoryUsage().arrayBuffers
    const found = await inspect(content, JPEG)
    expect(found).toMatchObject({ mime: JPEG, refusal: null, size: photo.length + 18 * (1 << 20) })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12 << 20)
  })
})
