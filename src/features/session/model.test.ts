import { describe, expect, it } from 'vitest'
import { nameProblem, phoneProblem, touchedByChange, unsentWords } from './model'

describe('one’s own name and telephone', () => {
  it.each([
    ['', null],
    ['199 0000-0001', null],
    ['1990000', '手机号是 11 位，现在 7 位'],
    ['29900000001', '手机号是 11 位数字，以 1 开头'],
    ['一九九', '手机号是 11 位数字，以 1 开头'],
  ])('telephone %j', (phone, problem) => {
    expect(phoneProblem(phone)).toBe(problem)
  })
  it('asks for a name and counts characters as people do', () => {
    expect(nameProblem('  ')).toMatch('写上')
    expect(nameProblem('张👍🏽')).toBeNull()
    expect(nameProblem('长'.repeat(42))).toBe('最多 40 个字，删掉 2 个')
  })
})

describe('a "changed" poke', () => {
  it('asks for the person’s affairs anew and leaves the public catalogue alone', () => {
    expect(touchedByChange(['home'])).toBe(true)
    expect(touchedByChange(['application', 'x'])).toBe(true)
    expect(touchedByChange(['item', 'QX07'])).toBe(false)
  })
})

describe('what a sign-out would lose', () => {
  it('is counted by what it is; a read mark is no loss', () => {
    expect(unsentWords(['read', 'message', 'file.material', 'file.check', 'draft'])).toBe(
      '1 条消息、2 个文件、1 处草稿里的改动',
    )
    expect(unsentWords(['read'])).toBeNull()
  })
})
