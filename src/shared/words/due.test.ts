import { describe, expect, it } from 'vitest'
import type { Clock } from '@/shared/contract'
import { dueWords, limitWords, minutesWords, promiseWords } from './due'

const now = Date.parse('2026-04-01T02:32:00Z')
const clock = (over: Partial<Clock>): Clock => ({
  due_at: '2026-04-07T09:30:00Z',
  unknown: false,
  state: 'running',
  left_days: 3,
  left_minutes: 1260,
  limit_value: 5,
  limit_unit: 'working_day',
  stopped_since: null,
  stopped_by: null,
  ...over,
})

describe('a clock in words', () => {
  it('says working time left and the moment', () => {
    expect(dueWords(clock({}), now)).toEqual({
      left: '还剩 3 个工作日',
      moment: '4月7日（周二）17:30 前',
      tone: 'plain',
    })
  })
  it('counts hours and minutes on the last day', () => {
    const words = dueWords(clock({ due_at: '2026-04-01T09:30:00Z', left_days: 0, left_minutes: 325 }), now)
    expect(words).toEqual({ left: '还剩 5 小时 25 分', moment: '今天 17:30 前', tone: 'plain' })
  })
  it('turns amber when little is left', () => {
    expect(dueWords(clock({ left_days: 0, left_minutes: 55 }), now).tone).toBe('soon')
  })
  it('late is said plainly', () => {
    const words = dueWords(
      clock({ state: 'late', due_at: '2026-04-01T00:57:00Z', left_days: 0, left_minutes: -95 }),
      now,
    )
    expect(words).toEqual({ left: '超时 1 小时 35 分', moment: '今天 8:57 到期', tone: 'late' })
  })
  it('a limit that does not run says so', () => {
    expect(dueWords(clock({ state: 'not_started', due_at: null }), now).left).toBe('5 个工作日，没开始走')
    expect(dueWords(clock({ state: 'stopped' }), now).left).toBe('还剩 3 个工作日，停着没走')
    const heard = clock({ state: 'stopped', stopped_since: '2026-04-01T01:00:00Z', stopped_by: '听证' })
    expect(dueWords(heard, now).left).toBe('还剩 3 个工作日，因听证停着没走')
    expect(dueWords({ ...heard, left_days: 0, left_minutes: 95 }, now).left).toBe(
      '还剩 1 小时 35 分，因听证停着没走',
    )
  })
  it('never guesses past the last published holidays', () => {
    expect(
      dueWords(clock({ due_at: null, unknown: true, left_days: null, left_minutes: null }), now).moment,
    ).toContain('暂时算不出')
  })
})

describe('limits in words', () => {
  it('has its units', () => {
    expect(limitWords(2, 'working_hour')).toBe('2 小时')
    expect(limitWords(1, 'half_day')).toBe('半个工作日')
    expect(promiseWords('immediate', 1, 'working_hour')).toBe('立等可取')
    expect(promiseWords('promised', 5, 'working_day')).toBe('承诺 5 个工作日')
  })
  it('never says zero minutes', () => {
    expect(minutesWords(0)).toBe('不到 1 分钟')
    expect(minutesWords(120)).toBe('2 小时')
  })
})
