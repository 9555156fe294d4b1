import { describe, expect } from 'vitest'
import type { CalendarPreview, CalendarYear, OpenHours } from '@/shared/contract'
import { detail } from './filing-steps'
import { type Story, stories } from './harness'
import { dues, toldOutside, underReview, variant } from './time-steps'

const { story } = stories()

const MORNING = { opens: '08:30', closes: '12:00' }
const SUMMER: OpenHours[] = [MORNING, { opens: '14:30', closes: '18:00' }]
const SHORT: OpenHours[] = [{ opens: '09:00', closes: '11:00' }]
type Hours = { p_department?: string | null; p_hours?: unknown; p_from?: string | null }
const hours = (more: Hours = {}) => ({ p_department: null, p_hours: SUMMER, p_from: '2026-04-01', ...more })
const preview = (s: Story, more: Hours = {}) => s.rpc<CalendarPreview>('preview_hall_hours', hours(more))
const set = (s: Story, more: Hours & { p_request_id?: string } = {}, p_reason = '夏季作息') =>
  s.rpc<CalendarPreview>('set_hall_hours', { ...hours(), p_reason, p_request_id: s.request(), ...more })
const calendar = (s: Story) => s.rpc<CalendarYear>('get_calendar', { p_year: 2026 })

describe('opening hours', () => {
  story(
    'of the hall from a day on: the preview says what the change then does, and why is kept',
    async (s) => {
      const id = await underReview(s)
      await s.as('admin')
      const told = await preview(s)
      expect(told).toMatchObject({
        applications: 1,
        later: 2,
        earlier: 0,
        days: [],
        hours: { department_code: null, department: null, valid_from: '2026-04-01', after: SUMMER },
      })
      expect(told.hours?.before).toEqual([MORNING, { opens: '14:00', closes: '17:30' }])
      expect((await calendar(s)).hours).toHaveLength(1)
      expect(await set(s)).toEqual(told)
      const { hours: held, edits } = await calendar(s)
      expect(held).toMatchObject([
        { department_code: null, valid_from: null },
        { department_code: null, valid_from: '2026-04-01', hours: SUMMER },
      ])
      expect(edits).toMatchObject([{ kind: 'hours', reason: '夏季作息', applications: 1, hours: told.hours }])
      await s.as('wang')
      expect(dues(await detail(s, id)).promised).toBe('04-08 18:00')
      expect((await detail(s, id)).events.at(-1)?.note).toBe('办公时间调整：夏季作息')
      expect(await toldOutside(s, id, 'application_limits_moved')).toEqual(
        [s.id('zhang'), s.id('wang')].sort(),
      )
    },
  )

  story('of one department, and back to those of the hall', async (s) => {
    const ours = await underReview(s)
    await variant(s, 'ZZ05', { department: 'ycj' })
    await s.as('admin')
    expect(await preview(s, { p_department: 'spj', p_hours: SHORT })).toMatchObject({
      applications: 1,
      hours: { department: '县行政审批局', before: null, after: SHORT },
    })
    await set(s, { p_department: 'spj', p_hours: SHORT }, '搬迁期间')
    await s.as('wang')
    expect(dues(await detail(s, ours)).promised).toBe('04-08 11:00')
    await s.as('admin')
    expect(
      await set(s, { p_department: 'spj', p_hours: null, p_from: '2026-04-03' }, '搬完了'),
    ).toMatchObject({
      hours: { before: SHORT, after: null },
    })
    await s.as('wang')
    expect(dues(await detail(s, ours)).promised).toBe('04-08 17:30')
    await s.as('admin')
    expect(
      (await calendar(s)).hours.filter(({ department_code }) => department_code === 'spj'),
    ).toMatchObject([
      { valid_from: '2026-04-01', hours: SHORT },
      { valid_from: '2026-04-03', hours: null },
    ])
    await s.expectError('BB062', () => preview(s, { p_department: 'ycj', p_hours: [] }))
  })

  story('asked twice it is done once; the same request with other hours is refused', async (s) => {
    await s.as('admin')
    const p_request_id = s.request()
    const first = await set(s, { p_request_id })
    expect(await set(s, { p_request_id })).toEqual(first)
    await s.expectError('BB003', () => set(s, { p_request_id, p_hours: SHORT }))
    expect((await calendar(s)).edits).toHaveLength(1)
    // The same day set anew replaces what was set for it.
    await set(s, { p_hours: SHORT }, '改短')
    expect((await calendar(s)).hours).toMatchObject([{}, { valid_from: '2026-04-01', hours: SHORT }])
  })

  story(
    'what was counted today stays counted, and what cannot be is refused where it is wrong',
    async (s) => {
      await s.as('admin')
      const wrong = async (code: string, more: Hours) => {
        const { message, detail } = await s.expectError(code, () => preview(s, more))
        return `${detail.field}: ${message}`
      }
      for (const p_from of ['2026-03-31', '2026-03-01', null])
        expect(await wrong('BB060', { p_from })).toBe(
          'valid_from: 办公时间从明天起才能改，今天已经按原来的走了',
        )
      expect(await wrong('BB007', { p_from: '2028-01-01' })).toContain('valid_from')
      expect(await wrong('BB007', { p_department: 'nowhere' })).toBe('department: 没有这个部门')
      expect(await wrong('BB007', { p_hours: [] })).toBe('hours: 大厅至少要有一段办公时间')
      const times = (...pairs: [string, string][]) => ({
        p_hours: pairs.map(([opens, closes]) => ({ opens, closes })),
      })
      expect(await wrong('BB007', times(['8:30', '12:00']))).toContain('08:30 这样')
      expect(await wrong('BB007', times(['08:30', '25:00']))).toContain('08:30 这样')
      expect(await wrong('BB007', times(['12:00', '08:30']))).toBe('hours: 12:00 到 08:30：下班要晚于上班')
      expect(await wrong('BB007', times(['08:30', '12:00'], ['11:00', '14:00']))).toContain('重叠')
      expect(await wrong('BB007', { p_hours: Array(5).fill(MORNING) })).toContain('四段')
      expect(await wrong('BB062', times(['08:30', '12:00'], ['14:00', '17:30']))).toContain('和现在一样')
      await s.expectError('BB014', () => set(s, {}, ''))
    },
  )
})
