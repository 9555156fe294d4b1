import { expect } from 'vitest'
import { type Story, stories } from './harness'

const { story } = stories()

/**
 * Who may do what, from the catalogs, kept beside the migrations: a grant or policy that changes shows up in
 * review. `npx vitest run supabase/tests/access.test.ts -u` writes it anew.
 */
story('the access matrix in the repository is what the database says', async (s) => {
  const text = [
    '# Access matrix',
    '',
    'Written by supabase/tests/access.test.ts from the catalogs: table × role × verb, and who may call what.',
    'Row-level policies stand in the last column; a table without one is reached by definer functions only.',
    '',
    '| table | anon | authenticated | select policy |',
    '|---|---|---|---|',
    ...(await tables(s)),
    '',
    '| function of public | anon | authenticated | service_role |',
    '|---|---|---|---|',
    ...(await functions(s)),
    '',
    '| policy on storage and realtime | verb | roles |',
    '|---|---|---|',
    ...(await foreignPolicies(s)),
    '',
  ].join('\n')
  await expect(text).toMatchFileSnapshot('../access-matrix.md')
})

async function tables(s: Story): Promise<string[]> {
  // A grant may be for the whole table or for some of its columns only.
  const rows = await s.sql<{ name: string; anon: string; authenticated: string; policies: string }[]>`
    select n.nspname || '.' || c.relname as name, g.anon, g.authenticated,
      (select coalesce(string_agg(p.polname, '; ' order by p.polname), '–') from pg_policy p
        where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      select coalesce(string_agg(verb, ', ' order by verb) filter (where grantee = 'anon'::regrole), '–') as anon,
        coalesce(string_agg(verb, ', ' order by verb) filter (where grantee = 'authenticated'::regrole), '–')
          as authenticated
      from (
        select grantee, lower(privilege_type) as verb from aclexplode(c.relacl)
        union
        select a.grantee, lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')'
        from pg_attribute t cross join lateral aclexplode(t.attacl) a
        where t.attrelid = c.oid group by a.grantee, a.privilege_type
      ) v) g
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v')
    order by n.nspname desc, c.relname collate "C"`
  return rows.map((row) => `| ${row.name} | ${row.anon} | ${row.authenticated} | ${row.policies} |`)
}

async function functions(s: Story): Promise<string[]> {
  const mark = (may: boolean) => (may ? '✓' : '–')
  const rows = await s.sql<{ name: string; anon: boolean; authenticated: boolean; service: boolean }[]>`
    select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
      has_function_privilege('anon', p.oid, 'execute') as anon,
      has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
      has_function_privilege('service_role', p.oid, 'execute') as service
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' order by p.proname collate "C"`
  return rows.map(
    (row) => `| ${row.name} | ${mark(row.anon)} | ${mark(row.authenticated)} | ${mark(row.service)} |`,
  )
}

async function foreignPolicies(s: Story): Promise<string[]> {
  const rows = await s.sql<{ name: string; verb: string; roles: string }[]>`
    select schemaname || '.' || tablename || ': ' || policyname as name, lower(cmd) as verb,
      array_to_string(roles, ', ') as roles
    from pg_policies where schemaname in ('storage', 'realtime') order by schemaname, tablename, policyname`
  return rows.map((row) => `| ${row.name} | ${row.verb} | ${row.roles} |`)
}
