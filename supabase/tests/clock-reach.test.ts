import { describe, expect } from 'vitest'
import { stories } from './harness'

const { story } = stories()
const CLIENTS = ['anon', 'authenticated', 'service_role']

/** Functions that read the machine's clock and not private.now(), each with why that decides nothing about a limit. */
const OWN_TIME: Record<string, string> = {
  'private.folder_full': 'counts files by the moment that the storage server wrote on them, by its own clock',
  'private.cut_sign_in': 'marks rows of the auth server, which goes by its own clock',
  'private.forget_job_runs': 'forgets rows of pg_cron, which goes by its own clock',
  'private.forget_old_requests': 'housekeeping of stored answers; no person is told anything by it',
}

/** Functions that build SQL from text; none may be asked by a client. */
const DYNAMIC: Record<string, string> = {}

const MACHINE_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(current_date|current_time(stamp)?|localtime(stamp)?)\b/i

type Source = { name: string; source: string; granted: boolean }

/** private.now() word for word: what is asked by every policy may say it instead of calling it. */
const IN_ITS_WORDS = 'coalesce((select at from private.test_clock), now())'

describe('who can reach the clock', () => {
  story('no client role may set it, read it or write its table', async (s) => {
    for (const role of [...CLIENTS, 'authenticator']) {
      const [may] = await s.sql<{ execute: boolean; table: boolean; columns: boolean; member: boolean }[]>`
        select has_function_privilege(${role}, 'private.set_clock(timestamptz)', 'execute') as execute,
          has_table_privilege(${role}, 'private.test_clock',
            'select, insert, update, delete, truncate, references, trigger') as table,
          has_any_column_privilege(${role}, 'private.test_clock', 'select, insert, update, references') as columns,
          pg_has_role(${role}, (select relowner from pg_class where oid = 'private.test_clock'::regclass), 'member')
            as member`
      expect(may, role).toEqual({ execute: false, table: false, columns: false, member: false })
    }
    expect(
      await s.sql`select polname from pg_policy where polrelid = 'private.test_clock'::regclass`,
    ).toHaveLength(0)
  })

  story('whoever tries is refused, and the clock stands', async (s) => {
    for (const actor of ['anon', 'zhang', 'wang', 'admin', 'service']) {
      await s.as(actor)
      await s.expectError('42501', () => s.sql`select private.set_clock('2020-01-01')`)
      await s.expectError('42501', () => s.sql`insert into private.test_clock (at) values ('2020-01-01')`)
      await s.expectError('42501', () => s.sql`update private.test_clock set at = '2020-01-01'`)
      await s.expectError('42501', () => s.sql`delete from private.test_clock`)
      await s.expectError('42501', () => s.sql`truncate private.test_clock`)
      await s.expectError('42501', () => s.sql`alter function private.now() rename to other`)
      await s.expectError(
        '42501',
        () => s.sql`create function private.now(text) returns int language sql as 'select 1'`,
      )
    }
    await s.asOwner()
    expect(await s.sql`select to_char(private.now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at`).toEqual(
      [{ at: '2026-03-31 02:00' }],
    )
  })

  story('no function leads there: none but itself names set_clock or writes the table', async (s) => {
    const naming = (await sources(s)).filter(
      ({ name, source }) =>
        name === 'private.now' || /set_clock|test_clock/i.test(source.replaceAll(IN_ITS_WORDS, '')),
    )
    expect(naming.map(({ name }) => name).sort()).toEqual(['private.now', 'private.set_clock'])
    const now = naming.find(({ name }) => name === 'private.now')?.source
    expect(now).toContain(`return ${IN_ITS_WORDS};`)
    expect(now).not.toMatch(/insert|update|delete/i)
  })

  story('no function that a client may ask runs SQL made from text', async (s) => {
    const found = (await sources(s))
      .filter(
        ({ source, granted }) => granted && /\bexecute\s+(format|'|\w+\s*(\|\||;|using|into))/i.test(source),
      )
      .map(({ name }) => name)
    expect(found.filter((name) => !(name in DYNAMIC))).toEqual([])
  })

  story('no rule reads another clock', async (s) => {
    const reading = (await sources(s))
      .filter(({ source }) =>
        MACHINE_CLOCK.test(source.replaceAll('private.now()', '').replaceAll(IN_ITS_WORDS, '')),
      )
      .map(({ name }) => name)
    expect(reading.filter((name) => !(name in OWN_TIME))).toEqual([])
    expect(Object.keys(OWN_TIME).filter((name) => !reading.includes(name))).toEqual([])
  })

  story("the time zone of the session changes nothing: China's day is the day", async (s) => {
    const asked = () => s.sql`
      select private.limit_due('2026-03-31T16:30:00Z', 1, 'working_day')::timestamptz at time zone 'UTC' as days,
        private.limit_due('2026-03-31T09:00:00Z', 1, 'working_hour') at time zone 'UTC' as hours,
        private.today()::text as today`
    const before = await asked()
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Shanghai']) {
      await s.sql`select set_config('timezone', ${zone}, true)`
      expect(await asked(), zone).toEqual(before)
    }
  })
})

/** Every function of ours with its body, comments left out, and whether a client role may execute it. */
async function sources(s: Parameters<Parameters<typeof story>[1]>[0]): Promise<Source[]> {
  const rows = await s.sql<Source[]>`
    select n.nspname || '.' || p.proname as name,
      coalesce(p.prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '') as source,
      exists (select from unnest(${CLIENTS}::text[]) r where has_function_privilege(r, p.oid, 'execute')) as granted
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private')`
  return rows.map((row) => ({ ...row, source: row.source.replace(/--[^\n]*/g, '') }))
}
