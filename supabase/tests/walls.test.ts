import { expect } from 'vitest'
import { stories } from './harness'

const { story } = stories()

/** Everything that somebody without a sign-in may call: what the county shows on its notice board, and "it broke". */
const ANON_RPCS = [
  'check_document',
  'get_home',
  'get_item_guide',
  'report_client_error',
  'resolve_code',
  'search_items',
]
/** And read. */
const ANON_TABLES = [
  'calendar_days',
  'calendar_years',
  'departments',
  'hall_hours',
  'item_check_points',
  'item_materials',
  'item_situations',
  'item_versions',
  'items',
]

story('row-level security is on for every table, and each has a policy or says why not', async (s) => {
  const bare = await s.sql`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
      and (not c.relrowsecurity
        or (not exists (select from pg_policy p where p.polrelid = c.oid)
            and obj_description(c.oid, 'pg_class') is null))`
  expect(bare).toEqual([])
})

story('no client may write a table: every change is an RPC', async (s) => {
  const writable = await s.sql`
    select table_schema || '.' || table_name as name, grantee, privilege_type
    from information_schema.role_table_grants
    where table_schema in ('public', 'private') and grantee in ('anon', 'authenticated', 'PUBLIC')
      and privilege_type <> 'SELECT'`
  expect(writable).toEqual([])
  const hidden = await s.sql`
    select table_name from information_schema.role_table_grants
    where table_schema = 'private' and grantee in ('anon', 'authenticated', 'service_role', 'PUBLIC')`
  expect(hidden).toEqual([])
})

story('definer functions live in private only, with an empty search path', async (s) => {
  const wrong = await s.sql`
    select p.oid::regprocedure::text as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('public', 'private')
      and (n.nspname = 'public' or not coalesce('search_path=""' = any (p.proconfig), false))`
  expect(wrong).toEqual([])
})

story('every function of ours pins its search path and, when public, says what it answers', async (s) => {
  const wrong = await s.sql`
    select p.oid::regprocedure::text as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private')
      and (not coalesce('search_path=""' = any (p.proconfig), false)
        or (n.nspname = 'public' and obj_description(p.oid, 'pg_proc') is null))`
  expect(wrong).toEqual([])
})

story('nobody calls a function by being PUBLIC', async (s) => {
  const open = await s.sql`
    select p.oid::regprocedure::text as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where n.nspname in ('public', 'private') and a.grantee = 0`
  expect(open).toEqual([])
})

story('without a sign-in nothing but the notice board answers', async (s) => {
  const rpcs = await s.sql`
    select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and has_function_privilege('anon', p.oid, 'execute') order by 1`
  expect(rpcs.map((row) => row.name)).toEqual(ANON_RPCS)
  const tables = await s.sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v')
      and has_table_privilege('anon', c.oid, 'select') order by 1`
  expect(tables.map((row) => row.name)).toEqual(ANON_TABLES)
})

story('every foreign key leads an index, so that no delete or join walks a whole table', async (s) => {
  const bare = await s.sql`
    select c.conrelid::regclass::text as table, c.conname
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname in ('public', 'private')
      and not exists (
        select from pg_index i where i.indrelid = c.conrelid
          and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey)`
  expect(bare).toEqual([])
})

story("the clock, the history and the outbox are out of every client's reach", async (s) => {
  for (const role of ['anon', 'authenticated', 'service_role']) {
    const [may] = await s.sql`
      select has_function_privilege(${role}, 'private.set_clock(timestamptz)', 'execute') as clock,
        has_function_privilege(${role}, 'private.put_outbox(text, uuid, jsonb, text)', 'execute') as outbox,
        has_function_privilege(${role}, 'private.remember(uuid, jsonb)', 'execute') as answers`
    expect(may).toEqual({ clock: false, outbox: false, answers: false })
  }
})
