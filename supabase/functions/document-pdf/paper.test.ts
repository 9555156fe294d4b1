import { readFileSync } from 'node:fs'
import jsQR from 'jsqr'
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import type { OfficialDocument } from '@/shared/contract'
import { pdfCharacters, pdfText } from '../../../tests/support/pdf-text'
import { TrueType } from '../../../tests/support/true-type'
import { setPaper } from './paper.ts'

const font = new Uint8Array(readFileSync(new URL('./font/NotoSansSC-Regular.ttf', import.meta.url)))

/** As the database answers: the function's own type must take it whole. */
function paper(sections: OfficialDocument['content']['sections'] = []): OfficialDocument {
  return {
    id: 'd0000000-0000-4000-8000-000000000001',
    kind: 'correction',
    title: '申请材料补正告知书',
    number: '清审补字〔2026〕1 号',
    issued_at: '2026-03-31T02:00:00.000Z',
    application_id: 'a0000000-0000-4000-8000-000000000001',
    code: '7KQM3HXT9WRZP',
    fingerprint: '0d'.repeat(32),
    content: {
      form: 1,
      title: '申请材料补正告知书',
      number: '清审补字〔2026〕1 号',
      code: '7KQM3HXT9WRZP',
      check_url: 'https://qingxi.example/v/7KQM3HXT9WRZP',
      to: '清溪禾味餐饮有限公司',
      uscc: '91369921MA5K7H2R3E',
      item_name: '食品经营许可',
      application_number: 'QX-260331-0001',
      sections,
      office: '清溪县市场监督管理局',
      seal: '清溪县市场监督管理局（行政审批专用章）',
      day: '2026年3月31日',
    },
  }
}
const section = (text: string | null, more: object = {}) => ({
  title: null,
  text,
  facts: [],
  points: [],
  ...more,
})
const words = async (...sections: OfficialDocument['content']['sections']) =>
  pdfText(await setPaper(paper(sections), font))
    .join('\n')
    .replace(/\n/g, '')

test('everything that is frozen stands on the paper, in Chinese that can be searched and copied', async () => {
  const said = await words(
    section('你单位的材料需要补正。', { facts: [{ label: '补正期限', value: '2026年4月3日 17:30 前' }] }),
    section(null, { title: '要改的内容', points: [{ title: '布局图', lines: ['问题：没画出洗手池'] }] }),
  )
  for (const part of [
    '申请材料补正告知书',
    '清审补字〔2026〕1 号',
    '清溪禾味餐饮有限公司：',
    '91369921MA5K7H2R3E',
    '你单位的材料需要补正。',
    '补正期限：2026年4月3日 17:30 前',
    '要改的内容',
    '1. 布局图',
    '问题：没画出洗手池',
    '清溪县市场监督管理局（行政审批专用章）',
    '验证码 7KQM-3HXT-9WRZP',
    'https://qingxi.example',
    '0d'.repeat(32),
    '第 1 页，共 1 页',
  ])
    expect(said).toContain(part)
  expect(said).not.toContain('?')
})

test('the same paper is the same file, and its font is embedded with the glyphs it needs', async () => {
  const [one, two] = await Promise.all([setPaper(paper(), font), setPaper(paper(), font)])
  expect(Buffer.compare(one, two)).toBe(0)
  expect(Buffer.compare(one, await setPaper({ ...paper(), fingerprint: '0e'.repeat(32) }, font))).not.toBe(0)
  const opened = await PDFDocument.load(one, { updateMetadata: false })
  expect(opened.getTitle()).toBe('申请材料补正告知书 清审补字〔2026〕1 号')
  expect(opened.getCreationDate()).toEqual(new Date('2026-03-31T02:00:00.000Z'))
  expect(embeddedFont(opened).length).toBeGreaterThan(5_000)
  expect(one.length).toBeLessThan(200_000)
})

/** The font file inside the PDF. */
function embeddedFont(pdf: PDFDocument): Buffer {
  const descriptor = pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .find((object): object is PDFDict => object instanceof PDFDict && object.has(PDFName.of('FontFile2')))
  const file = descriptor && pdf.context.lookup(descriptor.get(PDFName.of('FontFile2')))
  if (!(file instanceof PDFRawStream)) throw new Error('No font is embedded')
  return Buffer.from(file.contents)
}

