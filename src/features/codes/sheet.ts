import { create } from 'qrcode'

/** What one printed 「码上办」 card says. */
export interface CodeCard {
  /** Short code, e.g. QX07: also a search word in the app, for when scanning fails. */
  code: string
  name: string
  department: string
  /** How to use it, one or two short sentences. */
  line: string
  /** WeChat's own picture of the code as a data address, in place of the QR of the link. */
  picture?: string | null
}

export interface SheetOptions {
  /** County's name beside 码上办. */
  county: string
  /** Public address of the H5 app, e.g. https://bb.example.gov.cn; the printed link is <publicUrl>/c/<CODE>. */
  publicUrl: string
}

// Millimetres. A4 with eight cards of 97 × 70, cut on the dashes.
const PAGE = { width: 210, height: 297 }
const CARD = { width: 97, height: 70, columns: 2, rows: 4 }
const LEFT = (PAGE.width - CARD.width * CARD.columns) / 2
const TOP = (PAGE.height - CARD.height * CARD.rows) / 2
const PER_PAGE = CARD.columns * CARD.rows
const QR_MM = 35
const INK = '#1D2129'
const INK_2 = '#4E5969'
const EDGE = '#7D8592'
const FONT = "'PingFang SC','HarmonyOS Sans SC','Noto Sans CJK SC','Noto Sans SC',sans-serif"

/** The link a printed code carries: opens H5 in any browser and, by WeChat's link rule, the mini-program. */
export function printedLink(code: string, publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/c/${code}`
}

/** A4 pages as SVG documents, eight cards each. */
export function codeSheet(cards: CodeCard[], options: SheetOptions): string[] {
  const pages: string[] = []
  for (let start = 0; start < cards.length; start += PER_PAGE) {
    const drawn = cards.slice(start, start + PER_PAGE).map((card, i) => {
      const x = LEFT + (i % CARD.columns) * CARD.width
      const y = TOP + Math.floor(i / CARD.columns) * CARD.height
      return `<g transform="translate(${x} ${y})">${drawCard(card, options)}</g>`
    })
    pages.push(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}mm" height="${PAGE.height}mm" viewBox="0 0 ${PAGE.width} ${PAGE.height}" font-family="${FONT}">` +
        `<rect width="${PAGE.width}" height="${PAGE.height}" fill="#fff"/>${drawn.join('')}</svg>`,
    )
  }
  return pages
}

/** One card alone, for showing or saving a single code. */
export function codeCard(card: CodeCard, options: SheetOptions): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}mm" height="${CARD.height}mm" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="${FONT}">` +
    `<rect width="${CARD.width}" height="${CARD.height}" fill="#fff"/>${drawCard(card, options)}</svg>`
  )
}

function drawCard(card: CodeCard, { county, publicUrl }: SheetOptions): string {
  const name = fitName(card.name)
  const line = wrapLine(card.line, 10)
    .slice(0, 4)
    .map((text, i) => write(text, 45, 29.5 + i * 6.4, 4.5, INK))
  return [
    `<rect width="${CARD.width}" height="${CARD.height}" fill="none" stroke="${EDGE}" stroke-width=".25" stroke-dasharray="1.2 1.2"/>`,
    write('码上办', 5.5, 8.8, 4.2, INK, 600, ' letter-spacing=".3"'),
    write(county, 22.5, 8.8, 4.2, INK_2),
    write(card.code, CARD.width - 6, 9.6, 5.8, INK, 700, ' text-anchor="end"'),
    ...name.lines.map((text, i) => write(text, 5.5, name.y + i * 5.2, name.size, INK, 700)),
    // The quiet zone of 3 mm is card white; nothing is drawn in it.
    card.picture
      ? `<image x="5.5" y="23.5" width="${QR_MM}" height="${QR_MM}" href="${escapeXml(card.picture)}"/>`
      : `<path transform="translate(5.5 23.5)" d="${qrPath(printedLink(card.code, publicUrl))}" fill="#000"/>`,
    ...line,
    write(card.department, 45, 57.5, fitDepartment(card.department), INK_2),
    write(`微信扫一扫。扫不了，在「码上帮办」里搜 ${card.code}`, 5.5, 65.8, 3.5, INK_2),
  ].join('')
}

function write(
  text: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  weight = 400,
  more = '',
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${weight}"${more}>${escapeXml(text)}</text>`
}

/** A long item name gets smaller, then a second line, so that it never leaves its card. */
function fitName(name: string): { size: number; y: number; lines: string[] } {
  if (name.length <= 12) return { size: 7, y: 17.6, lines: [name] }
  if (name.length <= 16) return { size: 5.3, y: 17.6, lines: [name] }
  const cut = Math.ceil(name.length / 2)
  const after = name.slice(cut - 4, cut + 4).search(/[、，（]/)
  const at = after < 0 ? cut : cut - 4 + after + (name[cut - 4 + after] === '（' ? 0 : 1)
  // Both lines end above the 3 mm of white around the code.
  return { size: 4.4, y: 14.4, lines: [name.slice(0, at), name.slice(at)] }
}

/** A long department's name gets smaller: it has 48 mm to the card's edge. */
function fitDepartment(name: string): number {
  return Math.min(4, Number((48 / name.length).toFixed(2)))
}

/** Breaks after a comma or stop when one is near, otherwise at the width; closing marks never begin a line. */
export function wrapLine(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const near = Math.max(...['，', '。', '；', '、'].map((mark) => rest.lastIndexOf(mark, width - 1)))
    let cut = near >= width / 2 ? near + 1 : width
    while (cut < rest.length && '，。；、！？）」'.includes(rest[cut])) cut += 1
    lines.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  if (rest) lines.push(rest)
  return lines
}

/** Dark modules as one path, 35 mm wide; quartile correction survives a scratched, laminated card. */
function qrPath(text: string): string {
  // Bytes, not text: for text the library wants TextEncoder, which WeChat lacks. A link is ASCII.
  const data = Uint8Array.from(text, (char) => char.charCodeAt(0))
  const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'Q' })
  const unit = QR_MM / modules.size
  const parts: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      if (run === 0) continue
      // Runs instead of single squares: no hairlines between neighbours when a printer rasterises.
      parts.push(`M${mm(column * unit)} ${mm(row * unit)}h${mm(run * unit)}v${mm(unit)}h${mm(-run * unit)}z`)
      column += run
    }
  }
  return parts.join('')
}

const mm = (n: number) => Number(n.toFixed(3))

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
