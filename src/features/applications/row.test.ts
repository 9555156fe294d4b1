import { describe, expect, it } from 'vitest'
import { clock, detailOf } from './detail-fixture'
import { rowAddress, rowDue } from './row'

const NOW = Date.parse('2026-04-01T10:34:00+08:00')

describe('a row of the list', () => {
  it('shows the correction day first', () => {
    expect(rowDue(detailOf(), NOW)).toEqual({ left: '还剩 3 个工作日', moment: '4月7日（周二）17:30 前' })
    const correction = { count: 2, due_at: '2026-04-01T17:30:00+08:00', left_days: 0 }
    expect(rowDue(detailOf({ correction }), NOW)?.left).toBe('今天')
    expect(rowDue(detailOf({ correction }), NOW + 24 * 3600_000)).toMatchObject({ tone: 'late' })
    expect(rowDue(detailOf({ correction: { ...correction, due_at: null } }), NOW)).toBeNull()
  })

  it('shows the promise while it runs, and nothing when nothing runs', () => {
    const promised = clock({
      state: 'running',
      due_at: '2026-04-09T17:30:00+08:00',
      left_days: 5,
      left_minutes: 2100,
    })
    expect(rowDue(detailOf({ state: 'reviewing', promised }), NOW)).toEqual({
      left: '承诺还剩 5 个工作日',
      moment: '4月9日（周四）17:30 前',
    })
    const heard = clock({ state: 'stopped', stopped_by: '听证', left_days: 3, left_minutes: 1400 })
    expect(rowDue(detailOf({ state: 'reviewing', promised: heard }), NOW)).toMatchObject({
      left: '承诺还剩 3 个工作日',
      moment: '因听证停着没走',
    })
    const notice = clock({ state: 'running', due_at: '2026-04-08T17:30:00+08:00', left_days: 4 })
    expect(rowDue(detailOf({ state: 'submitted', notice }), NOW)?.left).toBe('窗口答复还剩 4 个工作日')
    expect(rowDue(detailOf({ state: 'delivered', promised: clock({ state: 'met' }) }), NOW)).toBeNull()
  })

  it('leads a draft on where it stopped', () => {
    expect(rowAddress(detailOf({ state: 'draft', pre_check: null }))).toContain('/apply/form/')
    expect(rowAddress(detailOf({ state: 'draft', pre_check: 'fix' }))).toContain('/apply/check/')
    expect(rowAddress(detailOf())).toContain('/application/timeline/')
  })
})
