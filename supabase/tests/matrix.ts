import type { Story } from './harness'
import { namesIn } from './proof-check'
import { STORIES } from './proof-families'
import { RPC_PROOFS } from './proofs'

/** Lines of docs/access-matrix.md, each from the catalogs, each with the stories that prove it. */
const ROLES = ['anon', 'authenticated', 'service_role'] as const
type Role = (typeof ROLES)[number]
/** How the book of proofs writes who called. */
const PREFIX: Record<Role, string> = { anon: 'anon:', authenticated: '', service_role: 'service:' }

const OURS = ['public', 'private']
const mark = (may: boolean) => (may ? '✓' : '–')
const line = (...cells: string[]) => `| ${cells.join(' | ')} |`
export const MISSING = '**no story**'

/** The first story in which that RPC was done (by that role), or refused. */
function proofOf(kind: 'done' | 'refused', name: string): string | undefined {
  for (const [file, titles] of Object.entries(RPC_PROOFS)) {
    for (const [title, proves] of Object.entries(titles)) {
      if (namesIn(proves[kind]).includes(name)) return `${file} › ${title}`
    }
  }
  return undefined
}

type TableRow = { name: string; anon: string; authenticated: string; service_role: string; policies: string }

/** Tables and views: verbs of each role, with the columns where only some are granted, and the read policies. */
async function tables(s: Story): Promise<string[]> {
  const rows = await s.sql<TableRow[]>`
    select n.nspname || '.' || c.relname as name, g.anon, g.authenticated, g.service_role,
      (select coalesce(string_agg(p.polname, '; ' order by p.polname), '–') from pg_policy p
        where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      select coalesce(string_agg(verb, ', ' order by verb) filter (where grantee = 'anon'::regrole), '–') as anon,
        coalesce(string_agg(verb, ', ' order by verb) filter (where grantee = 'authenticated'::regrole), '–') as authenticated,
        coalesce(string_agg(verb, ', ' order by verb) filter (where grantee = 'service_role'::regrole), '–') as service_role
      from (
        select grantee, lower(privilege_type) as verb from aclexplode(c.relacl)
        union
        select a.grantee, lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')'
        from pg_attribute t cross join lateral aclexplode(t.attacl) a
        where t.attrelid = c.oid group by a.grantee, a.privilege_type
      ) v) g
    where n.nspname = any (${OURS}) and c.relkind in ('r', 'p', 'v', 'm')
    order by n.nspname desc, c.relname collate "C"`
  return rows.map((row) => {
    const read = ROLES.some((role) => row[role] !== '–')
    const story = read ? (row.anon === '–' ? STORIES.rows : STORIES.publicRows) : STORIES.closedTables
    return line(row.name, ...ROLES.map((role) => row[role]), row.policies, story)
  })
}

type FunctionRow = { name: string; label: string; twin: boolean } & Record<Role, boolean>

const functions = (s: Story, schema: string) => s.sql<FunctionRow[]>`
  select p.proname as name, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as label,
    exists (select from pg_proc t where t.proname = p.proname and t.pronamespace = 'public'::regnamespace) as twin,
    has_function_privilege('anon', p.oid, 'execute') as anon,
    has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
    has_function_privilege('service_role', p.oid, 'execute') as service_role
  from pg_proc p where p.pronamespace = ${schema}::regnamespace
  order by p.proname collate "C", 2`

/** RPCs: done by each role that may, refused to a signed-in person who may not (or to who has no sign-in). */
async function rpcs(s: Story): Promise<string[]> {
  return (await functions(s, 'public')).map((row) => {
    const may = ROLES.filter((role) => row[role])
    const done = may.map((role) => proofOf('done', PREFIX[role] + row.name) ?? `${MISSING} (${role})`)
    // Open to everybody, so that there is nobody to refuse.
    const refused = row.anon
      ? 'nobody is refused'
      : row.authenticated
        ? (proofOf('refused', row.name) ?? MISSING)
        : STORIES.closedRpcs
    return line(row.label, ...ROLES.map((role) => mark(row[role])), [...new Set(done)].join('<br>'), refused)
  })
}

