import { expect } from 'vitest'
import type { StaffQueue } from '@/shared/contract'
import { approved, correct, correcting, detail, issued, kinds, move } from './filing-steps'
import { type Story, stories } from './harness'
import { dues, filed, resume, special, toldOutside, underReview, variant } from './time-steps'

const { story } = stories()

const recompute = (s: Story, id: string, reason: string | null = null) =>
  s.behind(async (sql) => {
    const [row] = await sql<{ moved: boolean }[]>`select private.recompute_limits(${id}, ${reason}) as moved`
    return row?.moved
  })

story('two clocks on every application: the law fills in where the item names none', async (s) => {
  const limit = (value: number, unit: 'working_day' | 'half_day' | 'working_minute') => ({
    value,
    unit,
    note: null,
  })
  await variant(s, 'ZZ11', { statutory_limit: null, joint_departments: [] })
  await variant(s, 'ZZ12', { statutory_limit: null })
  await variant(s, 'ZZ13', {
    statutory_limit: null,
    joint_departments: [],
    handling_type: 'immediate',
    promised_limit: limit(30, 'working_minute'),
  })
  await variant(s, 'ZZ14', { promised_limit: limit(1, 'half_day'), statutory_limit: limit(3, 'working_day') })
  const told = []
  for (const code of ['ZZ11', 'ZZ12', 'ZZ13', 'ZZ14']) {
    const seen = await detail(s, await underReview(s, code))
    told.push([code, seen.limits.statutory_value, dues(seen).promised, dues(seen).statutory])
  }
  expect(told).toEqual([
    // Twenty working days after 31 March, over 清明: 29 April.
    ['ZZ11', 20, '04-08 17:30', '04-29 17:30'],
    // Joint handling has 45: 劳动节 and 端午 lie between, 9 May is worked.
    ['ZZ12', 45, '04-08 17:30', '06-05 17:30'],
    ['ZZ13', 20, '03-31 10:30', '04-29 17:30'],
    // An own limit is never lengthened to the general one.
    ['ZZ14', 3, '03-31 15:30', '04-03 17:30'],
  ])
})

story('each clock says where it is written and what follows if it lapses', async (s) => {
  await variant(s, 'ZZ11', { statutory_limit: null })
  const id = await filed(s, 'ZZ11')
  const early = await detail(s, id)
  expect(early.notice).toMatchObject({
    basis: '行政许可法 第三十二条',
    lapse: '到期没告知要补什么，就视为受理，从收件那天算起',
  })
  expect(early.binding).toBe('notice')
  expect(early.promised).toMatchObject({ state: 'not_started', stopped_by: null })
  expect(early.statutory?.basis).toBe('行政许可法 第四十二条')
  await s.as('wang')
  await move(s, 'accept_application', id)
  const later = await detail(s, id)
  expect(later.notice).toBeNull()
  expect(later.statutory?.lapse).toContain('行政复议')
  expect(later.promised?.basis).toBe('本事项公布的承诺')
  expect(later.binding).toBe('promised')
  const own = await underReview(s)
  expect((await detail(s, own)).statutory?.basis).toBe('本事项的法定办结时限')
})

story('ten working days to hand over what was permitted; issuing it into the app ends them', async (s) => {
  const id = await approved(s)
  expect(await detail(s, id)).toMatchObject({
    binding: 'delivery',
    delivery: { state: 'running', left_days: 10, limit_value: 10, basis: '行政许可法 第四十四条' },
  })
  expect(dues(await detail(s, id)).delivery).toBe('04-15 17:30')
  await s.at('2026-04-15T17:31:00+08:00')
  expect((await detail(s, id)).delivery).toMatchObject({ state: 'late' })
  await s.at('2026-03-31T10:00:00+08:00')
  const done = await issued(s)
  // What the applicant does with it afterwards is no delay of the office.
  await s.at('2026-05-20T10:00:00+08:00')
  expect(await detail(s, done)).toMatchObject({ delivery: { state: 'met' }, binding: null })
  const denied = await underReview(s)
  expect(await move(s, 'deny_application', denied, { p_reason: '不符合' })).toMatchObject({
    delivery: null,
    binding: null,
  })
})

