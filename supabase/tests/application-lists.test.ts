import { expect } from 'vitest'
import type {
  ApplicationDetail,
  ApplicationMaterial,
  ApplicationSummary,
  Clock,
  Home,
  Receipt,
  StaffQueue,
} from '@/shared/contract'
import {
  accepted,
  begin,
  correcting,
  detail,
  issued,
  move,
  ready,
  reviewing,
  save,
  submit,
  submitted,
} from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const list = (s: Story, group = 'open', more: Record<string, unknown> = {}) =>
  s.rpc<ApplicationSummary[]>('list_applications', { p_enterprise_id: HEWEI, p_group: group, ...more })
/** Keys by the type, so that a field added to the contract fails here until the SQL builds it. */
const keys = <T>(shape: Record<keyof T, true>) => Object.keys(shape).sort()
const CLOCK = keys<Clock>({
  due_at: true,
  unknown: true,
  state: true,
  left_days: true,
  left_minutes: true,
  limit_value: true,
  limit_unit: true,
})
const SUMMARY: Record<keyof ApplicationSummary, true> = {
  id: true,
  number: true,
  item_code: true,
  item_name: true,
  enterprise_id: true,
  enterprise_name: true,
  state: true,
  row_version: true,
  holder: true,
  promised: true,
  statutory: true,
  notice: true,
  correction: true,
  pre_check: true,
  updated_at: true,
}

story('the answers have the shape that the client is written against', async (s) => {
  const id = await correcting(s)
  const application = await detail(s, id)
  expect(Object.keys(application).sort()).toEqual(
    keys<ApplicationDetail>({
      ...SUMMARY,
      server_now: true,
      allowed: true,
      applicant: true,
      officer: true,
      conversation_id: true,
      department: true,
      situations: true,
      situation_answers: true,
      form: true,
      answers: true,
      draft_revision: true,
      materials: true,
      field_verdicts: true,
      check_points: true,
      events: true,
      correction_points: true,
      pre_check_detail: true,
      appointment: true,
      tasks: true,
      result: true,
      decision: true,
      rated: true,
      limits: true,
      submitted_at: true,
      accepted_at: true,
    }),
  )
  expect(Object.keys(application.materials[0] ?? {}).sort()).toEqual(
    keys<ApplicationMaterial>({
      key: true,
      name: true,
      required: true,
      fetched_by_office: true,
      how_to: true,
      sample_points: true,
      file_types: true,
      max_files: true,
      files: true,
      old_files: true,
      verdict: true,
      verdict_reason: true,
    }),
  )
  expect(Object.keys(application.promised ?? {}).sort()).toEqual(CLOCK)
  expect(application.conversation_id).toBeNull()
  await s.as('zhang')
  expect((await detail(s, id)).conversation_id).not.toBeNull()
  const receipt = await s.rpc<Receipt>('get_receipt', { p_id: id })
  expect(Object.keys(receipt).sort()).toEqual(
    keys<Receipt>({
      id: true,
      number: true,
      item_name: true,
      submitted_at: true,
      notice: true,
      promised_if_accepted_today: true,
      statutory_if_accepted_today: true,
      officer: true,
      check_points: true,
    }),
  )
  // The notice was given in time, by the correction.
  expect(receipt.notice.state).toBe('met')
})

story('my applications: by group, newest change first, page by page', async (s) => {
  const made: string[] = []
  for (const minute of ['01', '02', '03']) {
    await s.at(`2026-03-31T10:${minute}:00+08:00`)
    made.push(await submitted(s))
  }
  await s.at('2026-03-31T10:04:00+08:00')
  const done = await issued(s)
  await s.as('zhang')
  const draft = await begin(s)
  expect((await list(s)).map((a) => a.id)).toEqual([done, ...made.reverse()])
  const page = await list(s, 'open', { p_limit: 2 })
  expect(page).toHaveLength(2)
  const next = await list(s, 'open', { p_limit: 2, p_before: page[1]?.updated_at })
  expect(next.map((a) => a.id)).toEqual(made.slice(1))
  expect((await list(s, 'drafts')).map((a) => a.id)).toEqual([draft])
  expect(await list(s, 'done')).toEqual([])
  await s.rpc('receive_result', { p_application_id: done, p_request_id: s.request() })
  expect((await list(s, 'done')).map((a) => a.id)).toEqual([done])
  await s.expectError('BB007', () => list(s, 'all'))
  expect(await list(s, 'open', { p_enterprise_id: YAYUN })).toEqual([])
  await s.as('liu')
  expect(await list(s)).toEqual([])
  await s.as('wang')
  expect(await list(s)).toEqual([])
  await s.as('li')
  expect(await list(s)).toHaveLength(3)
  expect(await list(s, 'drafts')).toEqual([])
  await s.as('anon')
  await s.expectError('42501', () => list(s))
})

