import { readFileSync } from 'node:fs'
import type postgres from 'postgres'
import { DEMO_PEOPLE } from '../../../supabase/local/demo/people'
import { DEMO_ENTERPRISES, DEMO_HALL } from '../../../supabase/local/demo/places'
import { runSupabaseCli } from '../../../supabase/local/hosted-like'
import { listMigrations } from '../../../supabase/local/migrate'
import type { DeliveryFacts } from './delivery'
import type { ItemFacts } from './items'
import type { MessageFacts } from './messages'
import type { PeopleFacts } from './people'
import type { SecurityFacts } from './security'
import type { StorageFacts } from './storage'

/** One row whose only column is the JSON asked for. */
async function json<T>(
  sql: postgres.Sql,
  query: string,
  values: postgres.SerializableParameter[] = [],
): Promise<T> {
  const [row] = await sql.unsafe<{ facts: T }[]>(`select (${query}) as facts`, values)
  return row?.facts as T
}

/** What stands in the migrations' table, and in the folder. */
export async function migrationFacts(sql: postgres.Sql, folder: string) {
  const [table] = await sql`select to_regclass('supabase_migrations.schema_migrations') as there`
  const rows = table?.there
    ? await sql<
        { version: string }[]
      >`select version from supabase_migrations.schema_migrations order by version`
    : null
  const applied = rows && rows.length > 0 ? rows.map(({ version }) => version) : null
  return { here: listMigrations(folder).map(({ version }) => version), applied }
}

export const settings = (sql: postgres.Sql) =>
  json<Record<string, unknown>>(sql, 'select jsonb_object_agg(key, value) from private.settings')

/** Tables, policies and the clock; what the linter says comes from the CLI, which takes some seconds. */
export async function securityFacts(
  sql: postgres.Sql,
  url: string,
  allowedFile: string,
): Promise<SecurityFacts> {
  const facts = await json<Omit<SecurityFacts, 'advisors'>>(
    sql,
    `select jsonb_build_object(
      'open_tables', (select coalesce(jsonb_agg(c.oid::regclass::text order by c.oid::regclass::text), '[]') from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relrowsecurity),
      'realtime', jsonb_build_object(
        'rls', coalesce((select relrowsecurity from pg_class where oid = to_regclass('realtime.messages')), false),
        'policies', (select coalesce(jsonb_agg(polname), '[]') from pg_policy where polrelid = to_regclass('realtime.messages'))),
      'clock_set', exists (select from private.test_clock))`,
  )
  return { ...facts, advisors: await unexplained(url, allowedFile) }
}

type Linted = { name: string; detail: string; metadata: { schema: string; name: string } }
type Allowed = { name: string; object: string }

/** What the linter finds beyond supabase/advisors-allowed.json; null when it cannot be run. */
async function unexplained(url: string, allowedFile: string): Promise<string[] | null> {
  const args = [
    'db',
    'advisors',
    `--remote=${url}`,
    '--level',
    'info',
    '--fail-on',
    'none',
    '--output-format',
    'json',
  ]
  const { code, stdout } = await runSupabaseCli(args)
  if (code !== 0 || !stdout.includes('{')) return null
  const { results } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { results: Linted[] }
  const allowed = JSON.parse(readFileSync(allowedFile, 'utf8')) as Allowed[]
  const explains = (entry: Allowed, { name, metadata }: Linted) =>
    entry.name === name &&
    ['*', `${metadata.schema}.*`, `${metadata.schema}.${metadata.name}`].includes(entry.object)
  return results
    .filter((one) => ['public', 'private'].includes(one.metadata?.schema))
    .filter((one) => !allowed.some((entry) => explains(entry, one)))
    .map(({ name, detail }) => `${name}: ${detail}`)
}

export const storageFacts = (sql: postgres.Sql) =>
  json<StorageFacts>(
    sql,
    `select jsonb_build_object(
      'buckets', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'public', coalesce(public, false),
        'file_size_limit', file_size_limit, 'types', cardinality(allowed_mime_types))), '[]') from storage.buckets),
      'font', exists (select from storage.objects where bucket_id = 'assets' and name like 'fonts/%'))`,
  )

export const peopleFacts = (sql: postgres.Sql) =>
  json<PeopleFacts>(
    sql,
    `select jsonb_build_object(
      'roles', (select coalesce(jsonb_object_agg(role, n), '{}') from (select r.role, count(*) n from public.staff_roles r
        join public.staff s on s.person_id = r.person_id and s.active group by r.role) x),
      'demo', jsonb_build_object(
        'people', (select count(*) from public.people where id = any ($1::uuid[])),
        'enterprises', (select count(*) from public.enterprises where id = any ($2::uuid[])),
        'openids', (select count(*) from private.wechat_identities where openid like 'demo\\_%'),
        'halls', (select count(*) from public.departments where address = $3)),
      'silent_departments', (select coalesce(jsonb_agg(d.code order by d.code), '[]') from public.departments d
        where d.phone is null and exists (select from public.items i where i.department_code = d.code and i.state = 'published')))`,
    [DEMO_PEOPLE.map(({ id }) => id), DEMO_ENTERPRISES.map(({ id }) => id), DEMO_HALL.address],
  )

export const itemFacts = (sql: postgres.Sql) =>
  json<Omit<ItemFacts, 'in_catalogue'>>(
    sql,
    `select jsonb_build_object('published', (select count(*) from public.items where state = 'published'),
      'codes', (select count(*) from public.item_codes))`,
  )

export const messageFacts = (sql: postgres.Sql) =>
  json<Pick<MessageFacts, 'templates' | 'sms_without_id'>>(
    sql,
    `select jsonb_build_object(
      'templates', (select jsonb_agg(jsonb_build_object('key', key, 'template_id', template_id,
        'fields', (select jsonb_agg(f ->> 'name') from jsonb_array_elements(fields) f)) order by key) from private.message_templates),
      'sms_without_id', (select coalesce(jsonb_agg(key order by key), '[]') from private.sms_templates where provider_id is null))`,
  )

export const calendarFacts = (sql: postgres.Sql) =>
  json<{ today: string; years: number[] }>(
    sql,
    `select jsonb_build_object('today', (now() at time zone 'Asia/Shanghai')::date,
      'years', (select coalesce(jsonb_agg(year), '[]') from public.calendar_years))`,
  )

export const deliveryFacts = (sql: postgres.Sql) =>
  json<Omit<DeliveryFacts, 'backupAt'>>(
    sql,
    `select jsonb_build_object('now', now(),
      'stuck', (select coalesce(jsonb_agg(x), '[]') from (select kind, count(*)::int, max(last_error) as last_error
        from private.outbox where state = 'waiting' and next_try_at < now() - interval '30 minutes' group by kind order by kind) x),
      'dropped', (select count(*) from private.outbox where state = 'dropped' and created_at > now() - interval '7 days'
        and attempts > 0),
      -- Anchors are written after midnight in China: the day that ended an hour ago must have one.
      'last_day', (select max((at at time zone 'Asia/Shanghai')::date) from public.application_events
        where (at at time zone 'Asia/Shanghai')::date < ((now() - interval '2 hours') at time zone 'Asia/Shanghai')::date),
      'newest_anchor', (select max(day) from private.chain_anchors))`,
  )
