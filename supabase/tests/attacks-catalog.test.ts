import { describe, expect } from 'vitest'
import { type Story, stories } from './harness'

/**
 * What nobody may do, tried on everything that the catalogs name: a table or function that is added tomorrow is
 * attacked tomorrow. The dashes of docs/access-matrix.md rest on this file.
 */
const { story } = stories()

const ROLES = ['anon', 'authenticated', 'service_role'] as const
type Role = (typeof ROLES)[number]
const ACTOR: Record<Role, string> = { anon: 'anon', authenticated: 'zhang', service_role: 'service' }
const OURS = ['public', 'private']

/**
 * What each statement was answered, as whoever acts now: a code, or `allowed`. Undone in any case, and all in one
 * journey to the database: there are thousands.
 */
async function answers(s: Story, statements: string[]): Promise<string[]> {
  await s.sql`select set_config('attack.statements', ${JSON.stringify(statements)}, true)`
  await s.sql.unsafe(`do $attack$
    declare
      v_statement text;
      v_codes text[] := '{}';
    begin
      for v_statement in select jsonb_array_elements_text(current_setting('attack.statements')::jsonb) loop
        begin
          execute v_statement;
          raise exception using errcode = 'AT000';
        exception when others then
          v_codes := v_codes || case sqlstate when 'AT000' then 'allowed' else sqlstate end;
        end;
      end loop;
      perform set_config('attack.codes', to_json(v_codes)::text, true);
    end $attack$`)
  const [row] = await s.sql<{ codes: string }[]>`select current_setting('attack.codes') as codes`
  return JSON.parse(row?.codes ?? '[]') as string[]
}

/** Statements that were not refused for want of a right, with what they were answered. */
async function notRefused(s: Story, statements: string[]): Promise<string[]> {
  const codes = await answers(s, statements)
  return statements.flatMap((statement, n) => (codes[n] === '42501' ? [] : [`${codes[n]}: ${statement}`]))
}

type Table = { name: string; schema: string; columns: string[] }

/** Tables and views of ours, with the columns that a role may not read. */
function tables(s: Story, role: Role): Promise<(Table & { hidden: string[]; read: boolean })[]> {
  return s.sql`
    select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema,
      array_agg(a.attname order by a.attnum) filter (where a.attidentity = '' and a.attgenerated = '') as columns,
      coalesce(array_agg(a.attname order by a.attnum)
        filter (where not has_column_privilege(${role}, c.oid, a.attnum, 'select')), '{}') as hidden,
      has_any_column_privilege(${role}, c.oid, 'select') as read
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = any (${OURS}) and c.relkind in ('r', 'p', 'v', 'm') group by n.nspname, c.oid, c.relname
    order by 1`
}

