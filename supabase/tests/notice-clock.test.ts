import { expect } from 'vitest'
import type { StaffQueue } from '@/shared/contract'
import { attach, correct, correcting, detail, move, submitted } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'
import { dues, scheduled, toldOutside } from './time-steps'

const { story } = stories()

const answered = async (s: Story, id: string) => {
  await s.as('zhang')
  await attach(s, id)
  await s.rpc('answer_correction', {
    p_application_id: id,
    p_answers: { manager: '陈师傅' },
    p_request_id: s.request(),
  })
}

story(
  'nobody answered in five working days: accepted from the day of receipt, both sides told',
  async (s) => {
    const id = await submitted(s)
    await s.at('2026-04-08T17:30:00+08:00')
    expect(await scheduled(s, 'accept_lapsed_notices')).toBe(0)
    await s.at('2026-04-08T17:30:01+08:00')
    expect(await scheduled(s, 'accept_lapsed_notices')).toBe(1)
    expect(await scheduled(s, 'accept_lapsed_notices')).toBe(0)
    await s.as('zhang')
    const accepted = await detail(s, id)
    expect(accepted).toMatchObject({ state: 'accepted', accepted_at: '2026-03-31T02:00:00.000Z' })
    // Both limits count from the day of receipt: 5 and 10 working days after 31 March.
    expect(dues(accepted)).toMatchObject({ promised: '04-08 17:30', statutory: '04-15 17:30' })
    expect(accepted.events.at(-1)).toMatchObject({
      kind: 'accepted',
      actor_side: 'system',
      at: '2026-04-08T09:30:01.000Z',
      data: { deemed: true, accepted_at: '2026-03-31T02:00:00.000Z' },
    })
    expect(await toldOutside(s, id, 'application_accepted')).toEqual([s.id('zhang')])
    expect(await toldOutside(s, id, 'application_accepted_by_law')).toEqual([s.id('wang')])
    // The receipt does not call a notice given that never was.
    expect(await s.rpc('get_receipt', { p_id: id })).toMatchObject({ notice: { state: 'late' } })
  },
)

story(
  'after a correction the notice runs anew, and lapses as of the day when all of it was in',
  async (s) => {
    const id = await correcting(s)
    await s.at('2026-04-03T15:00:00+08:00')
    // While the applicant corrects nothing runs, however long he takes.
    expect((await detail(s, id)).promised).toMatchObject({
      state: 'not_started',
      stopped_by: '补正',
      stopped_since: '2026-03-31T02:00:00+00:00',
    })
    await answered(s, id)
    const again = await detail(s, id)
    expect(again.received_at).toBe('2026-04-03T07:00:00.000Z')
    expect(again.submitted_at).toBe('2026-03-31T02:00:00.000Z')
    // 7, 8, 9, 10 and 13 April: 清明 and a weekend lie between.
    expect(dues(again)).toMatchObject({ notice: '04-13 17:30', promised: 'not_started' })
    expect(again.binding).toBe('notice')

    await s.at('2026-04-13T17:31:00+08:00')
    await s.as('wang')
    await s.expectError('BB031', () => correct(s, id))
    await s.expectError('BB031', () => move(s, 'decline_application', id, { p_reason: '材料不全' }))
    const { allowed } = await detail(s, id)
    expect(allowed).not.toContain('issue_correction')
    expect(allowed).not.toContain('decline')
    expect(allowed).toContain('accept')
    expect(await scheduled(s, 'accept_lapsed_notices')).toBe(1)
    const accepted = await detail(s, id)
    expect(accepted).toMatchObject({ state: 'accepted', accepted_at: '2026-04-03T07:00:00.000Z' })
    expect(dues(accepted)).toMatchObject({ promised: '04-13 17:30', statutory: '04-20 17:30' })
    expect(await toldOutside(s, id, 'application_accepted_by_law')).toEqual([s.id('wang')])
  },
)

