import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { makeWorld, TRACES, type World } from './attack-world'
import { act } from './contract-steps'
import { upload } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

/** Questions that ask sideways: by an error, a constraint, a plan, a retry. None answers about another's rows. */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

/** Code and words of what happened, undone. */
async function heard(s: Story, run: () => Promise<unknown>): Promise<string> {
  await s.sql`savepoint attempt`
  try {
    return `ok ${JSON.stringify(await run())}`
  } catch (error) {
    const { code, message, detail, hint } = error as Record<string, string | undefined>
    return [code, message, detail, hint].join(' ')
  } finally {
    await s.sql`rollback to savepoint attempt`
  }
}

story('an expression that fails on a row never meets a row that is not one’s own', async (s) => {
  const questions = [
    `select id from public.applications where 1 / (case when number like 'QX-%' then 0 else 1 end) = 1`,
    `select id from public.applications where number::int > 0`,
    `select id from public.messages where body::date > '2020-01-01'`,
    `select id from public.documents where (content ->> 'uscc')::int > 0`,
    `select id from public.appeals order by 1 / (case when title like '暗号%' then 0 else 1 end)`,
  ]
  await s.as('liu')
  for (const question of questions)
    expect([question, await heard(s, () => s.sql.unsafe(question))]).toEqual([question, 'ok []'])
  // The question is a real one: on rows of one's own it does fail.
  await s.as('zhang')
  for (const question of questions) {
    const told = await heard(s, () => s.sql.unsafe(question))
    expect([question, told.slice(0, 5)]).toEqual([question, expect.stringMatching(/^22/)])
  }
})

story('statistics of the planner are not for clients', async (s) => {
  for (const actor of ['zhang', 'liu', 'anon', 'service']) {
    await s.as(actor)
    const seen = await s.sql`select from pg_stats where schemaname in ('public', 'private')
      and tablename in ('applications', 'messages', 'people', 'enterprises', 'outbox', 'settings')`
    expect([actor, seen.length]).toEqual([actor, 0])
    for (const hidden of ['pg_statistic', 'pg_authid', 'private.settings', 'auth.users', 'auth.sessions']) {
      expect([
        actor,
        hidden,
        (await heard(s, () => s.sql.unsafe(`select from ${hidden} limit 1`))).slice(0, 5),
      ]).toEqual([actor, hidden, '42501'])
    }
  }
})

story('a request id of somebody else answers nothing of his, and takes nothing from him', async (s) => {
  const request = randomUUID()
  await s.as('zhang')
  const rename = { p_name: '暗号一', p_phone: '13900000000', p_request_id: request }
  await s.rpc('update_me', rename)
  await s.as('liu')
  const told = await heard(s, () => s.rpc('update_me', { ...rename, p_name: '刘芳', p_phone: '' }))
  expect(told).toContain('刘芳')
  expect(told).not.toMatch(/暗号|13900000000/)
})

story('an id that exists is refused like one that does not, in every RPC', async (s) => {
  const pairs: [string, string, string][] = [
    ['get_application', 'p_id', world.submitted],
    ['get_receipt', 'p_id', world.submitted],
    ['get_appeal', 'p_id', world.appeal],
    ['get_appointment', 'p_id', world.appointment],
    ['get_document', 'p_id', world.document],
    ['list_members', 'p_enterprise_id', HEWEI],
    ['list_messages', 'p_conversation_id', world.conversation],
    ['end_membership', 'p_member_id', world.member],
    ['delete_draft', 'p_application_id', world.draft],
    ['remove_file', 'p_file_id', world.file],
    ['close_slot', 'p_slot_id', world.slot],
    ['receive_result', 'p_application_id', world.delivered],
  ]
  const moving = /^(end|delete|remove|close|receive)/
  await s.as('liu')
  for (const [rpc, argument, id] of pairs) {
    const ask = (value: string) =>
      heard(s, () =>
        s.rpc(rpc, { [argument]: value, ...(moving.test(rpc) ? { p_request_id: randomUUID() } : {}) }),
      )
    expect([rpc, await ask(id)]).toEqual([rpc, await ask(randomUUID())])
  }
})

story('a unique value that is taken is no news of whose it is', async (s) => {
  const conversation = await s.behind(async (sql) => {
    const [row] = await sql<
      { id: string }[]
    >`select id from public.conversations where enterprise_id <> ${HEWEI}`
    return row?.id
  })
  await s.as('liu')
  // The id of a message is the sender's request id: one that exists elsewhere is refused as used, without a trace.
  const message = await heard(s, () =>
    s.rpc('send_message', {
      p_conversation_id: conversation,
      p_kind: 'text',
      p_body: '在吗',
      p_file: null,
      p_application_id: null,
      p_request_id: world.message,
    }),
  )
  expect(message).toMatch(/^BB003/)
  const bind = await heard(s, () =>
    act(s, 'bind_enterprise', {
      p_name: '别家公司',
      p_uscc: '91369921MA5K7H2R3E',
      p_legal_person: '某人',
      p_role: 'owner',
    }),
  )
  expect(bind).toMatch(/^BB007/)
  for (const told of [message, bind]) expect(TRACES.exec(told)).toBeNull()
  for (const path of [world.file_path, `${HEWEI}/${world.draft}/${randomUUID()}.jpg`]) {
    const attach = await heard(s, () =>
      act(s, 'attach_file', {
        p_application_id: world.draft,
        p_material_key: 'layout',
        p_path: path,
        p_name: 'x',
      }),
    )
    expect(attach).toMatch(/^BB004/)
  }
})

story('one uploaded file belongs to one appeal', async (s) => {
  const path = await upload(s, HEWEI, { bucket: 'appeals' })
  await s.as('zhang')
  const create = (times: number) =>
    act(s, 'create_appeal', {
      p_enterprise_id: HEWEI,
      p_kind: 'stuck',
      p_title: '标题',
      p_body: '正文',
      p_application_id: null,
      p_files: Array.from({ length: times }, () => ({ path, name: '图.jpg' })),
    })
  await s.expectError('BB020', () => create(2))
  await create(1)
  await s.expectError('BB020', () => create(1))
})

story('a card of an application is sent by who may read it', async (s) => {
  const [hidden] = await s.behind(
    (sql) => sql<{ id: string }[]>`select a.id from public.applications a where a.state = 'draft'
      and a.applicant_id = ${s.id('chen')}`,
  )
  await s.as('li')
  await s.expectError('BB004', () => s.rpc('get_application', { p_id: hidden?.id }))
  const card = await heard(s, () =>
    act(s, 'send_message', {
      p_conversation_id: world.conversation,
      p_kind: 'application',
      p_body: null,
      p_file: null,
      p_application_id: hidden?.id,
    }),
  )
  expect(card).toMatch(/^BB004/)
})
