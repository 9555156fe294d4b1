import { describe, expect, test } from 'vitest'
import { cut, smsParams, templateData } from './template-data.ts'

const VALUES = {
  number: 'QX-260331-0001',
  item: '食品经营许可（含网络经营、散装熟食销售）新办',
  phrase: '需要补正',
  line: '有材料要补正，打开看怎么改',
  at: '2026-03-31T02:05:00.000Z',
  due: '2026-04-07T09:30:00.000Z',
}
const one = (name: string, from: string[], values: Record<string, string> = VALUES) => {
  const answer = templateData([{ name, from }], values)
  return 'data' in answer ? answer.data[name]?.value : answer
}

describe('a value fits the type of its field', () => {
  test.each([
    ['character_string1', ['number'], 'QX-260331-0001'],
    ['thing2', ['item'], '食品经营许可…'],
    ['thing5', ['line'], '有材料要补正，打开看怎么改'],
    ['phrase3', ['phrase'], '需要补正'],
    ['time4', ['at'], '2026年3月31日 10:05'],
    ['date3', ['due'], '2026年4月7日'],
    ['time3', ['due'], '2026年4月7日 17:30'],
  ])('%s', (name, from, value) => {
    expect(one(name, from)).toBe(value)
  })

  test('the first value that is there is taken; none is named, for WeChat would refuse it all', () => {
    expect(one('date3', ['when', 'due'])).toBe('2026年4月7日')
    expect(one('thing1', ['subject'])).toEqual({ missing: 'thing1' })
    expect(one('phrase1', ['number'])).toEqual({ missing: 'phrase1' })
    expect(one('number1', ['number'])).toEqual({ missing: 'number1' })
    expect(one('time1', ['at'], { at: 'yesterday' })).toEqual({ missing: 'time1' })
  })

  test('no line break and no space around gets in', () => {
    expect(one('thing1', ['item'], { item: ' 一件\n事项 ' })).toBe('一件 事项')
  })
})

describe('a text that is too long', () => {
  test('is cut at 20 with a mark, not within a bracket, not after a comma', () => {
    expect(cut('一二三四五六七八九十一二三四五六七八九十', 20)).toHaveLength(20)
    expect(cut('一二三四五六七八九十一二三四五六七八九十多', 20)).toBe(
      '一二三四五六七八九十一二三四五六七八九…',
    )
    expect(cut('一二三四五六七八九十一二三四五六七八，九十', 20)).toBe(
      '一二三四五六七八九十一二三四五六七八…',
    )
    expect(cut('一二三（四）五六七八九十一二三四五六七八九', 20)).toBe(
      '一二三（四）五六七八九十一二三四五六七…',
    )
  })
  test('keeps whole characters', () => {
    const text = '𠮷'.repeat(12)
    expect(cut(text, 20)).toBe(`${'𠮷'.repeat(9)}…`)
  })
})

test('an SMS says the day, and in words when there is none', () => {
  expect(smsParams(['number', 'due'], VALUES)).toEqual({ number: 'QX-260331-0001', due: '4月7日17:30' })
  expect(smsParams(['number', 'due'], { number: 'A' })).toEqual({ number: 'A', due: '规定的期限' })
})
