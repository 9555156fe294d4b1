import { describe, expect, it, vi } from 'vitest'
import { codeCard, codeSheet, printedLink, wrapLine } from './sheet'

const options = { county: '清溪县', publicUrl: 'https://bb.example.gov.cn/' }
const card = {
  code: 'QX07',
  name: '食品经营许可（新办）',
  department: '县市场监督管理局',
  line: '开饭馆、奶茶店，扫码看要什么，手机就能交。',
}

describe('the printed sheet', () => {
  it('puts eight cards on an A4 page', () => {
    const pages = codeSheet(
      Array.from({ length: 44 }, () => card),
      options,
    )
    expect(pages).toHaveLength(6)
    expect(pages[0]).toContain('width="210mm" height="297mm"')
    expect(pages[0].match(/QX07<\/text>/g)?.length).toBeGreaterThanOrEqual(8)
  })
  it('carries an ordinary link', () => {
    expect(printedLink('QX07', options.publicUrl)).toBe('https://bb.example.gov.cn/c/QX07')
  })
  it('escapes what an operator typed', () => {
    expect(codeSheet([{ ...card, name: '<b>&' }], options)[0]).toContain('&#60;b&#62;&#38;')
  })
})

describe('wrapping the sentence', () => {
  it('breaks after a comma', () => {
    expect(wrapLine('开饭馆、奶茶店，扫码看要什么，手机就能交。', 11)).toEqual([
      '开饭馆、奶茶店，',
      '扫码看要什么，',
      '手机就能交。',
    ])
  })
  it('never begins a line with a mark', () => {
    for (const line of wrapLine('一二三四五六七八九十一。二三四五六七八九十十一，三', 11))
      expect(line).not.toMatch(/^[，。]/)
  })
})

describe('long names', () => {
  const written = (svg: string) =>
    [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*>([^<]*)<\/text>/g)].map(
      ([, x, y, size, text]) => ({ x: Number(x), y: Number(y), size: Number(size), text: text ?? '' }),
    )
  it('stay clear of the white around the code', () => {
    const name = '公众聚集场所投入使用、营业前消防安全检查'
    const lines = written(codeCard({ ...card, name }, options)).filter(
      ({ text }) => text && name.includes(text),
    )
    expect(lines.map(({ text }) => text).join('')).toBe(name)
    // The code begins at 23.5 mm; a Chinese sign reaches about an eighth of its size below its line.
    for (const { y, size } of lines) expect(y + size / 8).toBeLessThan(20.5)
  })
  it('of a department end on the card', () => {
    const department = '中共县委宣传部（县新闻出版局）'
    const [line] = written(codeCard({ ...card, department }, options)).filter(
      ({ text }) => text === department,
    )
    expect((line?.x ?? 0) + department.length * (line?.size ?? 99)).toBeLessThanOrEqual(94)
  })
})

it('draws codes where there is no TextEncoder, as in WeChat', () => {
  vi.stubGlobal('TextEncoder', undefined)
  try {
    expect(codeCard(card, options)).toContain('<path')
  } finally {
    vi.unstubAllGlobals()
  }
})

it('carries WeChat’s own picture where there is one, and the QR where there is none', () => {
  const picture = 'data:image/png;base64,iVBORw0KGgo='
  const drawn = codeCard({ ...card, picture }, options)
  expect(drawn).toContain(`<image x="5.5" y="23.5" width="35" height="35" href="${picture}"/>`)
  expect(drawn).not.toContain('<path')
  expect(codeCard({ ...card, picture: null }, options)).toContain('<path')
})
