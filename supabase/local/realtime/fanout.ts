import type { Sql } from 'postgres'
import { type Hub, roomOf } from './hub'

interface MessageRow {
  id: string
  topic: string
  event: string
  private: boolean
  body: string | null
  bytes: string | null
}

export interface Fanout {
  /** Resolves once the server hears the database; asks again when an earlier attempt failed. */
  ready(): Promise<void>
  stop(): Promise<void>
}

const STOP_LIMIT_MS = 1000

/**
 * Carries rows of realtime.messages to subscribers. Hosted follows the write-ahead log; here a trigger notifies
 * the id, and the row is read after commit, in the order of the notifications.
 */
export function startFanout(sql: Sql, hub: Hub, log: (line: string) => void): Fanout {
  const waiting: string[] = []
  let draining: Promise<void> | null = null
  let listening: Promise<{ unlisten(): Promise<void> }> | null = null
  let stopped = false

  async function drain(): Promise<void> {
    while (waiting.length > 0 && !stopped) {
      const ids = waiting.splice(0)
      try {
        const rows = new Map((await readMessages(sql, ids)).map((row) => [row.id, row]))
        for (const id of ids) publish(hub, rows.get(id))
      } catch (error) {
        log(`realtime: could not read ${ids.length} message(s): ${describe(error)}`)
      }
    }
  }

  function onNotify(id: string): void {
    waiting.push(id)
    draining ??= drain().finally(() => {
      draining = null
    })
  }

  async function ready(): Promise<void> {
    listening ??= sql.listen('realtime', onNotify)
    try {
      await listening
    } catch (error) {
      listening = null
      throw error
    }
  }

  async function stop(): Promise<void> {
    stopped = true
    // An open LISTEN has outlived its server before, hence the limit.
    const unlisten = listening?.then((listener) => listener.unlisten()).catch(() => undefined)
    await withLimit(Promise.all([unlisten, draining]), STOP_LIMIT_MS)
  }

  return { ready, stop }
}

async function readMessages(sql: Sql, ids: string[]): Promise<MessageRow[]> {
  return sql<MessageRow[]>`
    select id::text as id, topic, event, private, payload::text as body, encode(binary_payload, 'base64') as bytes
    from realtime.messages
    where id = any(${ids}::uuid[])`
}

function publish(hub: Hub, row: MessageRow | undefined): void {
  const raw = row?.bytes ?? row?.body
  if (!row || raw == null) return
  hub.broadcast(
    roomOf(row.topic, row.private),
    {
      form: 'user',
      event: row.event,
      encoding: row.bytes === null ? 'json' : 'binary',
      payload: Buffer.from(raw, row.bytes === null ? 'utf8' : 'base64'),
      meta: { id: row.id },
    },
    { messageId: row.id },
  )
}

/** What went wrong, in one line. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function withLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}
