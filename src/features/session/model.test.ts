import { describe, expect, it } from 'vitest'
import { nameProblem, touchedByChange, unsentWords } from './model'

describe('one’s own name', () => {
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
