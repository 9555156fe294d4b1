import { describe, expect } from 'vitest'
import type { AppealDetail, CalendarDay, CalendarPreview, CalendarYear } from '@/shared/contract'
import { detail } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'
import { dues, filed, toldOutside, underReview } from './time-steps'

const { story } = stories()

const NOTICE = '国务院办公厅关于2027年部分节假日安排的通知（故事里的）'
const span = (month: string, from: number, to: number, name: string): CalendarDay[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    day: `2027-${month}-${String(from + n).padStart(2, '0')}`,
    working: false,
    name,
  }))
/** Invented for these stories; the real notice of 2027 is not known here. */
const DAYS: CalendarDay[] = [
  ...span('01', 1, 3, '元旦'),
  ...span('02', 5, 11, '春节'),
  { day: '2027-02-13', working: true, name: '春节调休上班' },
  ...span('04', 5, 5, '清明'),
  ...span('05', 1, 5, '劳动节'),
  { day: '2027-05-08', working: true, name: '劳动节调休上班' },
  ...span('06', 9, 9, '端午'),
  ...span('09', 15, 15, '中秋'),
  ...span('10', 1, 7, '国庆节'),
]

const year = (more: Record<string, unknown> = {}) => ({
  p_year: 2027,
  p_notice: NOTICE,
  p_days: DAYS,
  ...more,
})
const preview = (s: Story, more = {}) => s.rpc<CalendarPreview>('preview_calendar_year', year(more))
const publish = (s: Story, more: Record<string, unknown> = {}) =>
  s.rpc<CalendarPreview>('publish_calendar_year', { ...year(), p_request_id: s.request(), ...more })
const calendar = (s: Story, p_year = 2027) => s.rpc<CalendarYear>('get_calendar', { p_year })

