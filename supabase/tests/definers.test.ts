import { expect } from 'vitest'
import { type Story, stories } from './harness'

/**
 * A definer function runs with the rights of the owner, above every policy: it must ask who calls before it looks
 * at anything. (That each has an empty search path stands in walls.test.ts.)
 */
const { story } = stories()

/** These refuse who may not, or answer nothing about nobody; asked first, the rest of the function is behind them. */
const AUTHORISES = ['require_user', 'require_role', 'is_service', 'seen_application', 'set_code_state', 'me']

/** May run before: they know the clock, a setting and the text they were given, and read nobody's row. */
const PURE = ['clean_text', 'fail', 'folder_id', 'need_text', 'now', 'optional_text', 'setting', 'today']

/** Helpers of policies answer about the caller alone; each is made of these. */
const ABOUT_ME = /auth\.uid\(\)|private\.(me|my_[a-z_]+|has_role)\(/
const HELPERS = [
  'has_role',
  'me',
  'my_appeal_ids',
  'my_bound_enterprise_ids',
  'my_conversation_ids',
  'my_department',
  'my_enterprise_ids',
  'my_helped_draft_ids',
  'my_hidden_content',
  'my_officer_enterprise_ids',
  'my_owned_enterprise_ids',
  'my_task_application_ids',
]

/** What asks nobody, and why that is right. */
const EXPLAINED: Record<string, string> = {
  cancel_account:
    'Looks at the caller’s own row first: who is gone already gets the answer of then, a retry of it.',
  check_document:
    'Anybody with a paper may ask whether it is genuine; nothing personal is answered, guesses count.',
  claim_outbox: 'Granted to service_role alone, in a schema that the API does not show.',
  get_item_guide: 'The guide needs no sign-in.',
  mark_failed: 'Granted to service_role alone, in a schema that the API does not show.',
  mark_sent: 'Granted to service_role alone, in a schema that the API does not show.',
  published_versions: 'Ids of what everybody may read; asked by the policies of the guide.',
  report_client_error: 'It may break before one signs in; nothing is answered, reports count.',
  resolve_code: 'A printed code is scanned before one signs in; guesses count.',
  search_items: 'Search needs no sign-in.',
}

type Definer = { name: string; source: string; clients: string[] }

/** Definer functions that a client role may execute, with their source without comments. */
async function reachable(s: Story): Promise<Definer[]> {
  const rows = await s.sql<Definer[]>`
    select p.proname as name, p.prosrc as source,
      array(select r from unnest(array['anon', 'authenticated', 'service_role']) r
            where has_function_privilege(r, p.oid, 'execute')) as clients
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.prosecdef order by 1`
  return rows
    .filter(({ clients }) => clients.length > 0)
    .map((row) => ({ ...row, source: row.source.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''") }))
}

/** What is wrong with a function's beginning, or nothing. */
export function fault(source: string): string | null {
  const asks = source.search(new RegExp(`private\\.(${AUTHORISES.join('|')})\\(`))
  if (asks < 0) return 'asks nobody'
  const before = source.slice(0, asks)
  const touched =
    /\b(?:from|join|into|update|table)\s+(?:only\s+)?(public|private|storage|auth|realtime)\.\w+/i.exec(
      before,
    )
  if (touched) return `looks at ${touched[0]} before it asks`
  const called = [...before.matchAll(/\b(?:private|public|storage|realtime)\.(\w+)\(/g)].map(
    ([, name]) => name as string,
  )
  const early = called.find((name) => !PURE.includes(name))
  return early ? `calls ${early} before it asks` : null
}

story('every definer function that a client may call asks first who it is', async (s) => {
  const all = await reachable(s)
  expect(all.length).toBeGreaterThan(90)
  const excused = [...Object.keys(EXPLAINED), ...HELPERS]
  const faults = all.flatMap(({ name, source }) => {
    const wrong = excused.includes(name) ? null : fault(source)
    return wrong ? [`${name} ${wrong}`] : []
  })
  expect(faults).toEqual([])
})

story(
  'helpers of policies ask about the caller, and nothing but them and what is explained is excused',
  async (s) => {
    const all = await reachable(s)
    const helpers = all.filter(({ name }) => HELPERS.includes(name))
    expect(helpers.map(({ name }) => name)).toEqual(HELPERS)
    expect(helpers.filter(({ source }) => !ABOUT_ME.test(source)).map(({ name }) => name)).toEqual([])
    // An excuse that is needed no longer, or that names nothing, goes.
    const needed = Object.keys(EXPLAINED).filter((name) =>
      all.some((each) => each.name === name && fault(each.source)),
    )
    expect(needed).toEqual(Object.keys(EXPLAINED))
    const outbox = all.filter(({ name }) => ['claim_outbox', 'mark_failed', 'mark_sent'].includes(name))
    expect(outbox.map(({ clients }) => clients.join())).toEqual([
      'service_role',
      'service_role',
      'service_role',
    ])
  },
)

story('a function that asks too late is told apart', async () => {
  expect(fault('begin perform private.require_user(); select * from public.appeals; end')).toBeNull()
  expect(fault('declare v uuid := private.require_user(); begin return null; end')).toBeNull()
  expect(fault('begin select * from public.appeals; perform private.require_user(); end')).toContain(
    'public.appeals',
  )
  expect(fault('begin perform private.replay(a); perform private.require_user(); end')).toContain('replay')
  expect(fault('begin update public.people set name = null; end')).toBe('asks nobody')
})
