import { expect } from 'vitest'
import {
  accepted,
  approved,
  attach,
  begin,
  correcting,
  detail,
  issued,
  ready,
  reviewing,
  save,
  submitted,
} from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const ACTORS = ['zhang', 'chen', 'liu', 'sun', 'li', 'zhao', 'wang', 'qian', 'zhou', 'wu', 'admin'] as const
/** Tables that hang on an application, and the column that says on which. */
const PARTS = [
  'application_materials',
  'application_files',
  'application_events',
  'corrections',
  'pre_checks',
  'results',
]

/** One application in every state, by name. */
async function one_of_each(s: Story): Promise<Record<string, string>> {
  const made: Record<string, string> = {
    delivered: await issued(s),
    correcting: await correcting(s),
    submitted: await submitted(s),
    accepted: await accepted(s),
    approved: await approved(s),
    tasked: await reviewing(s),
  }
  await s.rpc('create_task', {
    p_application_id: made.tasked,
    p_department_code: 'scjg',
    p_title: '核查',
    p_request_id: s.request(),
  })
  await s.as('zhang')
  await s.rpc('receive_result', { p_application_id: made.delivered, p_request_id: s.request() })
  made.helped = await ready(s)
  await s.rpc('request_pre_check', { p_application_id: made.helped, p_request_id: s.request() })
  made.draft = await begin(s, 'chen')
  return made
}

async function visible(s: Story, made: Record<string, string>): Promise<string[]> {
  const rows = await s.sql<{ id: string }[]>`select id from public.applications`
  return Object.entries(made).flatMap(([name, id]) => (rows.some((r) => r.id === id) ? [name] : []))
}

story('who reads which application: tables and RPCs agree for everybody', async (s) => {
  const made = await one_of_each(s)
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values (${HEWEI}, ${s.id('sun')}, 'owner', 'pending')`,
  )
  made.pending = await begin(s, 'sun')
  const filed = ['delivered', 'correcting', 'submitted', 'accepted', 'approved', 'tasked']
  const all = [...filed, 'helped', 'draft', 'pending']
  const expected: Record<(typeof ACTORS)[number], string[]> = {
    zhang: all,
    chen: all,
    liu: [],
    // Not confirmed yet: his own draft, nothing of his colleagues.
    sun: ['pending'],
    // The officer reads a draft only once he is asked.
    li: [...filed, 'helped'],
    zhao: [],
    wang: filed,
    // Another department reads the case it has a task in.
    qian: ['tasked'],
    zhou: [],
    wu: [],
    admin: [],
  }
  for (const actor of ACTORS) {
    await s.as(actor)
    expect([actor, await visible(s, made)]).toEqual([actor, expected[actor]])
    const seen = expected[actor].map((name) => made[name] as string)
    for (const table of PARTS) {
      const rows = await s.sql.unsafe<{ application_id: string }[]>(
        `select application_id from public.${table}`,
      )
      expect([table, rows.filter((r) => !seen.includes(r.application_id))]).toEqual([table, []])
    }
    for (const id of Object.values(made)) {
      const may = await s.behind(async (sql) => {
        await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: s.id(actor) })}, true)`
        return sql<{ may: boolean }[]>`select private.can_read_application(${id}) as may`
      })
      expect(may[0]?.may).toBe(seen.includes(id))
      if (seen.includes(id)) await detail(s, id)
      else await s.expectError(actor === 'sun' ? 'BB016' : 'BB004', () => detail(s, id))
    }
  }
  await s.as('anon')
  for (const table of ['applications', 'correction_points', 'department_tasks', 'ratings', ...PARTS]) {
    await s.expectError('42501', () => s.sql.unsafe(`select * from public.${table}`))
  }
  await s.expectError('42501', () => detail(s, made.submitted as string))
})

story('staff who left see nothing, at once', async (s) => {
  const id = await submitted(s)
  for (const actor of ['wang', 'li'] as const) {
    await s.as(actor)
    await detail(s, id)
    await s.behind((sql) => sql`update public.staff set active = false where person_id = ${s.id(actor)}`)
    await s.expectError('BB004', () => detail(s, id))
    expect(await s.sql`select id from public.applications`).toEqual([])
    await s.expectError('BB002', () => s.rpc('staff_queue'))
  }
})

