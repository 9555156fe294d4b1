import type { Sql } from 'postgres'
import { type Broadcast, isRecord } from './frames'

export interface ReplayedMessage {
  id: string
  broadcast: Broadcast
}

const MOST = 25

/** Reads `{since, limit}` of a join; null when `since` is not a number of milliseconds. */
export function parseReplay(value: unknown): { since: number; limit: number } | null {
  if (!isRecord(value) || !Number.isInteger(value.since)) return null
  const limit = value.limit ?? MOST
  if (!Number.isInteger(limit)) return null
  return { since: Number(value.since), limit: Math.max(1, Math.min(MOST, Number(limit))) }
}

/** The newest messages that the database sent to a private topic since then, oldest first. */
export async function readReplay(
  sql: Sql,
  topic: string,
  { since, limit }: { since: number; limit: number },
): Promise<ReplayedMessage[]> {
  const rows = await sql<{ id: string; event: string; body: string | null; bytes: string | null }[]>`
    select id::text as id, event, payload::text as body, encode(binary_payload, 'base64') as bytes
    from realtime.messages
    where topic = ${topic} and private is true and extension = 'broadcast' and event is not null
      and inserted_at >= to_timestamp(${since}::float8 / 1000)::timestamp
      and inserted_at < now()::timestamp + interval '1 minute'
    order by inserted_at desc
    limit ${limit}`
  return rows.reverse().map((row) => ({
    id: row.id,
    broadcast: {
      form: 'user',
      event: row.event,
      encoding: row.bytes === null ? 'json' : 'binary',
      payload: row.bytes === null ? Buffer.from(row.body ?? 'null') : Buffer.from(row.bytes, 'base64'),
      meta: { replayed: true, id: row.id },
    },
  }))
}