describe('loading the notice of a year', () => {
  story('unknown due moments fill in, exactly as the preview said, and both sides are told', async (s) => {
    await s.at('2026-12-28T10:00:00+08:00')
    const reviewed = await underReview(s)
    const fresh = await filed(s)
    await s.as('admin')
    expect(await calendar(s)).toMatchObject({ notice: null, working_days: null, days: [] })
    const told = await preview(s)
    expect(told).toMatchObject({ applications: 2, filled: 3, later: 0, earlier: 0, unknown: 0 })
    expect(told.days).toHaveLength(DAYS.length)
    expect(told.rows.find((row) => row.application_id === reviewed)?.moved).toEqual([
      { clock: 'promised', old: null, new: '2027-01-05T09:30:00.000Z' },
      { clock: 'statutory', old: null, new: '2027-01-12T09:30:00.000Z' },
    ])
    expect((await calendar(s)).notice).toBeNull()

    expect(await publish(s)).toEqual(told)
    expect(await calendar(s)).toMatchObject({
      notice: NOTICE,
      // 261 weekdays, 17 of them off, 2 weekend days made up.
      working_days: 246,
      known_years: [2024, 2025, 2026, 2027],
      edits: [{ kind: 'year', reason: NOTICE, applications: 2, made_by: '系统管理员' }],
    })
    await s.as('wang')
    // 29, 30, 31 December, 4, 5 January.
    expect(dues(await detail(s, reviewed))).toMatchObject({
      promised: '01-05 17:30',
      statutory: '01-12 17:30',
    })
    expect(dues(await detail(s, fresh)).notice).toBe('01-05 17:30')
    expect((await detail(s, reviewed)).events.at(-1)).toMatchObject({
      kind: 'limits_moved',
      note: '2027 年放假安排公布',
    })
    expect(await toldOutside(s, reviewed, 'application_limits_moved')).toEqual(
      [s.id('zhang'), s.id('wang')].sort(),
    )
  })

  story('an appeal whose limit was unknown has one again, and climbs when it passes', async (s) => {
    await s.at('2026-12-31T17:00:00+08:00')
    await s.as('zhang')
    const { id } = await s.rpc<AppealDetail>('create_appeal', {
      p_enterprise_id: HEWEI,
      p_kind: 'stuck',
      p_title: '没动静',
      p_body: '没人联系',
      p_application_id: null,
      p_files: [],
      p_request_id: s.request(),
    })
    const appeal = () => s.rpc<AppealDetail>('get_appeal', { p_id: id })
    expect((await appeal()).resolve).toMatchObject({ unknown: true, due_at: null })
    await s.as('admin')
    await publish(s)
    await s.as('zhang')
    const { resolve, contact } = await appeal()
    expect([resolve.unknown, contact.unknown]).toEqual([false, false])
    const [due] = await s.behind(
      (sql) => sql<{ at: Date }[]>`
        select private.limit_due('2026-12-31T17:00:00+08:00', k.resolve_value, k.resolve_unit) as at
        from public.appeal_kinds k where k.code = 'stuck'`,
    )
    expect(Date.parse(resolve.due_at ?? '')).toBe(due?.at.getTime())
    await s.at('2027-03-01T10:00:00+08:00')
    await s.behind((sql) => sql`select private.escalate_overdue_appeals()`)
    expect((await appeal()).tier).toBe('group')
  })

  story('asked twice it is loaded once; the same request with other days is refused', async (s) => {
    await s.as('admin')
    const p_request_id = s.request()
    const first = await publish(s, { p_request_id })
    expect(await publish(s, { p_request_id })).toEqual(first)
    await s.expectError('BB003', () => publish(s, { p_request_id, p_days: DAYS.slice(1) }))
    const again = await s.expectError('BB061', () => publish(s))
    expect(again.message).toBe('2027 年已经录入；要改某一天，请单独改那一天')
  })

  story('years come one after the other, and not before the State Council has spoken', async (s) => {
    await s.as('admin')
    const refused = async (p_year: unknown) =>
      (await s.expectError('BB061', () => preview(s, { p_year, p_notice: `${p_year}` }))).message
    expect(await refused(2028)).toBe('只能录入 2026 年或 2027 年的放假安排')
    expect(await refused(2026)).toContain('2026 年已经录入')
    expect(await refused(2020)).toContain('只能录入')
    await s.at('2027-12-01T10:00:00+08:00')
    expect(await refused(2028)).toBe('要先录入 2027 年，中间不能空一年')
  })

  story('a notice that cannot be right is refused where it is wrong', async (s) => {
    await s.as('admin')
    const wrong = async (code: string, more: Record<string, unknown>) => {
      const { message, detail } = await s.expectError(code, () => preview(s, more))
      return `${detail.field}: ${message}`
    }
    const extra = (...days: object[]) => ({ p_days: [...DAYS, ...days] })
    expect(await wrong('BB014', { p_notice: '' })).toContain('notice')
    expect(await wrong('BB007', { p_notice: '关于2026年部分节假日安排的通知' })).toBe(
      'notice: 通知名称里没有 2027 年，看看是不是贴错了',
    )
    expect(await wrong('BB007', { p_days: [] })).toContain('days')
    expect(await wrong('BB007', extra({ day: '2026-12-31', working: false, name: '元旦' }))).toBe(
      'days: 2026年12月31日 不在 2027 年',
    )
    expect(await wrong('BB007', extra(DAYS[0] ?? {}))).toBe('days: 1月1日 写了两次')
    expect(await wrong('BB007', extra({ day: '2027-03-02', working: true, name: '补班' }))).toBe(
      'days: 3月2日 是周一到周五，本来就上班，不用补班',
    )
    expect(await wrong('BB007', extra({ day: '2027-03-06', working: true, name: ' ' }))).toContain(
      '请写出 3月6日 的名称',
    )
    expect(await wrong('BB007', { p_days: DAYS.filter(({ day }) => !day.startsWith('2027-10-0')) })).toBe(
      'days: 法定节假日没有写全，缺 10月1日、10月2日、10月3日',
    )
    expect(await wrong('BB007', extra({ day: '2027-03-06' }))).toContain('没有写清上班还是休息')
  })

  story('a day of a loaded year is edited like any other', async (s) => {
    await s.as('admin')
    await publish(s)
    await s.rpc('edit_calendar', {
      p_days: [{ day: '2027-02-12', working: false, name: '春节' }],
      p_reason: '国务院补充通知',
      p_request_id: s.request(),
    })
    expect((await calendar(s)).working_days).toBe(245)
    expect((await calendar(s)).edits.map(({ kind }) => kind).sort()).toEqual(['days', 'year'])
  })
})

story('staff read any year, and a year that makes no sense is refused', async (s) => {
  await s.as('li')
  expect(await calendar(s, 2025)).toMatchObject({ year: 2025, working_days: 248, edits: [] })
  expect((await calendar(s, 2024)).days).toContainEqual({
    day: '2024-02-18',
    working: true,
    name: '春节调休上班',
  })
  await s.expectError('BB007', () => calendar(s, 20266))
})