story('one that cannot be accepted does not keep the others waiting', async (s) => {
  const broken = await submitted(s)
  const whole = await submitted(s)
  await s.behind(async (sql) => {
    await sql.unsafe(`create function private.break_one() returns trigger language plpgsql as $$
      begin raise exception 'broken'; end $$`)
    await sql.unsafe(`create trigger break_one before insert on public.application_events
      for each row when (new.application_id = '${broken}') execute function private.break_one()`)
  })
  await s.at('2026-04-09T09:00:00+08:00')
  expect(await scheduled(s, 'accept_lapsed_notices')).toBe(1)
  expect((await detail(s, whole)).state).toBe('accepted')
  expect((await detail(s, broken)).state).toBe('submitted')
})

story('a clerk who accepts after the lapse accepts as of the receipt, too', async (s) => {
  const id = await correcting(s)
  await answered(s, id)
  await s.at('2026-04-09T09:00:00+08:00')
  await s.as('wang')
  await move(s, 'accept_application', id)
  expect(await detail(s, id)).toMatchObject({ accepted_at: '2026-03-31T02:00:00.000Z' })
  const [row] = await s.behind((sql) => sql`select deemed_at from public.applications where id = ${id}`)
  expect(row?.deemed_at).toEqual(new Date('2026-04-09T01:00:00Z'))
})

story('the window is warned one working day before, once for each receipt', async (s) => {
  const id = await submitted(s)
  const warned = async () => {
    await s.as('wang')
    const queue = await s.rpc<StaffQueue>('staff_queue')
    return queue.applications.find((row) => row.id === id)?.notice_warned
  }
  // Due on Wednesday the 8th; Tuesday the 7th is the working day before, and Friday lies two before.
  await s.at('2026-04-03T17:29:00+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(0)
  await s.at('2026-04-07T08:29:59+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(0)
  expect(await warned()).toBe(false)
  await s.at('2026-04-07T08:30:00+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(1)
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(0)
  expect(await warned()).toBe(true)
  expect(await toldOutside(s, id, 'notice_lapses_soon')).toEqual([s.id('wang')])

  // Answered and handed in again: a new receipt, a new warning.
  await correct(s, id)
  await answered(s, id)
  expect(await warned()).toBe(false)
  await s.at('2026-04-13T09:00:00+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(1)
  expect(await toldOutside(s, id, 'notice_lapses_soon')).toHaveLength(2)
  // Once it lapsed there is nothing to warn of.
  await s.at('2026-04-15T09:00:00+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(0)
})

story('no warning to a clerk about his own enterprise, none to who left', async (s) => {
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role)
                 select p, 'window' from unnest(${[s.id('zhou'), s.id('wu')]}::uuid[]) p`,
  )
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values (${HEWEI}, ${s.id('wu')}, 'owner', 'active')`,
  )
  await s.behind((sql) => sql`update public.staff set active = false where person_id = ${s.id('zhou')}`)
  const id = await submitted(s)
  await s.at('2026-04-07T10:00:00+08:00')
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(1)
  expect(await toldOutside(s, id, 'notice_lapses_soon')).toEqual([s.id('wang')])
})

story('where the calendar is unknown nothing lapses, and nobody is refused', async (s) => {
  await s.at('2026-12-30T10:00:00+08:00')
  const id = await submitted(s)
  expect((await detail(s, id)).notice).toMatchObject({ unknown: true, due_at: null, state: 'running' })
  await s.at('2027-02-01T10:00:00+08:00')
  expect(await scheduled(s, 'accept_lapsed_notices')).toBe(0)
  expect(await scheduled(s, 'warn_lapsing_notices')).toBe(0)
  await s.as('wang')
  expect(await correct(s, id)).toMatchObject({ state: 'correcting', correction: { due_at: null } })
})

story('no client runs the jobs', async (s) => {
  for (const actor of ['anon', 'zhang', 'wang', 'admin', 'service']) {
    await s.as(actor)
    await s.expectError('42501', () => s.sql`select private.accept_lapsed_notices()`)
    await s.expectError('42501', () => s.sql`select private.warn_lapsing_notices()`)
    await s.expectError('42501', () => s.sql`select private.recompute_limits(gen_random_uuid())`)
  }
})
