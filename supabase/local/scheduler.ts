import type postgres from 'postgres'
import { MIGRATION_ROLE } from './defaults'

export interface Scheduler {
  /** Runs what is due now; `force` runs every job. Returns the names that ran. */
  tick(options?: { force?: boolean }): Promise<string[]>
  stop(): Promise<void>
}

/** Starts a scheduled Edge Function and waits for its answer; what hosted does through pg_net. */
export type CallFunction = (name: string) => Promise<void>

const INTERVAL_MS = 1000

/**
 * Stands in for pg_cron, which the embedded Postgres does not have: runs the commands of the table
 * private.schedules, the same SQL as the role that owns the jobs on hosted.
 */
export function startScheduler(
  sql: postgres.Sql,
  log: (line: string) => void,
  callFunction: CallFunction = async () => {},
  /** null: only when tick() is called. */
  everyMs: number | null = INTERVAL_MS,
): Scheduler {
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()

  const tick = async ({ force = false } = {}): Promise<string[]> => {
    const [table] = await sql`select to_regclass('private.schedules') as present`
    if (!table?.present) return []
    const due = await sql<{ name: string }[]>`
      select name from private.schedules where ${force} or ${dueNow(sql)} order by name`
    const ran: string[] = []
    for (const { name } of due) {
      // A job that takes its connection with it must not keep the next ones from their turn.
      const done = await runOne(sql, name, force, log, callFunction).catch((error: Error) => {
        log(`scheduler: ${name} was cut off: ${error.message}`)
        return false
      })
      if (done) ran.push(name)
    }
    return ran
  }

  const onTime = () => {
    if (stopped) return
    running = running.then(() => tick()).catch((error: Error) => log(`scheduler: ${error.message}`))
  }
  const timer = everyMs === null ? undefined : setInterval(onTime, everyMs).unref()

  return {
    tick,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

const dueNow = (sql: postgres.Sql) =>
  sql`(last_run_at is null or last_run_at + make_interval(secs => every_seconds) <= clock_timestamp())`

/** A job that failed is not left until its next turn, which for a daily one would be tomorrow. */
const RETRY_SECONDS = 60
/** Jobs run one after the other: one that hangs is ended, so that the others come to their turn. */
const LONGEST_JOB = '5min'

/**
 * One job in its own transaction, so that a failing one harms no other. Its row is locked: a second
 * scheduler on the same database passes it over, and sees the new time afterwards. Killed in the middle, job and
 * time are undone together, and the next tick finds it due.
 */
async function runOne(
  sql: postgres.Sql,
  name: string,
  force: boolean,
  log: (line: string) => void,
  callFunction: CallFunction,
): Promise<boolean> {
  return sql.begin(async (transaction) => {
    // As JSON: a schema without functions has no such column.
    const [job] = await transaction<{ command: string; edge_function: string | null }[]>`
      select command, to_jsonb(schedules) ->> 'edge_function' as edge_function from private.schedules
      where name = ${name} and (${force} or ${dueNow(sql)})
      for update skip locked`
    if (!job) return false
    await transaction`
      update private.schedules set last_run_at = clock_timestamp(), last_error = null where name = ${name}`
    try {
      if (job.edge_function) await callFunction(job.edge_function)
      else {
        await transaction.savepoint(async (inner) => {
          await inner.unsafe(`set local statement_timeout = '${LONGEST_JOB}'`)
          await inner.unsafe(`set local role ${MIGRATION_ROLE}`)
          await inner.unsafe(job.command).simple()
          await inner.unsafe('reset role')
        })
      }
      return true
    } catch (error) {
      const { message } = error as Error
      log(`scheduler: ${name} failed: ${message}`)
      await transaction`
        update private.schedules set last_error = ${message},
          last_run_at = clock_timestamp() - make_interval(secs => greatest(every_seconds - ${RETRY_SECONDS}, 0))
        where name = ${name}`
      return false
    }
  })
}
