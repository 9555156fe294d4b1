import { describe, expect } from 'vitest'
import type { CalendarPreview, CalendarYear } from '@/shared/contract'
import { approved, correcting, detail, move, POINTS } from './filing-steps'
import { type Story, stories } from './harness'
import { dues, filed, resume, special, toldOutside, underReview } from './time-steps'

const { story } = stories()

const OUTAGE = { day: '2026-04-02', working: false, name: '停电' }
const preview = (s: Story, ...days: object[]) =>
  s.rpc<CalendarPreview>('preview_calendar_edit', { p_days: days })
const edit = (s: Story, days: object[], reason = '全县停电检修', request = s.request()) =>
  s.rpc<CalendarPreview>('edit_calendar', { p_days: days, p_reason: reason, p_request_id: request })
const calendar = (s: Story, year = 2026) => s.rpc<CalendarYear>('get_calendar', { p_year: year })
const kinds = async (s: Story, id: string) => (await detail(s, id)).events.map(({ kind }) => kind)

describe('editing a day', () => {
  story(
    'the preview says which due moments move and changes nothing; the edit then does exactly that',
    async (s) => {
      const open = await underReview(s)
      const fresh = await filed(s)
      const waits = await correcting(s)
      const given = await approved(s)
      const done = await underReview(s)
      await s.as('wang')
      await s.rpc('deny_application', {
        p_application_id: done,
        p_reason: '不符合条件',
        p_row_version: (await detail(s, done)).row_version,
        p_request_id: s.request(),
      })
      const before = await detail(s, open)
      const settled = dues(await detail(s, done))

      await s.as('admin')
      const told = await preview(s, OUTAGE)
      expect(told).toMatchObject({
        applications: 4,
        later: 5,
        earlier: 0,
        filled: 0,
        unknown: 0,
        days: [
          {
            day: '2026-04-02',
            before: { working: true, name: null },
            after: { working: false, name: '停电' },
          },
        ],
        hours: null,
      })
      expect(told.rows.find((row) => row.application_id === open)?.moved).toEqual([
        { clock: 'promised', old: '2026-04-08T09:30:00.000Z', new: '2026-04-09T09:30:00.000Z' },
        { clock: 'statutory', old: '2026-04-15T09:30:00.000Z', new: '2026-04-16T09:30:00.000Z' },
      ])
      expect((await calendar(s)).days).not.toContainEqual(OUTAGE)
      await s.as('wang')
      expect(await detail(s, open)).toEqual(before)
      expect(await s.behind((sql) => sql`select from public.calendar_edits`)).toHaveLength(0)

      await s.as('admin')
      expect(await edit(s, [OUTAGE])).toEqual(told)
      await s.as('wang')
      expect(dues(await detail(s, open))).toMatchObject({ promised: '04-09 17:30', statutory: '04-16 17:30' })
      expect(dues(await detail(s, fresh)).notice).toBe('04-09 17:30')
      expect((await detail(s, waits)).correction?.due_at).toBe('2026-04-07T09:30:00.000Z')
      expect(dues(await detail(s, given)).delivery).toBe('04-16 17:30')
      expect(dues(await detail(s, done))).toEqual(settled)

      // Both sides are told: an event and a message for the applicant, a message for the one who handles it.
      const event = (await detail(s, open)).events.at(-1)
      expect(event).toMatchObject({ kind: 'limits_moved', note: '工作日调整：全县停电检修' })
      expect(await toldOutside(s, open, 'application_limits_moved')).toEqual(
        [s.id('zhang'), s.id('wang')].sort(),
      )
      expect(await kinds(s, done)).not.toContain('limits_moved')
    },
  )

  story('who did it, when, why and what stood there before is kept and cannot be changed', async (s) => {
    await s.as('admin')
    await edit(s, [OUTAGE])
    await s.at('2026-03-31T11:00:00+08:00')
    await edit(s, [{ ...OUTAGE, working: true, name: null }], '检修推迟')
    const { edits, days, working_days } = await calendar(s)
    expect(working_days).toBe(248)
    expect(days.find(({ day }) => day === OUTAGE.day)).toBeUndefined()
    expect(edits).toMatchObject([
      {
        kind: 'days',
        made_at: '2026-03-31T03:00:00.000Z',
        made_by: '系统管理员',
        reason: '检修推迟',
        applications: 0,
        days: [{ before: { working: false, name: '停电' }, after: { working: true, name: null } }],
      },
      { reason: '全县停电检修', days: [{ before: { working: true, name: null } }] },
    ])
    for (const actor of ['admin', 'service']) {
      await s.as(actor)
      await s.expectError('42501', () => s.sql`update public.calendar_edits set reason = 'x'`)
      await s.expectError('42501', () => s.sql`delete from public.calendar_edits`)
    }
    await s.asOwner()
    await s.expectError('P0001', () => s.sql`update public.calendar_edits set reason = 'x'`)
    await s.expectError('P0001', () => s.sql`delete from public.calendar_edits`)
  })

  story('asked twice it is done once; the same request with another day is refused', async (s) => {
    const id = await underReview(s)
    await s.as('admin')
    const request = s.request()
    const first = await edit(s, [OUTAGE], '停电', request)
    expect(await edit(s, [OUTAGE], '停电', request)).toEqual(first)
    await s.expectError('BB003', () => edit(s, [{ ...OUTAGE, day: '2026-04-03' }], '停电', request))
    expect((await calendar(s)).edits).toHaveLength(1)
    await s.as('wang')
    expect((await kinds(s, id)).filter((kind) => kind === 'limits_moved')).toHaveLength(1)
  })

  story('a make-up day brings due moments nearer', async (s) => {
    // Saturday 11 April is made up: what was due on Monday 13 is due on Saturday 11.
    await s.at('2026-04-03T10:00:00+08:00')
    const id = await underReview(s)
    const made = { day: '2026-04-11', working: true, name: '补班' }
    await s.as('admin')
    expect(await preview(s, made)).toMatchObject({ applications: 1, earlier: 2, later: 0 })
    await s.as('wang')
    expect(dues(await detail(s, id)).promised).toBe('04-13 17:30')
    await s.as('admin')
    await edit(s, [made], '全县补班')
    await s.as('wang')
    expect(dues(await detail(s, id)).promised).toBe('04-11 17:30')
  })

  story('a clock that stands still moves too, and no day that it has left is lost', async (s) => {
    const id = await underReview(s)
    await special(s, id)
    await s.as('admin')
    await edit(s, [{ day: '2026-04-09', working: false, name: '停电' }])
    await s.as('wang')
    await s.at('2026-04-10T10:00:00+08:00')
    await resume(s, id)
    // Stopped since 31 March, gone on 10 April: 5 working days from 13 April, whatever was off in between.
    expect(dues(await detail(s, id)).promised).toBe('04-17 17:30')
  })

  story('the time that an applicant has to correct moves too, long after the notice', async (s) => {
    const id = await filed(s)
    await s.as('wang')
    await move(s, 'issue_correction', id, { p_points: POINTS, p_due_working_days: 20 })
    expect((await detail(s, id)).correction?.due_at).toBe('2026-04-29T09:30:00.000Z')
    await s.as('admin')
    expect(await edit(s, [{ day: '2026-04-20', working: false, name: '停电' }])).toMatchObject({
      applications: 1,
      rows: [{ moved: [{ clock: 'correction', new: '2026-04-30T09:30:00.000Z' }] }],
    })
    await s.as('zhang')
    expect((await detail(s, id)).correction?.due_at).toBe('2026-04-30T09:30:00.000Z')
  })

  story('the past stays as it was counted; today may be closed but not opened', async (s) => {
    await s.as('admin')
    const refused = await s.expectError('BB060', () => preview(s, { ...OUTAGE, day: '2026-03-30' }))
    expect(refused).toMatchObject({
      message: '2026年3月30日 已经过去，不能再改',
      detail: { field: 'days', row: 1 },
    })
    await s.at('2026-04-04T10:00:00+08:00')
    expect(
      (await s.expectError('BB060', () => preview(s, { day: '2026-04-04', working: true, name: '补班' })))
        .message,
    ).toContain('今天')
    await s.at('2026-04-07T10:00:00+08:00')
    expect((await preview(s, { day: '2026-04-07', working: false, name: '台风' })).days).toHaveLength(1)
  })

  story('what is wrong is said at its row', async (s) => {
    await s.as('admin')
    const wrong = async (code: string, ...days: unknown[]) =>
      (await s.expectError(code, () => s.rpc('preview_calendar_edit', { p_days: days }))).message
    expect(await wrong('BB007')).toContain('请写出要改的日子')
    expect(await wrong('BB007', { day: '4月2日', working: false })).toBe(
      '第 1 行的日期不对，要写成 2026-10-01 这样',
    )
    expect(await wrong('BB007', { day: '2026-02-30', working: false })).toContain('第 1 行的日期不对')
    expect(await wrong('BB007', OUTAGE, { day: '2026-04-03' })).toBe('第 2 行没有写清上班还是休息')
    expect(await wrong('BB007', OUTAGE, OUTAGE)).toBe('4月2日 写了两次')
    expect(await wrong('BB007', { day: '2026-04-02', working: false })).toContain('请写出 4月2日 的名称')
    expect(await wrong('BB015', { ...OUTAGE, name: '长'.repeat(21) })).toContain('最多 20 个字')
    expect(await wrong('BB017', { ...OUTAGE, day: '2027-04-02' })).toContain('2027 年')
    expect(await wrong('BB062', { day: '2026-04-02', working: true, name: null })).toBe(
      '和现在一样，没有要改的',
    )
    await s.expectError('BB014', () => edit(s, [OUTAGE], ' '))
    await s.expectError('BB015', () => edit(s, [OUTAGE], '长'.repeat(201)))
  })
})

