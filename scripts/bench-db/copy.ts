import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'

export type Value = string | number | boolean | null
export type Row = Value[]

/** A table, its columns in order, and its rows. */
export interface Batch {
  table: string
  columns: string[]
  rows: Iterable<Row>
}

const CHUNK = 1 << 18
const SPECIAL = /[\\\n\r\t]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function field(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(SPECIAL, (sign) => ESCAPES[sign] as string)
  return String(value)
}

function* chunks(rows: Iterable<Row>, count: () => void): Generator<string> {
  let text = ''
  for (const row of rows) {
    count()
    for (let at = 0; at < row.length; at++) text += (at ? '\t' : '') + field(row[at] as Value)
    text += '\n'
    if (text.length > CHUNK) {
      yield text
      text = ''
    }
  }
  if (text) yield text
}

/** Streams rows into a table as they are made, never more in memory than a chunk; gives how many. */
export async function copyIn(sql: postgres.ISql, { table, columns, rows }: Batch): Promise<number> {
  let n = 0
  const copy = sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`)
  // Fault of the client: once the stream stands, a row that Postgres refuses is told to nobody and the stream
  // never ends. The query's own rejection is the one place where the error still passes by.
  const refused = new Promise<never>((_, reject) => {
    ;(copy as unknown as { reject: (error: Error) => void }).reject = reject
  })
  const sink = await Promise.race([copy.writable(), refused])
  const counted = chunks(rows, () => {
    n++
  })
  await Promise.race([pipeline(Readable.from(counted), sink), refused])
  return n
}