test('every glyph is cut out whole: text that can be copied may still be blank on paper', async () => {
  // Every 37th character of the plane, so that outlines of all lengths stand one behind the other.
  const many = Array.from({ length: 560 }, (_, n) => String.fromCodePoint(0x4e00 + n * 37)).join('')
  const pdf = await setPaper(paper([section(many), section('䶮㛃𬭎鿍龘㐂〔〕“”（）《》℃㎡')]), font)
  const subset = new TrueType(embeddedFont(await PDFDocument.load(pdf, { updateMetadata: false })))
  const whole = new TrueType(Buffer.from(font))
  // Digits and Latin letters may be drawn by another form of theirs; Chinese is drawn by its own glyph.
  const drawn = [...pdfCharacters(pdf)].filter(([, char]) => /^\p{Script=Han}$/u.test(char))
  expect(drawn.length).toBeGreaterThan(560)
  for (const [glyph, char] of drawn) {
    const here = subset.outline(Number.parseInt(glyph, 16))
    const there = whole.outline(whole.glyphOf(char.codePointAt(0) ?? 0))
    expect(there.length, char).toBeGreaterThan(10)
    // A subset may pad a record; what is drawn is what was cut.
    expect(here.subarray(0, there.length).equals(there), char).toBe(true)
  }
})

test('the versions that Deno loads are the ones that are tested here', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  const { dependencies, devDependencies } = read('../../../package.json')
  for (const [name, address] of Object.entries<string>(read('./deno.json').imports))
    expect(address).toBe(`npm:${name}@${dependencies[name] ?? devDependencies[name]}`)
})

test('rare characters of names are drawn; what the font lacks is said by number, never left blank', async () => {
  const rare = await words(section('经办人：䶮㛃𬭎鿍龘㐂'))
  expect(rare).toContain('经办人：䶮㛃𬭎鿍龘㐂')
  expect(rare).not.toContain('注：')
  const lacking = await words(section('经办人：𠮷野🍜\u200b\u2066张\ufe0f'))
  expect(lacking).toContain('经办人：〔U+20BB7〕野〔U+1F35C〕张')
  expect(lacking).toContain('注：〔U+…〕是字库里没有的字的统一编码，原字以手机上的文书为准。')
})

test('a long notice runs over pages, each with its number and the code; lines people typed stay lines', async () => {
  const points = Array.from({ length: 50 }, (_, n) => ({
    title: `第 ${n} 处`,
    lines: ['问题：和规定不一致\n要重写', `怎么改：${'照着样子改。'.repeat(12)}`],
  }))
  const pages = pdfText(await setPaper(paper([section(null, { title: '要改的内容', points })]), font))
  expect(pages.length).toBeGreaterThan(4)
  pages.forEach((page, n) => {
    expect(page.replace(/\n/g, '')).toContain(`第 ${n + 1} 页，共 ${pages.length} 页`)
    expect(page).toContain('验证码 7KQM-3HXT-9WRZP')
  })
  const said = pages.join('\n')
  expect(said).toContain('和规定不一致\n要重写')
  for (let n = 0; n < 50; n += 1) expect(said).toContain(`${n + 1}. 第 ${n} 处`)
})

test('the code on the paper, read as a camera reads it, leads to the check page', async () => {
  const source = Buffer.from(await setPaper(paper(), font)).toString('latin1')
  const squares = [...source.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) \3 re$/gm)].map((match) =>
    match.slice(1).map(Number),
  ) as [number, number, number][]
  const [left, top, unit] = [0, 1, 2].map((n) => Math.min(...squares.map((square) => square[n] ?? 0))) as [
    number,
    number,
    number,
  ]
  const scale = 4
  const side = (Math.round((Math.max(...squares.map(([x]) => x)) - left) / unit) + 9) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [x, y] of squares)
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1) {
        const column = (Math.round((x - left) / unit) + 4) * scale + dx
        const row = (Math.round((y - top) / unit) + 4) * scale + dy
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
      }
  expect(jsQR(pixels, side, side)?.data).toBe('https://qingxi.example/v/7KQM3HXT9WRZP')
})