async function helpers(s: Story): Promise<string[]> {
  return (await functions(s, 'private')).map((row) => {
    const open = ROLES.some((role) => row[role])
    const story = !open ? STORIES.closedFunctions : row.twin ? `as public.${row.name}` : STORIES.neededHelpers
    return line(row.label, ...ROLES.map((role) => mark(row[role])), story)
  })
}

/** What may be done with an object of a bucket, from the policies on storage.objects that name the bucket. */
async function buckets(s: Story): Promise<string[]> {
  const rows = await s.sql<{ bucket: string; verb: string; roles: string[] }[]>`
    select b.id as bucket, v.verb, coalesce((select array_agg(distinct r) from pg_policies p, unnest(p.roles) r
        where p.schemaname = 'storage' and p.tablename = 'objects' and p.cmd in (v.cmd, 'ALL')
          and strpos(concat(p.qual, p.with_check), quote_literal(b.id)) > 0), '{}')::text[] as roles
    from storage.buckets b cross join (values (1, 'upload', 'INSERT'), (2, 'read, list, sign', 'SELECT'),
      (3, 'replace', 'UPDATE'), (4, 'delete', 'DELETE')) v (n, verb, cmd)
    order by b.id, v.n`
  return rows.map(({ bucket, verb, roles }) =>
    line(
      bucket,
      verb,
      mark(roles.includes('anon')),
      mark(roles.includes('authenticated')),
      // The secret key is above row-level security; Storage asks nothing else of it.
      '✓',
      verb === 'replace' || verb === 'delete' ? STORIES.keptFiles : STORIES.buckets(bucket),
    ),
  )
}

/** Kinds of private topics that the policies know, from the function that they ask. */
async function topics(s: Story): Promise<string[]> {
  const [asked] = await s.sql<{ source: string; send: string }[]>`
    select p.prosrc as source, (select string_agg(with_check, ' ') from pg_policies
      where schemaname = 'realtime' and tablename = 'messages' and cmd in ('INSERT', 'ALL')) as send
    from pg_proc p where p.oid = 'private.may_listen(text)'::regprocedure`
  const kinds = [...(asked?.source ?? '').matchAll(/when '(\w+)' then/g)].map(([, kind]) => kind as string)
  return kinds.flatMap((kind) => [
    line(`${kind}:<id>`, 'listen', '–', '✓', '✓', STORIES.topics(kind)),
    line(
      `${kind}:<id>`,
      'send',
      '–',
      mark(Boolean(asked?.send.includes(`${kind}:%`))),
      '✓',
      STORIES.topics(kind),
    ),
  ])
}

const head = (...names: string[]) => [line(...names), `|${'---|'.repeat(names.length)}`]

/** The whole page. */
export async function accessMatrix(s: Story): Promise<string> {
  return [
    '# Access matrix',
    '',
    'Who may do what, written from the catalogs by `npx vitest run --project stories supabase/tests/access.test.ts -u`. Each line names the story that proves it: `supabase/tests/proofs.ts` is the book of proofs, and a story that no longer does what the book says fails by itself. `✓` and verbs are grants; a policy or the function itself then asks for the person. `–` is proven for every line at once by `attacks-catalog.test.ts`, which really tries.',
    '',
    '## Tables',
    '',
    ...head('table', 'anon', 'authenticated', 'service_role', 'row-level policy', 'story'),
    ...(await tables(s)),
    '',
    '## RPCs',
    '',
    ...head('function of public', 'anon', 'authenticated', 'service_role', 'done', 'refused'),
    ...(await rpcs(s)),
    '',
    '## Files',
    '',
    ...head('bucket', 'verb', 'anon', 'authenticated', 'service_role', 'story'),
    ...(await buckets(s)),
    '',
    '## Realtime',
    '',
    ...head('topic', 'verb', 'anon', 'authenticated', 'service_role', 'story'),
    ...(await topics(s)),
    '',
    '## Functions that the API does not show',
    '',
    ...head('function of private', 'anon', 'authenticated', 'service_role', 'story'),
    ...(await helpers(s)),
    '',
  ].join('\n')
}