story('nobody but an operator edits, previews or loads; staff may look, applicants may not', async (s) => {
  const hours = { p_department: null, p_hours: [{ opens: '08:00', closes: '12:00' }], p_from: '2026-05-01' }
  const year = { p_year: 2027, p_notice: '2027', p_days: [] }
  const request = { p_request_id: s.request() }
  const calls: [string, object][] = [
    ['preview_calendar_edit', { p_days: [OUTAGE] }],
    ['edit_calendar', { p_days: [OUTAGE], p_reason: 'x', ...request }],
    ['preview_calendar_year', year],
    ['publish_calendar_year', { ...year, ...request }],
    ['preview_hall_hours', hours],
    ['set_hall_hours', { ...hours, p_reason: 'x', ...request }],
  ]
  for (const actor of ['zhang', 'li', 'wang', 'zhou', 'wu'] as const) {
    await s.as(actor)
    for (const [name, args] of calls)
      await s.expectError('BB002', () => s.rpc(name, args as Record<string, unknown>))
    expect(await s.sql`select id from public.calendar_edits`).toHaveLength(0)
    if (actor === 'zhang') await s.expectError('BB002', () => calendar(s))
    else expect((await calendar(s)).may_edit).toBe(false)
  }
  await s.as('anon')
  for (const [name, args] of [...calls, ['get_calendar', { p_year: 2026 }] as const])
    await s.expectError('42501', () => s.rpc(name, args as Record<string, unknown>))
  await s.as('admin')
  expect((await calendar(s)).may_edit).toBe(true)
})
