import { describe, expect, it } from 'vitest'
import { clock, detailOf } from './detail-fixture'
import { limitNumber, limitsView, timeNotes } from './limits'
import { type CalendarDays, rulerDays, rulerSpan } from './ruler'

const NOW = Date.parse('2026-04-03T14:20:00+08:00')
const QINGMING: CalendarDays = new Map([
  ['2026-04-04', false],
  ['2026-04-05', false],
  ['2026-04-06', false],
])
const FACTS = {
  acceptedAt: '2026-04-01T16:05:00+08:00',
  promisedDue: '2026-04-09T17:30:00+08:00',
  statutoryDue: '2026-04-16T17:30:00+08:00',
  now: NOW,
}

describe('the limits card', () => {
  it('stands still while the applicant corrects, and says why', () => {
    expect(limitsView(detailOf(), NOW)).toMatchObject({
      kind: 'waiting',
      tag: { word: '等你补正，没开始走', tone: 'wait' },
      promised: { value: '5', unit: '个工作日' },
      statutory: { value: '10', unit: '个工作日' },
    })
  })

  it('counts both limits once accepted', () => {
    const view = limitsView(
      detailOf({
        state: 'reviewing',
        accepted_at: FACTS.acceptedAt,
        promised: clock({ state: 'running', due_at: FACTS.promisedDue, left_days: 3, left_minutes: 1450 }),
        statutory: null,
      }),
      NOW,
    )
    expect(view).toMatchObject({ kind: 'running', from: '4月1日受理，次日起算，周末和放假不算。' })
    expect(view?.kind === 'running' && view.rows.map((row) => [row.name, row.words.left])).toEqual([
      ['承诺', '还剩 3 个工作日'],
    ])
  })

  it('says plainly after the decision whether it was in time', () => {
    const decision = { outcome: 'approved' as const, reason: null, at: '2026-04-10T10:00:00+08:00' }
    const view = limitsView(
      detailOf({
        state: 'approved',
        decision,
        promised: clock({ state: 'late', due_at: FACTS.promisedDue }),
        statutory: clock({ state: 'met', due_at: FACTS.statutoryDue }),
      }),
      NOW,
    )
    expect(view?.kind === 'ended' && view.rows.map((row) => row.words.left)).toEqual([
      '没按时办完',
      '按时办完',
    ])
  })

  it('puts the clock that counts now first, and says what follows if it lapses', () => {
    const view = limitsView(
      detailOf({
        state: 'reviewing',
        accepted_at: FACTS.acceptedAt,
        promised: clock({ state: 'running', due_at: FACTS.promisedDue, left_days: 3, left_minutes: 1450 }),
        statutory: clock({
          state: 'running',
          due_at: '2026-04-07T17:30:00+08:00',
          left_days: 1,
          basis: '第四十二条',
        }),
        binding: 'statutory',
      }),
      NOW,
    )
    expect(view?.kind === 'running' && view.rows.map(({ key, basis, lapse }) => [key, basis, lapse])).toEqual(
      [
        ['statutory', '第四十二条', '到期没办完就是没守承诺'],
        ['promised', '本事项公布的承诺', '到期没办完就是没守承诺'],
      ],
    )
  })

  it('counts the delivery once it is permitted, beside how the decision came', () => {
    const view = limitsView(
      detailOf({
        state: 'approved',
        decision: { outcome: 'approved', reason: null, at: '2026-04-08T10:00:00+08:00' },
        promised: clock({ state: 'met', due_at: FACTS.promisedDue }),
        statutory: clock({ state: 'met', due_at: FACTS.statutoryDue }),
        delivery: clock({
          state: 'running',
          due_at: '2026-04-22T17:30:00+08:00',
          left_days: 10,
          left_minutes: 4200,
        }),
        binding: 'delivery',
      }),
      NOW,
    )
    expect(view?.kind).toBe('running')
    expect(view?.kind === 'running' && view.rows.map(({ name, words }) => name + words.left)).toEqual([
      '送达还剩 10 个工作日',
      '承诺按时办完',
      '法定按时办完',
    ])
  })

  it('waits with the clock of the window’s answer', () => {
    const notice = clock({
      state: 'running',
      due_at: '2026-04-08T17:30:00+08:00',
      left_days: 2,
      left_minutes: 900,
    })
    const view = limitsView(detailOf({ state: 'submitted', notice, binding: 'notice' }), NOW)
    expect(view).toMatchObject({ kind: 'waiting', notice: { words: { left: '还剩 2 个工作日' } } })
  })

  it('tells a special procedure and an extension with their reasons', () => {
    const notes = timeNotes(
      detailOf({
        special_procedures: [
          {
            id: 's1',
            kind: 'hearing',
            kind_name: '听证',
            reason: '利害关系人申请',
            started_by: '审批局王科员',
            started_at: '2026-04-02T15:00:00+08:00',
            expected_days: 10,
            expected_until: '2026-04-17T17:30:00+08:00',
            ended_at: null,
            note: null,
          },
        ],
        extension: {
          days: 10,
          reason: '案情复杂',
          decided_by: '市场监管局何局长',
          decided_at: '2026-04-03T09:00:00+08:00',
        },
      }),
      NOW,
    )
    expect(notes).toMatchObject([
      {
        title: '正在听证，时限停着不走',
        lines: ['昨天 15:00 起，大约要 10 个工作日，4月17日（周五）前后结束。', '原因：利害关系人申请'],
      },
      {
        title: '法定时限延长了 10 个工作日',
        lines: ['今天 9:00，市场监管局何局长批准。承诺的日子不变。', '原因：案情复杂'],
      },
    ])
  })

  it('has nothing to say of what was taken back', () => {
    expect(limitsView(detailOf({ state: 'withdrawn', promised: null }), NOW)).toBeNull()
  })

  it('writes a half day as one', () => {
    expect(limitNumber(1, 'half_day')).toEqual({ value: '半', unit: '个工作日' })
    expect(limitNumber(2, 'working_hour')).toEqual({ value: '2', unit: '小时' })
  })
})

describe('工作日尺', () => {
  const drawn = (facts = FACTS, calendar = QINGMING) =>
    rulerDays(facts, calendar)
      .map((day) => day.day + (day.word ? `(${day.word})` : ''))
      .join(' ')

  it('begins the day after acceptance, gathers rest days, marks today and both limits', () => {
    expect(drawn()).toBe('2(四) 3(今天) 休 7(二) 8(三) 9(承诺) 10(五) 休 13(一) 14(二) 15(三) 16(法定)')
  })

  it('works on a make-up Saturday', () => {
    expect(
      drawn(
        { ...FACTS, statutoryDue: '2026-04-11T17:30:00+08:00' },
        new Map([...QINGMING, ['2026-04-11', true]]),
      ),
    ).toBe('2(四) 3(今天) 休 7(二) 8(三) 9(承诺) 10(五) 11(法定)')
  })

  it('ends at the promised day when the statutory one is too far, and is dropped when that is too', () => {
    expect(drawn({ ...FACTS, statutoryDue: '2026-05-06T17:30:00+08:00' })).toMatch(/9\(承诺\)$/)
    const far = {
      ...FACTS,
      promisedDue: '2026-05-06T17:30:00+08:00',
      statutoryDue: '2026-06-06T17:30:00+08:00',
    }
    expect(drawn(far)).toBe('')
    expect(rulerSpan(far)).toEqual({ from: '2026-04-02', to: '2026-06-06' })
  })
})