describe('tables', () => {
  for (const role of ROLES) {
    story(`${role} inserts, updates, deletes and truncates in no table`, async (s) => {
      const all = await tables(s, role)
      expect(all.length).toBeGreaterThan(40)
      await s.as(ACTOR[role])
      // Column by column: a right may be given for one of them alone.
      const statements = all.flatMap(({ name, columns }) => [
        `insert into ${name} default values`,
        ...columns.map((column) => `insert into ${name} (${column}) values (default)`),
        ...columns.map((column) => `update ${name} set ${column} = null`),
        `delete from ${name}`,
        `truncate ${name} cascade`,
      ])
      expect(statements.length).toBeGreaterThan(1000)
      expect(await notRefused(s, statements)).toEqual([])
    })

    story(`${role} reads no table that is not granted, and none of private`, async (s) => {
      const closed = (await tables(s, role)).filter((table) => !table.read || table.schema === 'private')
      expect(closed.length).toBeGreaterThan(5)
      await s.as(ACTOR[role])
      expect(
        await notRefused(
          s,
          closed.map(({ name }) => `select from ${name}`),
        ),
      ).toEqual([])
    })
  }

  story(
    'a column that is not granted is neither read, filtered nor sorted by, nor counted over',
    async (s) => {
      const some = (await tables(s, 'authenticated')).filter(({ read, hidden }) => read && hidden.length > 0)
      expect(some.map(({ name }) => name)).toContain('public.applications')
      await s.as('zhang')
      const statements = some.flatMap(({ name, hidden }) => [
        `select * from ${name}`,
        ...hidden.flatMap((column) => [
          `select ${column} from ${name}`,
          `select from ${name} where ${column} is null`,
          `select from ${name} where ${column}::text ~ 'a'`,
          `select from ${name} order by ${column}`,
          `select count(${column}) from ${name}`,
          `select max(${column}::text) from ${name}`,
          `select to_jsonb(t) from ${name} t`,
        ]),
      ])
      expect(await notRefused(s, statements)).toEqual([])
    },
  )

  story('no role makes a thing of its own, or turns a sequence', async (s) => {
    const sequences = await s.sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = any (${OURS}) and c.relkind = 'S'`
    for (const role of ROLES) {
      await s.as(ACTOR[role])
      expect([
        role,
        await notRefused(s, [
          'create table public.mine ()',
          'create table private.mine ()',
          'create function public.mine() returns int language sql as $$ select 1 $$',
          'create policy mine on public.applications for select using (true)',
          'alter table public.applications disable row level security',
          'grant select on private.outbox to anon',
          'create trigger mine before insert on public.messages execute function private.keep_events()',
          ...sequences.map(({ name }) => `select nextval('${name}')`),
        ]),
      ]).toEqual([role, []])
    }
  })
})

/** A call of a function with nothing in its arguments. */
function calls(
  s: Story,
  role: Role,
  schema: string,
  granted: boolean,
): Promise<{ name: string; call: string }[]> {
  return s.sql`
    select p.oid::regprocedure::text as name, format('select %I.%I(%s)', n.nspname, p.proname, coalesce((
        select string_agg(case when p.provariadic <> 0 and x.n = p.pronargs then 'variadic ' else '' end
          || 'null::' || format_type(x.t, null), ', ' order by x.n)
        from unnest(p.proargtypes::oid[]) with ordinality x (t, n)), '')) as call
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema} and has_function_privilege(${role}, p.oid, 'execute') = ${granted} order by 1`
}

describe('functions', () => {
  for (const role of ROLES) {
    story(`${role} executes no RPC that is not granted`, async (s) => {
      const closed = await calls(s, role, 'public', false)
      await s.as(ACTOR[role])
      expect(closed.length).toBeGreaterThan(0)
      expect(
        await notRefused(
          s,
          closed.map(({ call }) => call),
        ),
      ).toEqual([])
    })

    story(`${role} executes no function of private that is not granted`, async (s) => {
      const closed = await calls(s, role, 'private', false)
      expect(closed.map(({ name }) => name)).toContain('private.set_clock(timestamp with time zone)')
      await s.as(ACTOR[role])
      expect(
        await notRefused(
          s,
          closed.map(({ call }) => call),
        ),
      ).toEqual([])
    })
  }

  /** The sender of the outbox comes by a connection of its own, not through the API. */
  const SENDER = ['claim_outbox', 'mark_failed', 'mark_sent']

  story(
    'a function of private is granted only where an RPC, a policy or another granted one names it',
    async (s) => {
      const granted = await s.sql<{ name: string; used: boolean }[]>`
      with granted as (
        select p.oid, p.proname, p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = 'private'::regnamespace
          and exists (select from unnest(array['anon', 'authenticated', 'service_role']) r
                      where has_function_privilege(r, p.oid, 'execute')))
      select g.name, exists (select from pg_proc i where not i.prosecdef and i.oid <> g.oid
            and i.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
            and exists (select from unnest(array['anon', 'authenticated', 'service_role']) r
                        where has_function_privilege(r, i.oid, 'execute'))
            and i.prosrc ~ ('private\\.' || g.proname || '\\('))
        or exists (select from pg_policy y
            where concat(pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid))
              ~ ('private\\.' || g.proname || '\\(')) as used
      from granted g`
      const unused = granted
        .filter(({ used }) => !used)
        .map(({ name }) => name.replace(/^private\.|\(.*/g, ''))
      expect(unused.sort()).toEqual(SENDER)
    },
  )
})
