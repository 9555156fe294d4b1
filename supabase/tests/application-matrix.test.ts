import { describe, expect } from 'vitest'
import {
  type Answers,
  BY_STAFF,
  ON_DRAFT,
  PEOPLE,
  type Person,
  type Prepared,
  ROWS,
} from './application-moves'
import { approved, attach, detail, ready, submit, upload } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

/** Gives the demo people the parts of the table; the two clerks have one role each. */
async function cast(s: Story): Promise<Record<Person, string>> {
  const ended = await s.newPerson('前会计')
  const other = await s.newPerson('外局局长')
  await s.behind(async (sql) => {
    await sql`insert into public.enterprise_members (enterprise_id, person_id, role, state, starts_on, ends_on) values
      (${HEWEI}, ${ended}, 'agent', 'active', '2026-01-01', '2026-03-30'),
      (${HEWEI}, ${s.id('sun')}, 'owner', 'pending', '2026-03-31', null)`
    await sql`insert into public.staff_roles (person_id, role) values
      (${s.id('zhou')}, 'window'), (${s.id('wu')}, 'reviewer')`
    await sql`insert into public.staff (person_id, department_code, display_name, title)
      values (${other}, 'scjg', '局长', '局长')`
    await sql`insert into public.staff_roles (person_id, role) values (${other}, 'head')`
  })
  return {
    owner: 'zhang',
    agent: 'chen',
    'ended agent': ended,
    pending: 'sun',
    'other enterprise': 'liu',
    officer: 'li',
    'other officer': 'zhao',
    window: 'zhou',
    reviewer: 'wu',
    'other reviewer': 'qian',
    head: 'he',
    'other head': other,
    anon: 'anon',
  }
}

/** The code that a person hears, `ok` when it is done; undone in either case. */
async function heard(s: Story, actor: string, run: () => Promise<unknown>): Promise<string> {
  await s.asOwner()
  await s.sql`savepoint attempt`
  await s.as(actor)
  let code = 'ok'
  try {
    await run()
  } catch (error) {
    code = (error as { code?: string }).code ?? String(error)
  }
  await s.sql`rollback to savepoint attempt`
  return code
}

describe('each move, asked by everybody', () => {
  for (const row of ROWS) {
    story(`${row.rpc} (${row.from.name || 'prepared'})`, async (s) => {
      const people = await cast(s)
      const id = await row.from(s)
      const prepared: Prepared = { id, version: 0 }
      if (row.rpc.endsWith('_task') && row.rpc !== 'create_task') {
        const task = await s.rpc<{ id: string }>('create_task', {
          p_application_id: id,
          p_department_code: 'scjg',
          p_title: '核查',
          p_request_id: s.request(),
        })
        prepared.task = task.id
      }
      await s.as('zhang')
      const now = await detail(s, id)
      prepared.version = now.row_version
      prepared.file = now.materials[0]?.files[0]?.id
      const reads = row.rpc.startsWith('get_') || row.rpc.startsWith('preview_')
      const answers: Record<string, string> = {}
      for (const person of PEOPLE) {
        answers[person] = await heard(s, people[person], () =>
          s.rpc(row.rpc, {
            ...row.args(prepared, s, people[person]),
            ...(reads ? {} : { p_request_id: s.request() }),
          }),
        )
      }
      expect(answers).toEqual(Object.fromEntries(PEOPLE.map((person) => [person, row.hears[person] ?? 'ok'])))
    })
  }

  story('attach_file and issue_result, each with an own upload', async (s) => {
    const people = await cast(s)
    const decided = await approved(s)
    // Second: a person has one open draft of an item, so the first would be the one that was filed.
    const draft = await ready(s)
    const { row_version } = await detail(s, decided)
    const heardBy = async (run: (actor: string) => Promise<unknown>) => {
      const answers: Record<string, string> = {}
      for (const person of PEOPLE) answers[person] = await heard(s, people[person], () => run(people[person]))
      return answers
    }
    const all = (hears: Answers) => Object.fromEntries(PEOPLE.map((p) => [p, hears[p] ?? 'ok']))
    const own = (actor: string) => (actor === 'anon' ? 'zhang' : actor)
    expect(
      await heardBy(async (actor) =>
        s.rpc('attach_file', {
          p_application_id: draft,
          p_material_key: 'layout',
          p_path: await upload(s, draft, { by: own(actor) }),
          p_name: 'x.jpg',
          p_request_id: s.request(),
        }),
      ),
    ).toEqual(all(ON_DRAFT))
    expect(
      await heardBy(async (actor) =>
        s.rpc('issue_result', {
          p_application_id: decided,
          p_path: await upload(s, decided, { by: own(actor), bucket: 'results' }),
          p_file_name: 'x.jpg',
          p_number: '1',
          p_name: '证',
          p_row_version: row_version,
          p_request_id: s.request(),
        }),
      ),
    ).toEqual(all({ ...BY_STAFF, window: 'ok' }))
  })

  story('a pending member on a draft of his own may prepare it, and not file it', async (s) => {
    await cast(s)
    await s.as('sun')
    const { id } = await s.rpc<{ id: string }>('start_application', {
      p_enterprise_id: HEWEI,
      p_item_code: 'ZZ01',
      p_situation_answers: { who: 'self' },
      p_request_id: s.request(),
    })
    await attach(s, id, 'layout', { by: 'sun' })
    await s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() })
    await s.expectError('BB016', () => submit(s, id))
    expect((await detail(s, id)).conversation_id).toBeNull()
    // Confirmed, he goes on where he was.
    await s.behind(
      (sql) => sql`update public.enterprise_members set state = 'active' where person_id = ${s.id('sun')}`,
    )
    expect((await s.expectError('BB007', () => submit(s, id))).detail.field).toBe('manager')
  })
})
