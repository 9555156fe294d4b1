/** Grows the data of a database to a number of enterprises. */
import type postgres from 'postgres'
import { applicationBatches } from './applications'
import { loadEvents } from './chain'
import { type Batch, copyIn } from './copy'
import type { BenchItem } from './items'
import { dropKeys, keysOf, makeKeys } from './keys'
import { peopleBatches } from './people'
import { trafficBatches } from './traffic'

export interface Loaded {
  seconds: number
  rows: number
}

/** Tables that grow with the county and whose keys are worth setting aside. */
const SET_ASIDE = [
  'public.people',
  'public.enterprises',
  'public.enterprise_members',
  'public.enterprise_officers',
  'public.conversations',
  'public.read_marks',
  'public.applications',
  'public.application_materials',
  'public.application_files',
  'public.application_events',
  'public.corrections',
  'public.correction_points',
  'public.results',
  'public.messages',
]

/**
 * Adds the enterprises from … to with all that belongs to them. Triggers rest meanwhile: what they would write
 * (a conversation for each enterprise, pokes for each message) is made by the generator or told to nobody.
 */
export async function loadStep(
  pool: postgres.Sql,
  items: BenchItem[],
  from: number,
  to: number,
  say: (line: string) => void,
): Promise<Loaded> {
  const began = Date.now()
  let rows = 0
  const sql = await pool.reserve()
  try {
    await sql.unsafe(`set session_replication_role = replica; set work_mem = '512MB';
      set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2; set synchronous_commit = off`)
    const keys = await keysOf(sql, SET_ASIDE)
    await dropKeys(sql, keys)
    const timed = async (what: string, work: () => Promise<number>) => {
      const start = Date.now()
      const n = await work()
      rows += n
      say(
        `  ${what.padEnd(34)} ${String(n).padStart(9)} rows ${((Date.now() - start) / 1000).toFixed(1).padStart(7)} s`,
      )
    }
    const copyAll = async (batches: Batch[]) => {
      for (const batch of batches) await timed(batch.table, () => copyIn(sql, batch))
    }
    await copyAll(peopleBatches(from, to))
    await copyAll(applicationBatches(items, from, to))
    await timed('public.application_events', () => loadEvents(sql, items, from, to))
    await copyAll(trafficBatches(from, to))
    await timed('keys, indexes, references', async () => {
      await makeKeys(sql, keys)
      return 0
    })
    await sql.unsafe('reset all')
  } finally {
    sql.release()
  }
  // Statistics and visibility as autovacuum leaves them.
  const start = Date.now()
  await pool.unsafe('vacuum (analyze)')
  say(
    `  ${'vacuum analyze'.padEnd(34)} ${''.padStart(14)} ${((Date.now() - start) / 1000).toFixed(1).padStart(7)} s`,
  )
  return { seconds: (Date.now() - began) / 1000, rows }
}
