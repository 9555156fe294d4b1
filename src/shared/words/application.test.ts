import { describe, expect, it } from 'vitest'
import type { ApplicationState, ApplicationSummary } from '@/shared/contract'
import { holderSentence, stateWord } from './application'

const NOW = Date.parse('2026-04-03T14:20:00+08:00')
const facts = (state: ApplicationState, name: string, more: Partial<ApplicationSummary> = {}) => ({
  state,
  pre_check: null,
  correction: null,
  holder: { side: 'staff' as const, name, since: '2026-04-03T11:05:00+08:00' },
  ...more,
})

describe('the state of an application in words', () => {
  it('says whose turn it is by who reads it', () => {
    expect(stateWord(facts('correcting', '你'))).toEqual({ word: '等你补正', tone: 'wait' })
    expect(stateWord(facts('correcting', '张明远'))).toEqual({ word: '等申请人补正', tone: 'neutral' })
    expect(stateWord(facts('issued', '你')).tone).toBe('wait')
    expect(stateWord(facts('issued', '张明远')).tone).toBe('go')
  })

  it('tells a draft that was looked over from one that was not', () => {
    expect(stateWord(facts('draft', '你')).word).toBe('没交')
    expect(stateWord(facts('draft', '李专员', { pre_check: 'asked' })).word).toBe('专员在看')
    expect(stateWord(facts('draft', '你', { pre_check: 'fix' })).tone).toBe('wait')
  })

  it('names who has it and since when', () => {
    expect(holderSentence(facts('reviewing', '审批局王科员'), NOW)).toBe(
      '审批局王科员正在审查，今天 11:05 转入',
    )
    const correction = { count: 2, due_at: null, left_days: null }
    expect(holderSentence(facts('correcting', '你', { correction }), NOW)).toBe('等你补 2 处，今天 11:05 起')
  })
})
