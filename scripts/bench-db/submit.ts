/**
 * What filing costs beside the rows it leaves: submit_application as the person, and the very rows that it wrote,
 * taken out and inserted again by the owner with plain statements, one a table, keys and references checked as for
 * any insert and the product's own triggers off. Both in a transaction that is committed on a server that waits for
 * the disk; in turn, so that a busy machine slows both.
 */
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type postgres from 'postgres'
import { Caller } from './caller'
import type { Found } from './subjects'

export interface SubmitFigures {
  filings: number
  /** Rows that one filing leaves, and the tables they lie in. */
  rows: number
  tables: string[]
  submitsASecond: number
  insertsASecond: number
}

interface Written {
  table: string
  /** A plain insert of the rows as they stand. */
  insert: string
  remove: string
  rows: number
}

const SUBMIT =
  'select public.submit_application(p_application_id => $1, p_consent => true, p_request_id => $2)'

/**
 * Files the drafts two by two. Turning triggers off and on again makes connections forget their plans, so the
 * first of two only brings them back; the first pairs only warm up.
 */
export async function measureSubmit(
  person: postgres.Sql,
  owner: postgres.Sql,
  drafts: Iterable<Found>,
  filings: number,
): Promise<SubmitFigures> {
  const caller = await Caller.on(person)
  const plain = await owner.reserve()
  const warmUp = Math.ceil(filings / 5)
  const spent = { submit: 0, insert: 0 }
  let written: Written[] = []
  let n = -warmUp
  try {
    let plansKnown = false
    for (const draft of drafts) {
      if (!plansKnown) {
        await timeSubmit(caller, draft)
        plansKnown = true
        continue
      }
      plansKnown = false
      if (n++ >= filings) break
      const [from, submit] = await timeSubmit(caller, draft)
      written = await writtenSince(plain, from, draft.id)
      const insert = await timeInsert(plain, written)
      if (n <= 0) continue
      spent.submit += submit
      spent.insert += insert
    }
  } finally {
    caller.release()
    plain.release()
  }
  const counted = Math.min(n, filings)
  return {
    filings: counted,
    rows: written.reduce((sum, one) => sum + one.rows, 0),
    tables: written.map((one) => one.table),
    submitsASecond: (counted / spent.submit) * 1000,
    insertsASecond: (counted / spent.insert) * 1000,
  }
}

/** The first transaction id that the filing could have used, and the milliseconds until it was committed. */
async function timeSubmit(caller: Caller, draft: Found): Promise<[string, number]> {
  const [before] = await caller.sql<
    { xid: string }[]
  >`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`
  const args = [draft.id, randomUUID()]
  const start = performance.now()
  await caller.begin('person', draft.owner)
  await caller.sql.unsafe(SUBMIT, args, { prepare: true })
  await caller.sql.unsafe('commit')
  return [before?.xid ?? '0', performance.now() - start]
}

/** Rows that were written since, found by the application where the table knows it: nobody else is at work. */
async function writtenSince(sql: postgres.ISql, xid: string, application: string): Promise<Written[]> {
  const tables = await sql<{ table: string; key: string | null; columns: string }[]>`
    select c.oid::regclass::text as table,
      case when c.oid = 'public.applications'::regclass then 'id'
        when bool_or(a.attname = 'application_id') then 'application_id' end as key,
      string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private', 'realtime')
      and c.relname not in ('messages', 'enterprises', 'enterprise_members', 'people', 'conversations', 'read_marks')
      and a.attgenerated = ''
    group by c.oid
    -- What others refer to comes first.
    order by c.oid <> 'public.applications'::regclass, c.oid`
  const written: Written[] = []
  for (const { table, key, columns } of tables) {
    const where = `${key ? `${key} = '${application}' and ` : ''}xmin::text::bigint >= ${xid}`
    const literals = `(select string_agg(coalesce(quote_literal(v.value), 'null'), ', ' order by v.n)
      from jsonb_each_text(to_jsonb(t)) e right join unnest(string_to_array('${columns}', ', ')) with ordinality v0 (name, n)
        on quote_ident(e.key) = v0.name cross join lateral (select e.value, v0.n) v)`
    const [found] = await sql.unsafe<{ rows: number; values: string | null }[]>(
      `select count(*)::int as rows, string_agg('(' || ${literals} || ')', ', ') as values from ${table} t where ${where}`,
    )
    if (!found?.values) continue
    written.push({
      table,
      rows: found.rows,
      insert: `insert into ${table} (${columns}) overriding system value values ${found.values}`,
      remove: `delete from ${table} where ${where}`,
    })
  }
  return written
}

async function timeInsert(sql: postgres.ISql, written: Written[]): Promise<number> {
  await sql.unsafe('set session_replication_role = replica')
  for (const { remove } of written) await sql.unsafe(remove)
  await sql.unsafe('reset session_replication_role')
  // The product's triggers would write rows of their own; those of foreign keys are not "user" and stay.
  for (const { table } of written) await sql.unsafe(`alter table ${table} disable trigger user`)
  const start = performance.now()
  await sql.unsafe('begin')
  for (const { insert } of written) await sql.unsafe(insert)
  await sql.unsafe('commit')
  const spent = performance.now() - start
  for (const { table } of written) await sql.unsafe(`alter table ${table} enable trigger user`)
  return spent
}
