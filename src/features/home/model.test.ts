import { describe, expect, it } from 'vitest'
import type { ApplicationSummary } from '@/shared/contract'
import { appointmentDue, correctionDue, ofEnterprise, replyWords, todoWords, waitingTitle } from './model'

// 2026-04-01 10:32 in Beijing, as in the design.
const now = Date.parse('2026-04-01T02:32:00Z')
const application = (more: Partial<ApplicationSummary>) =>
  ({
    id: 'a1',
    state: 'draft',
    enterprise_id: 'e1',
    pre_check: null,
    correction: null,
    updated_at: '2026-04-01T01:40:00Z',
    holder: { side: 'applicant', name: '你', since: '2026-04-01T02:20:00Z' },
    ...more,
  }) as ApplicationSummary

describe('what waits for the person', () => {
  it('a correction, with what is left and the moment', () => {
    const correction = { count: 2, due_at: '2026-04-07T09:30:00Z', left_days: 3 }
    expect(todoWords(application({ state: 'correcting', correction }), now)).toMatchObject({
      tag: '等你补正',
      title: '窗口要你补 2 处',
      left: '还剩 3 个工作日',
      moment: '4月7日（周二）17:30 前',
      action: '去补正',
      url: '/packages/application/correction/index?id=a1',
    })
  })
  it('on its last day says the moment, afterwards that it is over, and never guesses', () => {
    const at = (due_at: string | null, left_days: number | null) =>
      correctionDue({ count: 1, due_at, left_days }, now)
    expect(at('2026-04-01T09:30:00Z', 0)).toEqual({ left: '今天 17:30 前', moment: '', late: false })
    expect(at('2026-03-31T09:30:00Z', 0)).toMatchObject({ left: '过了期限', late: true })
    expect(at(null, null).moment).toMatch('还没公布')
  })
  it('a result, and drafts in each of their states', () => {
    expect(todoWords(application({ state: 'issued' }), now).action).toBe('去领结果')
    const draft = (pre_check: ApplicationSummary['pre_check']) => todoWords(application({ pre_check }), now)
    expect(draft(null)).toMatchObject({ action: '接着填', moment: '今天 9:40 改过' })
    expect(draft('ready')).toMatchObject({ action: '去提交', tone: 'done' })
    expect(draft('fix').url).toBe('/packages/apply/check/index?id=a1')
    expect(draft('asked').tag).toBe('专员在看')
  })
  it('counts and belongs to the enterprise one acts for', () => {
    const two = [application({}), application({ id: 'a2', enterprise_id: 'e2' })]
    expect(ofEnterprise(two, 'e2').map((each) => each.id)).toEqual(['a2'])
    expect(ofEnterprise(two, null)).toHaveLength(2)
    expect(waitingTitle(two, [])).toBe('等你办的，2 件')
    expect(waitingTitle([], [])).toBeNull()
  })
})

describe('appointments and the officer', () => {
  it('says near days by their word', () => {
    expect(appointmentDue('2026-04-03T02:00:00Z', now)).toEqual({
      left: '后天',
      moment: '4月3日（周五）10:00',
    })
    expect(appointmentDue('2026-04-01T06:30:00Z', now)).toEqual({ left: '今天', moment: '14:30' })
    expect(appointmentDue('2026-04-08T02:00:00Z', now)).toEqual({ left: '4月8日（周三）10:00', moment: '' })
  })
  it('the usual answer time, rounded up to five minutes', () => {
    expect(replyWords({ usual_reply_minutes: null })).toBeNull()
    expect(replyWords({ usual_reply_minutes: 2 })).toBe('通常 5 分钟内回复')
    expect(replyWords({ usual_reply_minutes: 8 })).toBe('通常 10 分钟内回复')
    expect(replyWords({ usual_reply_minutes: 75 })).toBe('通常 1 小时 15 分钟内回复')
    expect(replyWords({ usual_reply_minutes: 60 })).toBe('通常 1 小时内回复')
  })
})
