import { expect } from 'vitest'
import {
  begin,
  correct,
  detail,
  kinds,
  move,
  POINTS,
  ready,
  reviewing,
  row,
  submit,
  submitted,
  upload,
} from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'
import { extend, headOfSpj, scheduled, special } from './time-steps'

const { race } = stories()

/** Gives back when somebody's statement waits for a lock, which proves that two really meet. */
async function someoneWaits(s: Story): Promise<void> {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    const waiting = await s.behind(async (sql) => {
      // Within a transaction the activity is read once and kept: forget it to see it anew.
      await sql`select pg_stat_clear_snapshot()`
      return sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`
    })
    if (waiting.length > 0) return
  }
  throw new Error('Nobody waits')
}

/** Runs the second while the first is not committed, then commits the first; gives what became of the second. */
async function meet(
  first: Story,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
): Promise<{ first: unknown; code?: string; second?: unknown }> {
  const one = await a()
  const two = b().then(
    (answer) => ({ second: answer }),
    (error) => ({ code: (error as { code: string }).code }),
  )
  await someoneWaits(first)
  await first.commit()
  return { first: one, ...(await two) }
}

/** A second pair of hands: 周组长 also serves the window and reviews for the same bureau. */
async function secondClerk(s: Story): Promise<void> {
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role)
                 select ${s.id('zhou')}, r from unnest('{window,reviewer}'::public.staff_role[]) r on conflict do nothing`,
  )
}

async function prepared<T>(begin: () => Promise<Story>, run: (s: Story) => Promise<T>): Promise<T> {
  const s = await begin()
  await secondClerk(s)
  const made = await run(s)
  await s.commit()
  return made
}

race('two clerks decide at once: one is done, the other is told', async (open) => {
  const id = await prepared(open, submitted)
  const wang = await (await open()).as('wang')
  const zhou = await (await open()).as('zhou')
  const version = (await row(zhou, id)).row_version
  const met = await meet(
    wang,
    () => move(wang, 'accept_application', id),
    () =>
      move(zhou, 'issue_correction', id, { p_points: POINTS, p_due_working_days: 3, p_row_version: version }),
  )
  expect(met).toMatchObject({ first: { state: 'accepted' }, code: 'BB006' })
})

race('two reviewers decide differently at once', async (open) => {
  const id = await prepared(open, reviewing)
  const wang = await (await open()).as('wang')
  const zhou = await (await open()).as('zhou')
  const met = await meet(
    wang,
    () => move(wang, 'approve_application', id, { p_note: null }),
    () => move(zhou, 'deny_application', id, { p_reason: '不符合' }),
  )
  expect(met).toMatchObject({ first: { state: 'approved' }, code: 'BB006' })
  expect((await kinds(await open(), id)).filter((k) => k === 'approved' || k === 'denied')).toEqual([
    'approved',
  ])
})

race('the applicant withdraws while the clerk accepts', async (open) => {
  const id = await prepared(open, submitted)
  const zhang = await (await open()).as('zhang')
  const wang = await (await open()).as('wang')
  const met = await meet(
    zhang,
    () =>
      zhang.rpc('withdraw_application', {
        p_application_id: id,
        p_reason: null,
        p_request_id: zhang.request(),
      }),
    () => move(wang, 'accept_application', id),
  )
  expect(met).toMatchObject({ first: { state: 'withdrawn' }, code: 'BB006' })
})

race('a double tap on submit, both on the way at once: one filing, one answer', async (open) => {
  const id = await prepared(open, ready)
  const one = await (await open()).as('zhang')
  const two = await (await open()).as('zhang')
  const request = one.request()
  const met = await meet(
    one,
    () => submit(one, id, true, request),
    () => submit(two, id, true, request),
  )
  expect(met.second).toEqual(met.first)
  expect(await kinds(two, id)).toEqual(['started', 'submitted'])
})

race('owner and agent submit the same draft at once', async (open) => {
  const id = await prepared(open, ready)
  const zhang = await (await open()).as('zhang')
  const chen = await (await open()).as('chen')
  const met = await meet(
    zhang,
    () => submit(zhang, id),
    () => submit(chen, id),
  )
  expect(met.code).toBe('BB005')
})

race('two who file at once get two numbers', async (open) => {
  const first = await prepared(open, ready)
  const second = await prepared(open, async (s) => {
    await s.as('chen')
    const id = await begin(s, 'chen')
    await s.behind(
      (
        sql,
      ) => sql`update public.applications set answers = (select answers from public.applications where id = ${first})
                   where id = ${id}`,
    )
    await s.rpc('attach_file', {
      p_application_id: id,
      p_material_key: 'layout',
      p_path: await upload(s, id, { by: 'chen' }),
      p_name: 'x.jpg',
      p_request_id: s.request(),
    })
    return id
  })
  const zhang = await (await open()).as('zhang')
  const chen = await (await open()).as('chen')
  const met = await meet(
    zhang,
    () => submit(zhang, first),
    () => submit(chen, second),
  )
  const numbers = [met.first, met.second].map((r) => Number((r as { number: string }).number.slice(-4)))
  expect(numbers[1]).toBe((numbers[0] as number) + 1)
})

race('one item begun on two phones at once is one draft', async (open) => {
  const start = (s: Story) =>
    s.rpc<{ id: string }>('start_application', {
      p_enterprise_id: HEWEI,
      p_item_code: 'QX07',
      p_situation_answers: {},
      p_request_id: s.request(),
    })
  const one = await (await open()).as('zhang')
  const two = await (await open()).as('zhang')
  const met = await meet(
    one,
    () => start(one),
    () => start(two),
  )
  expect(met.second).toEqual(met.first)
})

race('the officer answers while the applicant files: whoever is first, nothing is lost', async (open) => {
  const id = await prepared(open, async (s) => {
    const made = await ready(s)
    await s.rpc('request_pre_check', { p_application_id: made, p_request_id: s.request() })
    return made
  })
  const zhang = await (await open()).as('zhang')
  const li = await (await open()).as('li')
  const met = await meet(
    zhang,
    () => submit(zhang, id),
    () =>
      li.rpc('answer_pre_check', {
        p_application_id: id,
        p_outcome: 'ready',
        p_note: null,
        p_points: [],
        p_request_id: li.request(),
      }),
  )
  expect(met.code).toBe('BB005')
  await li.rollback()
  const after = await (await open()).as('zhang')
  expect(await detail(after, id)).toMatchObject({ state: 'submitted', pre_check: null })
  const broken = await after.behind((sql) => sql`select private.broken_event(${id}) as seq`)
  expect(broken[0]?.seq).toBeNull()
})

race('two heads extend at once: one extension, the other is told', async (open) => {
  const id = await prepared(open, async (s) => {
    await headOfSpj(s)
    await s.behind(
      (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('wu')}, 'head')`,
    )
    return reviewing(s)
  })
  const zhou = await (await open()).as('zhou')
  const wu = await (await open()).as('wu')
  const met = await meet(
    zhou,
    () => extend(zhou, id, 5),
    () => extend(wu, id, 10),
  )
  expect(met.code).toBe('BB006')
  expect((await kinds(await open(), id)).filter((kind) => kind === 'extended')).toHaveLength(1)
})

race('a decision while a procedure begins: what comes first holds', async (open) => {
  const id = await prepared(open, reviewing)
  const wang = await (await open()).as('wang')
  const zhou = await (await open()).as('zhou')
  const met = await meet(
    wang,
    () => special(wang, id),
    () => move(zhou, 'approve_application', id, { p_note: null }),
  )
  expect(met).toMatchObject({ first: { state: 'reviewing' }, code: 'BB006' })
})

race('the scheduler accepts what a clerk is just correcting: one of the two', async (open) => {
  const id = await prepared(open, submitted)
  const wang = await (await open()).as('wang')
  await correct(wang, id)
  const scheduler = await open()
  await scheduler.at('2026-04-09T09:00:00+08:00')
  // It passes over what somebody holds, and comes again a minute later.
  expect(await scheduled(scheduler, 'accept_lapsed_notices')).toBe(0)
  await scheduler.commit()
  await wang.commit()
  const after = await (await open()).as('wang')
  expect(await scheduled(after, 'accept_lapsed_notices')).toBe(0)
  expect((await row(after, id)).state).toBe('correcting')
})

race('two reviewers take one task at once', async (open) => {
  const task = await prepared(open, async (s) => {
    const id = await reviewing(s)
    return s.rpc<{ id: string; row_version: number }>('create_task', {
      p_application_id: id,
      p_department_code: 'spj',
      p_title: '复核',
      p_request_id: s.request(),
    })
  })
  const wang = await (await open()).as('wang')
  const zhou = await (await open()).as('zhou')
  const take = (s: Story) =>
    s.rpc('take_task', { p_task_id: task.id, p_row_version: task.row_version, p_request_id: s.request() })
  const met = await meet(
    wang,
    () => take(wang),
    () => take(zhou),
  )
  expect(met).toMatchObject({ first: { state: 'taken' }, code: 'BB006' })
})
