import { expect } from 'vitest'
import type { ApplicationSummary, Home, StaffQueue } from '@/shared/contract'
import { accepted, begin, correcting, issued, ready, reviewing, submitted } from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const list = (s: Story, group = 'open', more: Record<string, unknown> = {}) =>
  s.rpc<ApplicationSummary[]>('list_applications', { p_enterprise_id: HEWEI, p_group: group, ...more })
/** Keys by the type, so that a field added to the contract fails here until the SQL builds it. */
const keys = <T>(shape: Record<keyof T, true>) => Object.keys(shape).sort()

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

story('applications of one moment are all there, each once, across a page border', async (s) => {
  const made = [await submitted(s), await submitted(s), await submitted(s)]
  // Apart by less than the millisecond that the client is told.
  await s.behind(async (sql) => {
    for (const [n, id] of made.entries())
      await sql`update public.applications
        set updated_at = ${'2026-03-31T10:05:00+08:00'}::timestamptz + ${`${n * 300} microseconds`}::interval where id = ${id}`
  })
  await s.as('zhang')
  const first = await list(s, 'open', { p_limit: 2 })
  const last = first[1]
  const second = await list(s, 'open', { p_limit: 2, p_before: last?.updated_at, p_before_id: last?.id })
  expect(new Set(first.map((a) => a.updated_at)).size).toBe(1)
  expect([first.length, second.length]).toEqual([2, 1])
  expect([...first, ...second].map((a) => a.id).sort()).toEqual(made.sort())
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
      held_content: true,
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
