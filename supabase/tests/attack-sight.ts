import type { World } from './attack-world'
import { HEWEI, YAYUN } from './fixture'
import type { Story } from './harness'

/** Everybody, by what he is: two of 禾味, one of another enterprise, one of none, staff of each role. */
export const ACTORS = [
  'zhang',
  'chen',
  'liu',
  'sun',
  'li',
  'zhao',
  'wang',
  'qian',
  'he',
  'zhou',
  'wu',
  'admin',
]

export type Table = { name: string; columns: string }

/** Tables of public that a signed-in person may select from, with the columns that are granted. */
export const readableTables = (s: Story) => s.sql<Table[]>`
  select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    and has_column_privilege('authenticated', c.oid, a.attnum, 'select')
    and not has_column_privilege('anon', c.oid, a.attnum, 'select')
  group by c.relname order by 1`

/** The rows of a table that whoever acts now sees, as text; without those of the other enterprise of the county. */
export async function rowsOf(s: Story, { name, columns }: Table): Promise<string[]> {
  const found = await s.sql.unsafe<{ row: string }[]>(
    `select to_jsonb(t)::text as row from (select ${columns} from public.${name}) t`,
  )
  return found.map(({ row }) => row).filter((row) => !row.includes(YAYUN))
}

/** What everybody who signed in may read, and what is about a person himself: no part of anybody's business. */
const PLAIN = ['appeal_kinds', 'officer_stand_ins', 'people', 'slots', 'staff', 'staff_roles']

/** Everything of the enterprise 禾味 that a person reaches: tables, buckets, topics. His own membership is his. */
export async function sight(s: Story, actor: string, world: World): Promise<string[]> {
  const tables = (await readableTables(s)).filter(({ name }) => !PLAIN.includes(name))
  await s.as(actor)
  const seen: string[] = []
  for (const table of tables) {
    const rows = await rowsOf(s, table)
    const others =
      table.name === 'enterprise_members' ? rows.filter((row) => !row.includes(s.id(actor))) : rows
    if (others.length > 0) seen.push(table.name)
  }
  const buckets = await s.sql<
    { bucket_id: string }[]
  >`select distinct bucket_id from storage.objects order by 1`
  seen.push(...buckets.map(({ bucket_id }) => `bucket ${bucket_id}`))
  for (const topic of [`conversation:${world.conversation}`, `appointment:${world.appointment}`]) {
    const [answer] = await s.sql<{ may: boolean }[]>`select private.may_listen(${topic}) as may`
    if (answer?.may) seen.push(`topic ${topic.split(':')[0]}`)
  }
  const folders = {
    materials: `${HEWEI}/${world.draft}`,
    messages: world.conversation,
    appeals: HEWEI,
    verification: world.appointment,
    results: world.approved,
  }
  for (const [bucket, folder] of Object.entries(folders)) {
    const [answer] = await s.sql<
      { may: boolean }[]
    >`select private.may_upload(${bucket}, ${`${folder}/x.jpg`}) as may`
    if (answer?.may) seen.push(`upload ${bucket}`)
  }
  return seen
}
