/** From an empty folder to figures. */
import type postgres from 'postgres'
import { MOVES, READS, SCREENS } from './asked'
import { makeChain } from './chain'
import { type Cluster, DATABASE, makeCluster } from './cluster'
import { importItems } from './items'
import { loadStep } from './load'
import { measure, type Site } from './measure'
import { type Options, stepsOf } from './options'
import { findScans } from './plans'
import { draftsOf, subjectsOf } from './subjects'
import { measureSubmit } from './submit'
import type { Results } from './verdict'

/** Filings that are timed. */
const FILINGS = 100

/** Loads, measures, and leaves nothing behind unless asked to. */
export async function runBench(options: Options, say: (line: string) => void): Promise<Results> {
  const cluster = await makeCluster(options.folder)
  try {
    const sizes = stepsOf(options.scale)
    const items = await load(cluster, sizes, say)
    // What is measured waits for the disk as it does in production.
    await cluster.restart(true)
    const sites = sizes.map((size): Site => {
      const name = databaseOf(size, sizes)
      return {
        size,
        pool: cluster.connect(name),
        owners: cluster.connect(name),
        subjects: subjectsOf(items, size),
      }
    })
    const largest = sites[sites.length - 1] as Site
    say('\nmeasuring …')
    const results: Results = {
      sizes,
      // Short as they are, they need more samples for the same sharpness.
      reads: await measure(sites, READS, ['person', 'owner'], options.samples * 5),
      screens: await measure(sites, SCREENS, ['person'], options.samples),
      moves: await measure(sites, MOVES, ['person'], options.samples),
      scans: await findScans(
        (onnotice) => cluster.connect(DATABASE, undefined, onnotice),
        [...READS, ...SCREENS, ...MOVES],
        largest.subjects,
      ),
      submit: await measureSubmit(largest.pool, largest.owners, draftsOf(items, largest.size), FILINGS),
    }
    await Promise.all(sites.flatMap((site) => [site.pool.end(), site.owners.end()]))
    return results
  } finally {
    await cluster.stop(options.keep)
  }
}

const databaseOf = (size: number, sizes: number[]) =>
  size === sizes[sizes.length - 1] ? DATABASE : `${DATABASE}_${size}`

/** Grows the one database step by step and keeps a copy of it at each smaller size. */
async function load(cluster: Cluster, sizes: number[], say: (line: string) => void) {
  const began = Date.now()
  const first = cluster.connect(DATABASE)
  await makeChain(first)
  const items = await importItems(first)
  await first.end()
  let from = 0
  let rows = 0
  for (const size of sizes) {
    const sql = cluster.connect(DATABASE)
    say(`\nloading ${from} … ${size} enterprises`)
    const loaded = await loadStep(sql, items, from, size, say)
    rows += loaded.rows
    if (size === sizes[sizes.length - 1]) say(await describe(sql))
    await sql.end()
    if (size !== sizes[sizes.length - 1]) await copyDatabase(cluster, databaseOf(size, sizes))
    from = size
  }
  say(`${rows.toLocaleString('en')} rows in ${Math.round((Date.now() - began) / 1000)} s`)
  return items
}

async function copyDatabase(cluster: Cluster, name: string): Promise<void> {
  const admin = cluster.connect('postgres')
  await admin.unsafe(`create database ${name} template ${DATABASE} strategy file_copy`)
  await admin.end()
}

/** The largest tables with their indexes, and whether a sample of the chains of events is whole. */
async function describe(sql: postgres.Sql): Promise<string> {
  const tables = await sql<{ name: string; rows: number; heap: string; indexes: string }[]>`
    select c.oid::regclass::text as name, c.reltuples::bigint as rows,
      pg_size_pretty(pg_table_size(c.oid)) as heap, pg_size_pretty(pg_indexes_size(c.oid)) as indexes
    from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private', 'auth')
    order by pg_total_relation_size(c.oid) desc limit 12`
  const [broken] = await sql<{ chains: number; broken: number }[]>`
    select count(*)::int as chains, count(private.broken_event(s.id))::int as broken
    from (select id from public.applications order by id limit 500) s`
  if (broken?.broken) throw new Error(`${broken.broken} of ${broken.chains} chains of events are broken`)
  return [
    ...tables.map(
      (t) =>
        `  ${t.name.padEnd(34)} ${String(t.rows).padStart(9)} rows ${t.heap.padStart(9)} + ${t.indexes.padStart(8)}`,
    ),
    `  ${broken?.chains} chains of events looked at, all whole`,
  ].join('\n')
}
