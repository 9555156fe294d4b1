import { describe, expect, it } from 'vitest'
import type { CalendarEdit, CalendarPreview } from '@/shared/contract'
import * as model from './model'

const day = (text: string, working = false, name = '春节') => ({ day: text, working, name })

describe('the exceptions of a year', () => {
  it('days in a row of one name are one line', () => {
    expect(
      model.runsOf([
        day('2026-02-14', true, '春节调休上班'),
        day('2026-02-15'),
        day('2026-02-16'),
        day('2026-02-17'),
        day('2026-02-19'),
      ]),
    ).toEqual([
      { from: '2026-02-14', to: '2026-02-14', days: 1, working: true, name: '春节调休上班' },
      { from: '2026-02-15', to: '2026-02-17', days: 3, working: false, name: '春节' },
      { from: '2026-02-19', to: '2026-02-19', days: 1, working: false, name: '春节' },
    ])
    expect(model.spanWords({ from: '2026-02-15', to: '2026-02-17' })).toBe('2月15日（周日）至17日（周二）')
    expect(model.spanWords({ from: '2026-04-30', to: '2026-05-05' })).toBe('4月30日（周四）至5月5日（周二）')
    expect(model.spanWords({ from: '2026-02-14', to: '2026-02-14' })).toBe('2月14日（周六）')
  })

  it('counts what is really off', () => {
    expect(
      model.netDaysOff([day('2026-02-14', true), day('2026-02-15'), day('2026-02-16'), day('2026-02-17')]),
    ).toEqual({
      off: 2,
      made: 1,
      net: 1,
    })
  })

  it('the next year may be loaded once this one is known, not earlier', () => {
    expect(model.nextYear({ known_years: [2025, 2026], today: '2026-03-31' })).toBe(2027)
    expect(model.nextYear({ known_years: [2025, 2026, 2027], today: '2026-03-31' })).toBeNull()
    expect(model.yearsOf({ known_years: [2026], today: '2026-11-01' })).toEqual([2026, 2027])
  })
})

describe('in words', () => {
  const preview = (more: Partial<CalendarPreview>): CalendarPreview => ({
    applications: 0,
    later: 0,
    earlier: 0,
    filled: 0,
    unknown: 0,
    appointments: 0,
    days: [],
    hours: null,
    rows: [],
    ...more,
  })
  it('says what moves, and when nothing does', () => {
    expect(model.previewWords(preview({}))).toBe('没有办件的期限会变')
    expect(model.previewWords(preview({ applications: 3, later: 4, filled: 1 }))).toBe(
      '3 件办件的期限会变：4 个推后，1 个算出来了',
    )
    expect(model.previewWords(preview({ applications: 1, earlier: 1 }), true)).toBe(
      '1 件办件的期限变了：1 个提前',
    )
  })
  it('says a moved moment with its weekday, and one that is not known', () => {
    const now = Date.parse('2026-03-31T02:00:00Z')
    expect(
      model.movedWords({ clock: 'promised', old: '2026-04-08T09:30:00Z', new: '2026-04-09T09:30:00Z' }, now),
    ).toBe('承诺 4月8日（周三） → 4月9日（周四）17:30')
    const at = (old: string, next: string) => model.movedWords({ clock: 'notice', old, new: next }, now)
    expect(at('2026-04-08T09:30:00Z', '2026-04-08T10:00:00Z')).toBe('告知 4月8日（周三）17:30 → 18:00')
    expect(at('2026-04-08T09:30:00Z', '2026-04-09T10:00:00Z')).toBe(
      '告知 4月8日（周三）17:30 → 4月9日（周四）18:00',
    )
    expect(model.movedWords({ clock: 'notice', old: null, new: '2027-01-05T09:30:00Z' }, now)).toBe(
      '告知 算不出 → 2027年1月5日（周二）17:30',
    )
  })
  it('says hours and edits', () => {
    expect(model.hoursWords([{ opens: '08:30', closes: '12:00' }])).toBe('8:30–12:00')
    expect(model.hoursWords(null)).toBe('跟大厅一样')
    const edit: CalendarEdit = {
      id: 'e',
      kind: 'days',
      made_at: '2026-03-31T02:00:00Z',
      made_by: '系统管理员',
      reason: '检修',
      applications: 1,
      days: [
        { day: '2026-04-02', before: { working: true, name: null }, after: { working: false, name: '停电' } },
      ],
      hours: null,
    }
    expect(model.editLines(edit)).toEqual(['4月2日（周四）：上班 → 休息（停电）'])
    expect(
      model.editLines({
        ...edit,
        kind: 'hours',
        hours: {
          department_code: 'spj',
          department: '县行政审批局',
          valid_from: '2026-05-01',
          before: [{ opens: '09:00', closes: '11:00' }],
          after: null,
        },
      }),
    ).toEqual(['县行政审批局从 5月1日（周五）起：9:00–11:00 → 跟大厅一样'])
  })
  it('lists every day of a span once', () => {
    expect(model.daysBetween('2026-04-30', '2026-05-01', { working: false, name: '停电' })).toEqual([
      { day: '2026-04-30', working: false, name: '停电' },
      { day: '2026-05-01', working: false, name: '停电' },
    ])
    expect(model.daysBetween('2026-05-02', '2026-05-01', { working: true, name: null })).toEqual([])
  })
})

describe('opening hours', () => {
  const hours = [
    {
      department_code: null,
      department: null,
      valid_from: null,
      hours: [{ opens: '08:30', closes: '12:00' }],
    },
    {
      department_code: null,
      department: null,
      valid_from: '2026-07-01',
      hours: [{ opens: '08:00', closes: '11:30' }],
    },
    { department_code: 'spj', department: '审批局', valid_from: '2026-05-01', hours: null },
  ]
  it('are those of the day', () => {
    expect(model.heldHours({ hours }, null, '2026-06-30')).toEqual([{ opens: '08:30', closes: '12:00' }])
    expect(model.heldHours({ hours }, null, '2026-07-01')).toEqual([{ opens: '08:00', closes: '11:30' }])
    expect(model.heldHours({ hours }, 'spj', '2026-07-01')).toBeNull()
    expect(model.heldHours({ hours }, 'ycj', '2026-07-01')).toBeNull()
  })
  it('that cannot be are told before they are sent', () => {
    const problem = (...pairs: [string, string][]) =>
      model.hoursProblem(pairs.map(([opens, closes]) => ({ opens, closes })))
    expect(problem(['08:30', '12:00'], ['14:00', '17:30'])).toBeNull()
    expect(problem(['14:00', '17:30'], ['08:30', '12:00'])).toBeNull()
    expect(problem()).toContain('至少')
    expect(problem(['', '12:00'])).toContain('几点到几点')
    expect(problem(['12:00', '08:30'])).toContain('从早到晚')
    expect(problem(['08:30', '12:00'], ['11:00', '13:00'])).toContain('重叠')
    expect(model.TIMES).toContain('08:30')
    expect(model.TIMES[model.TIMES.length - 1]).toBe('22:00')
  })
  it('need a reason that fits', () => {
    expect(model.reasonProblem(' ')).toContain('为什么')
    expect(model.reasonProblem('长'.repeat(201))).toContain('删掉 1 个')
    expect(model.reasonProblem('夏季作息')).toBeNull()
  })
})
