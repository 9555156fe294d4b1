import { expect } from 'vitest'
import {
  begin,
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
import { meet, prepared } from './meeting'

const { race } = stories()

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
