import { describe, expect, it } from 'vitest'
import { clock, detailOf } from './detail-fixture'
import { limitNumber, limitsView } from './limits'
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