story('the desk is sorted by the working time left on the clock that binds', async (s) => {
  const near = await underReview(s) // promised 8 April
  const given = await approved(s) // delivery 15 April
  const waits = await correcting(s)
  await s.at('2026-04-02T10:00:00+08:00')
  const fresh = await filed(s) // notice 10 April
  await variant(s, 'ZZ14', { statutory_limit: { value: 1, unit: 'working_day', note: null } })
  const tight = await underReview(s, 'ZZ14') // statutory 3 April
  const stopped = await underReview(s)
  await special(s, stopped)
  const queue = (await s.rpc<StaffQueue>('staff_queue')).applications
  expect(queue.map((each) => [each.id, each.binding])).toEqual([
    [tight, 'statutory'],
    [near, 'promised'],
    [fresh, 'notice'],
    [given, 'delivery'],
    ...[waits, stopped].map((id) => [id, null]),
  ])
})

story(
  'past the last known year nothing is guessed, and the days come with the notice of that year',
  async (s) => {
    await s.at('2026-12-28T10:00:00+08:00')
    const id = await underReview(s)
    expect(await detail(s, id)).toMatchObject({
      promised: { unknown: true, due_at: null, state: 'running' },
      statutory: { unknown: true, due_at: null },
      binding: 'promised',
    })
    expect(
      (
        await s.behind((sql) => sql`select calendar_unknown as u from public.applications where id = ${id}`)
      )[0]?.u,
    ).toBe(true)
    // A procedure and its end are possible all the same.
    await special(s, id)
    await s.at('2026-12-29T10:00:00+08:00')
    await resume(s, id)
    expect(await recompute(s, id)).toBe(false)
    await s.behind((sql) => sql`insert into public.calendar_years (year, notice) values (2027, 'story')`)
    expect(await recompute(s, id, '2027 年放假安排公布')).toBe(true)
    // Only weekends in this story's 2027: 29, 30, 31 December, 1, 4 January, and one day given back.
    expect(dues(await detail(s, id))).toMatchObject({ promised: '01-05 17:30', statutory: '01-12 17:30' })
    expect((await detail(s, id)).events.at(-1)).toMatchObject({
      kind: 'limits_moved',
      actor_side: 'system',
      data: {
        reason: '2027 年放假安排公布',
        moved: [
          { clock: 'promised', old: null, new: '2027-01-05T09:30:00.000Z' },
          { clock: 'statutory', old: null, new: '2027-01-12T09:30:00.000Z' },
        ],
      },
    })
    expect(await toldOutside(s, id, 'application_limits_moved')).toEqual([s.id('zhang')])
    expect(await recompute(s, id, '再算一遍')).toBe(false)
  },
)

story('an edit of the calendar moves what runs and leaves what is done', async (s) => {
  const open = await underReview(s)
  const fresh = await filed(s)
  const waits = await correcting(s)
  const given = await approved(s)
  const decided = dues(await detail(s, given))
  await s.behind(
    (sql) => sql`insert into public.calendar_days (day, working, name) values ('2026-04-02', false, '停电')`,
  )
  for (const id of [open, fresh, waits, given]) expect(await recompute(s, id)).toBe(true)
  for (const id of [open, fresh, waits, given]) expect(await recompute(s, id)).toBe(false)
  await s.as('wang')
  expect(dues(await detail(s, open))).toMatchObject({ promised: '04-09 17:30', statutory: '04-16 17:30' })
  expect(dues(await detail(s, fresh)).notice).toBe('04-09 17:30')
  expect((await detail(s, waits)).correction?.due_at).toBe('2026-04-07T09:30:00.000Z')
  const after = await detail(s, given)
  expect(dues(after)).toEqual({ ...decided, delivery: '04-16 17:30' })
  // Without a reason nobody is told: a preview writes no event.
  expect(await kinds(s, open)).not.toContain('limits_moved')
  await s.expectError('BB005', () => correct(s, open))
})

story('who holds it, and since when, is said at every stage', async (s) => {
  const id = await filed(s)
  const holder = async () => (await detail(s, id)).holder
  expect(await holder()).toMatchObject({ side: 'staff', name: '综合窗口', since: '2026-03-31T02:00:00.000Z' })
  await s.at('2026-04-01T09:00:00+08:00')
  await s.as('wang')
  await move(s, 'accept_application', id)
  await s.at('2026-04-01T09:30:00+08:00')
  await move(s, 'take_application', id)
  await s.at('2026-04-01T10:00:00+08:00')
  await special(s, id)
  // A stop of the clock is not a change of hands.
  await s.as('zhang')
  expect(await holder()).toMatchObject({ name: '审批局王科员', since: '2026-04-01T01:30:00.000Z' })
})
