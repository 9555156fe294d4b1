import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import type { OfficialDocument } from './document.ts'
import { glyphsOf, printable } from './glyphs.ts'

const MM = 72 / 25.4
const MARGIN = { top: 25 * MM, bottom: 38 * MM, left: 26 * MM, right: 26 * MM }
const SIZE = { title: 20, body: 12, small: 9, tiny: 7.5 }
const LINE_GAP = 4
const GREY = '#555555'
const QR_SIZE = 22 * MM

type Sheet = PDFKit.PDFDocument

/**
 * The paper as PDF: A4, the font embedded with the glyphs that occur. The same document gives the same bytes: the
 * only date is the document's own, nothing is compressed (a later zlib might pack otherwise), nothing is random.
 */
export async function setPaper(document: OfficialDocument, font: Uint8Array): Promise<Uint8Array> {
  const { content } = document
  const sheet = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    compress: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    // A font at once, so that pdfkit looks for none of its own.
    font: font as unknown as string,
    info: {
      Title: `${content.title} ${content.number}`,
      Author: content.office,
      Subject: content.application_number,
      CreationDate: new Date(document.issued_at),
      ModDate: new Date(document.issued_at),
    },
  })
  const bytes = collect(sheet)
  const glyphs = glyphsOf(sheet)
  const strange = new Set<string>()
  const say = (text: string) => printable(text, glyphs, strange)

  head(sheet, say, content)
  for (const section of content.sections) set(sheet, say, section)
  close(sheet, say, content)
  if (strange.size > 0) note(sheet)
  await feet(sheet, say, document)
  sheet.end()
  return bytes
}

type Say = (text: string) => string
type Content = OfficialDocument['content']

function head(sheet: Sheet, say: Say, content: Content): void {
  sheet.fontSize(SIZE.title).text(say(content.title), { align: 'center', characterSpacing: 2 })
  sheet.moveDown(0.3)
  sheet.fontSize(SIZE.body).fillColor(GREY).text(say(content.number), { align: 'center' }).fillColor('black')
  sheet.moveDown(0.6)
  rule(sheet, 1.2)
  sheet.moveDown(0.8)
  sheet.fontSize(SIZE.body).text(say(`${content.to}：`), { lineGap: LINE_GAP })
  sheet
    .fontSize(SIZE.small)
    .fillColor(GREY)
    .text(say(`统一社会信用代码 ${content.uscc}`), { lineGap: LINE_GAP })
    .fillColor('black')
  sheet.moveDown(0.5)
}

function set(sheet: Sheet, say: Say, { title, text, facts, points }: Content['sections'][number]): void {
  sheet.fontSize(SIZE.body)
  if (title !== null && (text !== null || facts.length + points.length > 0)) {
    keep(sheet, 3)
    sheet.moveDown(0.5)
    strong(sheet, say(title))
  }
  if (text !== null) paragraph(sheet, say(text), 2)
  for (const { label, value } of facts) paragraph(sheet, say(`${label}：${value}`), 2)
  points.forEach((point, n) => {
    keep(sheet, 2)
    paragraph(sheet, say(`${n + 1}. ${point.title}`), 2)
    for (const line of point.lines) {
      sheet.fontSize(SIZE.body - 1).fillColor(GREY)
      paragraph(sheet, say(line), 0, 2 * SIZE.body + 15)
      sheet.fontSize(SIZE.body).fillColor('black')
    }
  })
}

/** Who signs and when, on the right, never alone on a page. */
function close(sheet: Sheet, say: Say, content: Content): void {
  keep(sheet, 3)
  sheet.moveDown(1).fontSize(SIZE.body)
  for (const line of [content.seal, content.day]) sheet.text(say(line), { align: 'right', lineGap: LINE_GAP })
}

function note(sheet: Sheet): void {
  keep(sheet, 3)
  sheet.moveDown(1).fontSize(SIZE.small).fillColor(GREY)
  sheet
    .text('注：〔U+…〕是字库里没有的字的统一编码，原字以手机上的文书为准。', { lineGap: 3 })
    .fillColor('black')
}

/** Foot of every page: how to check the paper, and which page of how many it is. */
async function feet(sheet: Sheet, say: Say, { content, fingerprint }: OfficialDocument): Promise<void> {
  const { start, count } = sheet.bufferedPageRange()
  const code = `${content.code.slice(0, 4)}-${content.code.slice(4, 8)}-${content.code.slice(8)}`
  for (let page = start; page < start + count; page += 1) {
    sheet.switchToPage(page)
    // The foot stands in the margin, where text would begin a page.
    sheet.page.margins.bottom = 0
    const top = sheet.page.height - MARGIN.bottom + 8 * MM
    const left = MARGIN.left
    const right = left + QR_SIZE + 4 * MM
    const width = sheet.page.width - right - MARGIN.right
    sheet.moveTo(left, top - 3 * MM).lineTo(sheet.page.width - MARGIN.right, top - 3 * MM)
    sheet.lineWidth(0.5).strokeColor('#999999').stroke()
    drawCode(sheet, content.check_url, left, top)
    sheet
      .fontSize(SIZE.small)
      .fillColor('black')
      .text(`验证码 ${code}`, right, top, { width, characterSpacing: 0.5 })
    sheet.fontSize(SIZE.tiny).fillColor(GREY)
    sheet.text(say(`扫码或打开 ${content.check_url}，核对这份文书是不是真的。`), { width, lineGap: 2 })
    sheet.text(`内容指纹 SHA-256 ${fingerprint}`, { width, lineGap: 2 })
    sheet.text(say(`${content.number}　第 ${page - start + 1} 页，共 ${count} 页`), { width })
    sheet.fillColor('black')
  }
}

function drawCode(sheet: Sheet, text: string, x: number, y: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const unit = QR_SIZE / modules.size
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) sheet.rect(x + column * unit, y + row * unit, unit, unit)
  sheet.fillColor('black').fill()
}

function paragraph(sheet: Sheet, text: string, indentChars: number, left = 0): void {
  const width = sheet.page.width - MARGIN.left - MARGIN.right - left
  sheet.text(text, MARGIN.left + left, undefined, {
    indent: indentChars * SIZE.body,
    width,
    lineGap: LINE_GAP,
  })
  sheet.x = MARGIN.left
}

/** One weight is embedded; a heading is drawn with its outline, which makes it heavier. */
function strong(sheet: Sheet, text: string): void {
  sheet.lineWidth(0.35).strokeColor('black')
  sheet.text(text, { stroke: true, fill: true, lineGap: LINE_GAP })
}

function rule(sheet: Sheet, width: number): void {
  sheet.moveTo(MARGIN.left, sheet.y).lineTo(sheet.page.width - MARGIN.right, sheet.y)
  sheet.lineWidth(width).strokeColor('black').stroke()
}

/** Begins a new page unless so many lines still fit. */
function keep(sheet: Sheet, lines: number): void {
  const needed = lines * (SIZE.body * 1.45 + LINE_GAP)
  if (sheet.y + needed > sheet.page.height - MARGIN.bottom) sheet.addPage()
}

function collect(sheet: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    sheet.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    sheet.on('error', reject)
    sheet.on('end', () => {
      const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      resolve(whole)
    })
  })
}
