import { expect, test } from 'vitest'
import type { PrintedCode } from './api'
import { drawnCard, drawnSheets, findCodes, reasonProblem } from './model'

const code = (short: string, name: string, state: PrintedCode['state'] = 'active'): PrintedCode => ({
  code: short,
  item_code: short,
  name,
  department: '县市场监管局',
  category: '餐饮食品',
  line: null,
  state,
  revoked_reason: null,
})
const CODES = [code('QX07', '食品经营许可（新办）'), code('QX09', '药品零售许可', 'revoked')]
const OPTIONS = { county: '清溪县', publicUrl: 'https://bb.example.gov.cn' }

test('codes are found by name, department and short code, in any case', () => {
  expect(findCodes(CODES, 'qx07').map((each) => each.code)).toEqual(['QX07'])
  expect(findCodes(CODES, '市场 药品').map((each) => each.code)).toEqual(['QX09'])
  expect(findCodes(CODES, '  ')).toHaveLength(2)
  expect(findCodes(CODES, '没有')).toEqual([])
})

test('a stopped code is not printed any more', () => {
  const [sheet, second] = drawnSheets(CODES, OPTIONS)
  expect(sheet?.svg).toContain('QX07')
  expect(sheet?.svg).not.toContain('QX09')
  expect(second).toBeUndefined()
})

test('a card is shown from an address that carries its drawing', () => {
  const { svg, src } = drawnCard(code('QX07', '<食品> & "经营"'), OPTIONS)
  expect(decodeURIComponent(src.slice('data:image/svg+xml,'.length))).toBe(svg)
  expect(svg).not.toContain('<食品>')
})

test('stopping a code asks for a reason that fits', () => {
  expect(reasonProblem('  ')).toContain('为什么')
  expect(reasonProblem('卡片印错了部门')).toBeNull()
  expect(reasonProblem('长'.repeat(201))).toBe('超了 1 字，删一些')
})