story('home: what waits for me first; without a sign-in the popular items', async (s) => {
  const draft = await begin(s, 'chen')
  const asked = await correcting(s)
  const result = await issued(s)
  const waiting = await submitted(s)
  await s.as('zhang')
  const home = await s.rpc<Home>('get_home')
  expect(Object.keys(home).sort()).toEqual(
    keys<Home>({ server_now: true, me: true, todo: true, appointments: true, unread: true, popular: true }),
  )
  expect(home.todo.map((a) => a.id)).toEqual([asked, result, draft])
  expect(home.todo.map((a) => a.id)).not.toContain(waiting)
  expect(home.me?.enterprises).toHaveLength(1)
  expect(home.popular.map((i) => i.code)).toContain('ZZ01')
  await s.as('liu')
  expect((await s.rpc<Home>('get_home')).todo).toEqual([])
  await s.as('anon')
  expect(await s.rpc<Home>('get_home')).toMatchObject({ me: null, todo: [], appointments: [], unread: 0 })
})

story('the queue: what is due first, by role, and nobody else has one', async (s) => {
  const late = await submitted(s)
  await s.at('2026-04-01T10:00:00+08:00')
  const fresh = await submitted(s)
  const asked = await correcting(s)
  const running = await reviewing(s)
  const taken = await accepted(s)
  const queue = await s.rpc<StaffQueue>('staff_queue')
  expect(Object.keys(queue).sort()).toEqual(
    keys<StaffQueue>({
      server_now: true,
      applications: true,
      pre_checks: true,
      tasks: true,
      appointments: true,
      appeals: true,
      members_to_confirm: true,
      enterprises: true,
      unread: true,
    }),
  )
  const order = queue.applications.map((a) => [a.id, a.stage])
  // The older notice first; a correction's clock does not run, so it stands last.
  expect(order[0]).toEqual([late, '核对材料'])
  expect(order.at(-1)).toEqual([asked, '补正中'])
  expect(order.map((o) => o[0]).sort()).toEqual([late, fresh, asked, running, taken].sort())
  expect(order.find((o) => o[0] === running)?.[1]).toBe('审查')
  expect(order.find((o) => o[0] === taken)?.[1]).toBe('待审查')

  await s.as('zhang')
  const draft = await ready(s)
  await s.rpc('request_pre_check', { p_application_id: draft, p_request_id: s.request() })
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values (${HEWEI}, ${s.id('sun')}, 'owner', 'pending')`,
  )
  await s.as('li')
  const officer = await s.rpc<StaffQueue>('staff_queue')
  expect(officer.applications).toEqual([])
  expect(officer.pre_checks.map((a) => a.id)).toEqual([draft])
  expect(officer.members_to_confirm).toMatchObject([{ person_name: '孙国强', role: 'owner' }])
  expect(officer.enterprises.find((e) => e.id === HEWEI)).toMatchObject({ open_applications: 5 })
  await s.as('zhao')
  expect(await s.rpc<StaffQueue>('staff_queue')).toMatchObject({ pre_checks: [], enterprises: [] })
  for (const other of ['zhang', 'sun'] as const) {
    await s.as(other)
    await s.expectError('BB002', () => s.rpc('staff_queue'))
  }
})

story('the clock on screen: left working time, holidays taken out, then late', async (s) => {
  const id = await accepted(s)
  const clock = async () => (await detail(s, id)).promised
  expect(await clock()).toMatchObject({ state: 'running', left_days: 5, limit_value: 5 })
  await s.at('2026-04-03T14:00:00+08:00')
  // Friday afternoon before 清明: 3.5 hours today, then 4/7 and 4/8.
  expect(await clock()).toMatchObject({ left_days: 2, left_minutes: 210 + 2 * 420 })
  await s.at('2026-04-08T17:31:00+08:00')
  expect((await clock())?.state).toBe('late')
})

story('every move that is repeated gives the same answer and happens once', async (s) => {
  const id = await submitted(s)
  const before = async () =>
    (await s.behind((sql) => sql`select count(*)::int as n from public.application_events`))[0]?.n
  await s.as('wang')
  const request = s.request()
  const { row_version } = await detail(s, id)
  const accept = () =>
    s.rpc('accept_application', { p_application_id: id, p_row_version: row_version, p_request_id: request })
  const first = await accept()
  const events = await before()
  expect(await accept()).toEqual(first)
  expect(await before()).toBe(events)
  // Another person with the same id is another request.
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('zhou')}, 'window')`,
  )
  await s.as('zhou')
  await s.expectError('BB006', accept)
  await s.as('wang')
  await s.expectError('BB003', () => move(s, 'take_application', id, { p_request_id: request }))
  await s.expectError('BB007', () => move(s, 'take_application', id, { p_request_id: null }))
})

story('save, submit and read cost a bounded number of rows, whatever was typed', async (s) => {
  const id = await ready(s)
  for (let n = 0; n < 5; n++) await save(s, id, { note: `第 ${n} 次` })
  await submit(s, id)
  const application = await detail(s, id)
  // Typing is not history: only moves are.
  expect(application.events.map((e) => e.kind)).toEqual(['started', 'submitted'])
})
