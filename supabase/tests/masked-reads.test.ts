import { expect } from 'vitest'
import { DEMO_PEOPLE } from '../local/demo/people'
import { act, appealed, checked, DAY, decided, talk } from './contract-steps'
import { correct, detail, FILLED, ready, submit } from './filing-steps'
import { HEWEI, STORY_ITEM } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const ID_NUMBER = '360702199001011234'
/** A mobile number or an ID number with nothing covered; not a piece of a hash or of a longer number. */
const WHOLE = /(?<![0-9a-f*])(1[3-9]\d{9}|[1-9]\d{16}[\dX])(?![0-9a-f*])/

const STAFF = DEMO_PEOPLE.filter((person) => person.staff).map((person) => person.handle)

/** Files with a telephone and an ID number in it, in every state that staff meet. */
async function county(s: Story) {
  const [field] = STORY_ITEM.form
  await s.as('service')
  await s.rpc('import_item', {
    p_item: {
      ...STORY_ITEM,
      form: [
        ...STORY_ITEM.form,
        {
          ...field,
          id: 'manager_id',
          label: '身份证号',
          type: 'id_number',
          required: false,
          max_length: null,
        },
      ],
    },
  })
  const filled = (id: string) =>
    act(s, 'save_draft', {
      p_application_id: id,
      p_answers: { ...FILLED, manager_id: ID_NUMBER },
      p_situation_answers: null,
    })
  const read = <T>(name: string, args?: Record<string, unknown>) => s.rpc<T>(name, args)
  const done = await decided(s, read)
  const corrected = await ready(s)
  await filled(corrected)
  await submit(s, corrected)
  await s.as('wang')
  const point = { target: 'field', reason: '核对一下', how_to: null }
  await correct(s, corrected, [
    { ...point, key: 'phone' },
    { ...point, key: 'manager_id' },
  ])
  await s.as('zhang')
  await act(s, 'answer_correction', {
    p_application_id: corrected,
    p_answers: { phone: '13900001111', manager_id: '360702199001015678' },
  })
  const draft = await ready(s)
  await filled(draft)
  await act(s, 'request_pre_check', { p_application_id: draft })
  await s.as('li')
  await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const appointment = await checked(s, draft, read)
  const appeal = await appealed(s, done)
  const [conversation] = await s.behind(
    (sql) => sql<{ id: string }[]>`select id from public.conversations where enterprise_id = ${HEWEI}`,
  )
  await s.as('zhang')
  await talk(s, conversation?.id ?? '', done)
  const documents = await s.behind((sql) => sql<{ id: string }[]>`select id from public.documents`)
  return {
    applications: [done, corrected, draft],
    things: [appointment, appeal, ...documents.map((d) => d.id)],
    conversation: conversation?.id,
    draft,
    corrected,
  }
}

type Read = { name: string; args: string[]; types: string[] }

/** Every read RPC of the API, from the catalog. */
const reads = (s: Story) =>
  s.behind(
    (sql) => sql<Read[]>`
      select p.proname as name, coalesce(p.proargnames[1:p.pronargs], '{}') as args,
        array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as x (t, n) order by n) as types
      from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.provolatile <> 'v'
        and has_function_privilege('authenticated', p.oid, 'execute')
      order by 1`,
  )

story('no read of any staff member shows a whole telephone or ID number of an applicant', async (s) => {
  const world = await county(s)
  /** What to ask with: by the argument's name, else everything of its type that there is. */
  const named: Record<string, unknown[]> = {
    p_id: [...world.applications, ...world.things],
    p_application_id: world.applications,
    p_enterprise_id: [HEWEI],
    p_conversation_id: [world.conversation],
    p_code: ['ZZ01'],
    p_year: [2026],
    p_query: ['故事'],
    p_group: ['open', 'drafts', 'done'],
    p_category: [undefined],
    p_limit: [undefined],
    p_before: [undefined],
    p_before_id: [undefined],
    p_before_seq: [undefined],
    p_department: [undefined],
  }
  const typed: Record<string, unknown[]> = {
    uuid: [...world.applications, ...world.things],
    date: [DAY],
    integer: [5],
    bigint: [5],
    text: ['故事'],
    boolean: [true],
  }
  const answered = new Set<string>()
  for (const who of STAFF) {
    for (const { name, args, types } of await reads(s)) {
      let calls: Record<string, unknown>[] = [{}]
      args.forEach((arg, n) => {
        const values = named[arg] ?? typed[types[n] ?? ''] ?? [null]
        calls = calls.flatMap((call) => values.map((value) => ({ ...call, [arg]: value })))
      })
      for (const call of calls) {
        await s.as(who)
        await s.sql`savepoint one`
        try {
          const answer = JSON.stringify(await s.rpc(name, call)) ?? ''
          expect(answer.match(WHOLE)?.[0], `${who} ${name} ${JSON.stringify(call)}`).toBeUndefined()
          answered.add(name)
        } catch (error) {
          await s.sql`rollback to savepoint one`
          if (!/^BB\d{3}$/.test((error as { code?: string }).code ?? '')) throw error
        }
      }
    }
  }
  // What nobody was answered proves nothing: these are the reads in which people appear.
  const people = [
    'get_application',
    'get_document',
    'get_receipt',
    'list_applications',
    'staff_queue',
    'get_home',
  ]
  const talks = [
    'get_appointment',
    'my_slots',
    'my_schedule',
    'list_messages',
    'list_conversations',
    'get_appeal',
  ]
  for (const name of [...people, ...talks, 'list_appeals', 'list_members', 'get_me']) {
    expect(answered.has(name), name).toBe(true)
  }
  await s.as('wang')
  expect((await detail(s, world.corrected)).answers).toMatchObject({
    phone: '139****1111',
    manager_id: '3607**********5678',
  })
})

story('nor does any column of any table that they may select', async (s) => {
  await county(s)
  const tables = await s.behind(
    (sql) => sql<{ name: string; columns: string }[]>`
      select table_name as name, string_agg(quote_ident(column_name), ', ') as columns
      from information_schema.column_privileges
      where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'SELECT'
      group by 1`,
  )
  for (const who of STAFF) {
    await s.as(who)
    for (const { name, columns } of tables) {
      const rows = JSON.stringify(await s.sql.unsafe(`select ${columns} from public.${name}`))
      expect(rows.match(WHOLE)?.[0], `${who} ${name}`).toBeUndefined()
    }
  }
})

story('and what waits to leave the building carries none either', async (s) => {
  await county(s)
  for (const table of ['private.outbox', 'realtime.messages']) {
    const rows = await s.behind((sql) => sql.unsafe(`select payload from ${table}`))
    expect(rows.length, table).toBeGreaterThan(0)
    expect(JSON.stringify(rows).match(WHOLE)?.[0], table).toBeUndefined()
  }
})
