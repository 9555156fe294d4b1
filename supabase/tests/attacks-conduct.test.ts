import { expect } from 'vitest'
import type { AppealDetail } from '@/shared/contract'
import { makeWorld, TRACES, type World } from './attack-world'
import { act } from './contract-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

/** A report about conduct (对工作人员有意见) is kept from everybody whom it may be about, whatever else he is. */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

const report = (s: Story, more: Record<string, unknown> = {}) =>
  act<AppealDetail>(s, 'create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: 'conduct',
    p_title: '暗号：态度',
    p_body: '暗号：推来推去',
    p_application_id: null,
    p_files: [],
    ...more,
  })

/** Everything by which a person could learn of one appeal. */
async function learns(s: Story, actor: string, id: string): Promise<string[]> {
  await s.as(actor)
  const found: string[] = []
  const list = await s.rpc<{ id: string }[]>('list_appeals')
  if (list.some((appeal) => appeal.id === id)) found.push('list')
  for (const read of ['staff_queue', 'get_home', 'export_my_data']) {
    if (JSON.stringify(await s.rpc(read)).includes(id)) found.push(read)
  }
  for (const table of ['appeals', 'appeal_tiers', 'appeal_replies', 'appeal_files']) {
    const column = table === 'appeals' ? 'id' : 'appeal_id'
    const rows = await s.sql.unsafe(`select ${column} from public.${table} where ${column} = '${id}'`)
    if (rows.length > 0) found.push(table)
  }
  const files = await s.behind(
    (sql) =>
      sql<
        { path: string }[]
      >`select file ->> 'path' as path from public.appeal_files where appeal_id = ${id}`,
  )
  for (const { path } of files) {
    if ((await s.sql`select from storage.objects where name = ${path}`).length > 0) found.push('file')
  }
  const poked = await s.behind(
    (sql) =>
      sql`select from realtime.messages where topic = ${`user:${s.id(actor)}`} and payload ->> 'id' = ${id}`,
  )
  if (poked.length > 0) found.push('poke')
  const sent = await s.behind(
    (sql) =>
      sql`select from private.outbox where recipient = ${s.id(actor)} and payload ->> 'appeal_id' = ${id}`,
  )
  if (sent.length > 0) found.push('outbox')
  return found
}

const give = (s: Story, actor: string, role: string) =>
  s.behind(
    (sql) =>
      sql`insert into public.staff_roles (person_id, role) values (${s.id(actor)}, ${role}::public.staff_role)`,
  )

story('the officer of the enterprise learns nothing of it, whoever hands it on', async (s) => {
  expect(await learns(s, 'zhou', world.conduct)).toEqual([
    'list',
    'staff_queue',
    'appeals',
    'appeal_tiers',
    'appeal_files',
    'file',
    'poke',
  ])
  expect(await learns(s, 'li', world.conduct)).toEqual([])
  const told = await s.expectError('BB004', () => s.rpc('get_appeal', { p_id: world.conduct }))
  expect(TRACES.exec(JSON.stringify(told))).toBeNull()
  for (const rpc of ['reply_appeal', 'answer_appeal', 'escalate_appeal']) {
    const more = rpc === 'reply_appeal' ? {} : { p_row_version: 2 }
    const text = rpc === 'escalate_appeal' ? { p_reason: '试试' } : { p_body: '试试' }
    await s.expectError('BB004', () => act(s, rpc, { p_appeal_id: world.conduct, ...text, ...more }))
  }
  // The group cannot hand it to him either, not by mistake and not on purpose.
  await s.as('zhou')
  const { row_version } = await s.rpc<AppealDetail>('get_appeal', { p_id: world.conduct })
  const hand = (to: string) =>
    act(s, 'hand_over_appeal', {
      p_appeal_id: world.conduct,
      p_staff_id: s.id(to),
      p_note: null,
      p_row_version: row_version,
    })
  expect((await s.expectError('BB007', () => hand('li'))).detail.field).toBe('staff')
  await hand('wu')
  await s.as('wu')
  await act(s, 'reply_appeal', { p_appeal_id: world.conduct, p_body: '我来联系' })
  expect(await learns(s, 'li', world.conduct)).toEqual([])
})

story('a stand-in and a former officer learn nothing of it', async (s) => {
  await s.behind(async (sql) => {
    await sql`update public.officer_stand_ins set starts_on = '2026-03-31', ends_on = '2026-04-30'`
    await sql`update public.enterprise_officers set ends_at = private.now() where enterprise_id = ${HEWEI}`
    await sql`insert into public.enterprise_officers (enterprise_id, officer_id) values (${HEWEI}, ${s.id('zhao')})`
  })
  await s.as('zhang')
  const { id } = await report(s)
  for (const actor of ['li', 'zhao']) expect([actor, await learns(s, actor, id)]).toEqual([actor, []])
})

story('who handled the case in question learns nothing of it, also as head of the group', async (s) => {
  await give(s, 'wang', 'group_lead')
  await s.as('zhang')
  const { id } = await report(s, { p_application_id: world.delivered })
  expect(await learns(s, 'wang', id)).toEqual([])
  // Of another case he reads as any head of the group does.
  const other = await s.as('zhang').then(() => report(s))
  expect(await learns(s, 'wang', other.id)).toContain('list')
})

story(
  'when the only head of the group is the officer himself, it climbs to the task force unseen',
  async (s) => {
    await give(s, 'li', 'group_lead')
    await s.behind((sql) => sql`delete from public.staff_roles where person_id = ${s.id('zhou')}`)
    await s.as('zhang')
    const { id } = await report(s)
    const [row] = await s.behind((sql) => sql`select handler_id, tier from public.appeals where id = ${id}`)
    expect(row).toEqual({ handler_id: null, tier: 'group' })
    await s.at('2026-03-31T15:00:00+08:00')
    await s.behind((sql) => sql`select private.escalate_overdue_appeals()`)
    expect(await learns(s, 'li', id)).toEqual([])
    await s.as('wu')
    expect(await s.rpc<AppealDetail>('get_appeal', { p_id: id })).toMatchObject({ tier: 'taskforce' })
  },
)

story('a reviewer reads the case on which his department has a task, and no other', async (s) => {
  await s.as('qian')
  const seen = await s.sql<{ id: string }[]>`select id from public.applications`
  expect(seen.map(({ id }) => id).sort()).toEqual([world.delivered, world.reviewing].sort())
  for (const id of [world.submitted, world.accepted, world.approved, world.correcting, world.draft]) {
    await s.expectError('BB004', () => s.rpc('get_application', { p_id: id }))
    const [part] = await s.sql`select from public.application_files where application_id = ${id}`
    expect(part).toBeUndefined()
  }
})