story('files in Storage follow the application', async (s) => {
  const id = await ready(s)
  const names = () => s.sql`select name from storage.objects where bucket_id = 'materials'`
  expect(await names()).toHaveLength(1)
  for (const other of ['liu', 'li', 'wang', 'qian'] as const) {
    await s.as(other)
    expect(await names()).toEqual([])
  }
  await s.as('zhang')
  await s.rpc('submit_application', { p_application_id: id, p_consent: true, p_request_id: s.request() })
  for (const staff of ['li', 'wang'] as const) {
    await s.as(staff)
    expect(await names()).toHaveLength(1)
  }
  await s.as('qian')
  expect(await names()).toEqual([])
})

story('history is written once: no change, no hole, and a forged row shows', async (s) => {
  const id = await issued(s)
  await s.asOwner()
  const broken = async () => (await s.sql`select private.broken_event(${id}) as seq`)[0]?.seq
  expect(await broken()).toBeNull()
  await s.expectError(
    'P0001',
    () => s.sql`update public.application_events set note = 'x' where application_id = ${id}`,
  )
  await s.expectError(
    'P0001',
    () => s.sql`delete from public.application_events where application_id = ${id}`,
  )
  await s.expectError('P0001', () => s.sql`truncate public.application_events cascade`)
  await s.sql`alter table public.application_events disable trigger application_events_insert_only`
  await s.sql`savepoint before`
  await s.sql`update public.application_events set actor_name = '别人' where application_id = ${id} and seq = 3`
  expect(await broken()).toBe(3)
  await s.sql`rollback to savepoint before`
  // One that is in writing is held by its paper, too; 接手 is not.
  await s.expectError(
    '23503',
    () => s.sql`delete from public.application_events where application_id = ${id} and seq = 2`,
  )
  await s.sql`delete from public.application_events where application_id = ${id} and seq = 4`
  expect(await broken()).toBe(5)
})

story('no writer can skip a step, not even the owner of the database', async (s) => {
  const id = await submitted(s)
  await s.asOwner()
  for (const state of ['draft', 'approved', 'issued', 'delivered', 'resubmitted']) {
    await s.expectError('P0001', () =>
      s.sql.unsafe(`update public.applications set state = '${state}' where id = '${id}'`),
    )
  }
})

story('what changed is poked to whom it concerns, and queued for whom waits outside', async (s) => {
  const id = await submitted(s)
  const poked = await s.behind(
    (sql) => sql<{ topic: string; payload: { what: string; id: string }; private: boolean }[]>`
      select distinct topic, payload, private from realtime.messages where payload ->> 'id' = ${id}`,
  )
  expect(poked.map((p) => p.topic).sort()).toEqual(
    ['zhang', 'chen', 'li', 'wang'].map((name) => `user:${s.id(name)}`).sort(),
  )
  expect(poked.every((p) => p.private && p.payload.what === 'application')).toBe(true)
  await s.as('wang')
  const { row_version } = await detail(s, id)
  await s.rpc('accept_application', {
    p_application_id: id,
    p_row_version: row_version,
    p_request_id: s.request(),
  })
  const queued = await s.behind(
    (sql) =>
      sql`select kind, recipient from private.outbox where payload ->> 'application_id' = ${id} order by id`,
  )
  expect(queued).toEqual([
    { kind: 'application_submitted', recipient: s.id('li') },
    { kind: 'application_accepted', recipient: s.id('zhang') },
  ])
})

story('text is text: HTML, emoji and quotes come back as they were typed', async (s) => {
  const id = await begin(s)
  const note = `<img src=x onerror="alert('1')"> ' ; drop table people; -- 👩‍🍳 \\u0000 %s`
  await save(s, id, { note })
  expect((await detail(s, id)).answers.note).toBe(note)
  const file = await attach(s, id)
  expect(file.name).toBe('布局图.jpg')
})
