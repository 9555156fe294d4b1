/**
 * Looks into every plan, those of the statements inside functions included, for a sequential scan of a large
 * table. auto_explain hands each plan over as a notice.
 */
import type postgres from 'postgres'
import type { Question } from './asked'
import { Caller } from './caller'
import type { Subject } from './subjects'

/** From this many pages of 8 kB on a table is large: reading it whole is never the right answer to one person. */
export const LARGE_PAGES = 100

/** Plans of one question after which more calls show no other. */
const MANY = 500

export interface Scan {
  question: string
  table: string
  statement: string
}

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Loops'?: number
  Plans?: PlanNode[]
}
interface Explained {
  'Query Text'?: string
  Plan: PlanNode
}

/** Names of tables of more than LARGE_PAGES pages. */
export async function largeTables(sql: postgres.ISql): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpages >= ${LARGE_PAGES} and n.nspname in ('public', 'private', 'auth', 'realtime')`
  return new Set(rows.map((row) => row.name))
}

function* scans(node: PlanNode): Generator<string> {
  if (node['Node Type'] === 'Seq Scan' && node['Relation Name'] && node['Actual Loops'] !== 0)
    yield node['Relation Name']
  for (const child of node.Plans ?? []) yield* scans(child)
}

/** Sequential scans of large tables in what the questions run; `connect` gives a pool that hands notices over. */
export async function findScans(
  connect: (onnotice: (notice: postgres.Notice) => void) => postgres.Sql,
  questions: Question[],
  subjects: Subject[],
): Promise<Scan[]> {
  const plans: Explained[] = []
  const pool = connect((notice) => {
    const [head, body] = splitOnce(notice.message ?? '', 'plan:\n')
    if (head.startsWith('duration:') && body) plans.push(JSON.parse(body) as Explained)
  })
  const found: Scan[] = []
  const caller = await Caller.on(pool)
  try {
    const large = await largeTables(caller.sql)
    await caller.sql.unsafe(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
      set auto_explain.log_analyze = on; set auto_explain.log_timing = off; set auto_explain.log_format = json;
      set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice`)
    for (const question of questions) {
      plans.length = 0
      // More than five times, so that plans for unknown arguments are seen as well. A list shows them at once.
      for (const subject of subjects.slice(0, 7)) {
        await caller.time(question, subject, 'person')
        if (plans.length > MANY) break
      }
      for (const plan of plans)
        for (const table of scans(plan.Plan))
          if (large.has(table))
            found.push({ question: question.name, table, statement: plan['Query Text']?.slice(0, 300) ?? '' })
    }
  } finally {
    caller.release()
    await pool.end()
  }
  return unique(found)
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)]
}

function unique(found: Scan[]): Scan[] {
  const seen = new Map(found.map((scan) => [`${scan.question} ${scan.table} ${scan.statement}`, scan]))
  return [...seen.values()]
}
