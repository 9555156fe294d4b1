import { expect } from 'vitest'
import { correct, kinds, move, reviewing, row, submitted } from './filing-steps'
import { stories } from './harness'
import { meet, prepared } from './meeting'
import { extend, scheduled, special } from './time-steps'

const { race } = stories()

race('two heads extend at once: one extension, the other is told', async (open) => {
  const id = await prepared(open, async (s) => {
    await s.behind(
      (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('wu')}, 'head')`,
    )
    return reviewing(s)
  })
  const he = await (await open()).as('he')
  const wu = await (await open()).as('wu')
  const met = await meet(
    he,
    () => extend(he, id, 5),
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
