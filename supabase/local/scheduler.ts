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
/** An Edge Function that has not answered by then is taken for dead, and called again. */
const CALL_SECONDS = 600

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * One job in its own transaction, so that a failing one harms no other. Its row is locked: a second scheduler on
 * the same database passes it over, and sees the new time afterwards. All of it is one message to Postgres: killed
 * in the middle, job and time are undone together, the next tick finds it due, and nothing here has to be tidied up
 * on a connection that is gone.
 */
async function runOne(
  sql: postgres.Sql,
  name: string,
  force: boolean,
  log: (line: string) => void,
  callFunction: CallFunction,
): Promise<boolean> {
  // As JSON: a schema without functions has no such column.
  const [job] = await sql<{ edge_function: string | null; only_when: string | null }[]>`
    select to_jsonb(schedules) ->> 'edge_function' as edge_function, to_jsonb(schedules) ->> 'only_when' as only_when
    from private.schedules where name = ${name}`
  // Where pg_cron runs, the command holds the same condition: no function is woken for nothing.
  if (job?.only_when && !(await sql.unsafe(`select (${job.only_when}) as yes`))[0]?.yes) return false
  if (job?.edge_function) return call(sql, name, job.edge_function, force, log, callFunction)
  const results = await sql
    .unsafe(`
      do $run$
      declare
        v_command text;
      begin
        perform set_config('job.outcome', '', true);
        select command into v_command from private.schedules
        where name = ${literal(name)} and (${force} or last_run_at is null
          or last_run_at + make_interval(secs => every_seconds) <= clock_timestamp())
        for update skip locked;
        if not found then return; end if;
        update private.schedules set last_run_at = clock_timestamp(), last_error = null where name = ${literal(name)};
        begin
          set local role ${MIGRATION_ROLE};
          execute v_command;
          reset role;
          perform set_config('job.outcome', 'done', true);
        exception when others then
          update private.schedules set last_error = sqlerrm,
            last_run_at = clock_timestamp() - make_interval(secs => greatest(every_seconds - ${RETRY_SECONDS}, 0))
          where name = ${literal(name)};
          perform set_config('job.outcome', 'failed: ' || sqlerrm, true);
        end;
      end $run$;
      select current_setting('job.outcome') as outcome`)
    .simple()
  const outcome = (results as unknown as { outcome: string }[][]).at(-1)?.[0]?.outcome ?? ''
  if (outcome.startsWith('failed')) log(`scheduler: ${name} ${outcome}`)
  return outcome === 'done'
}

/** A job that is an Edge Function: leased and not locked, since no transaction should wait for an answer from there. */
async function call(
  sql: postgres.Sql,
  name: string,
  edgeFunction: string,
  force: boolean,
  log: (line: string) => void,
  callFunction: CallFunction,
): Promise<boolean> {
  const [leased] = await sql`
    update private.schedules set busy_until = clock_timestamp() + make_interval(secs => ${CALL_SECONDS})
    where name = ${name} and (${force} or ${dueNow(sql)}) and (busy_until is null or busy_until < clock_timestamp())
    returning name`
  if (!leased) return false
  const error = await callFunction(edgeFunction).then(
    () => null,
    (reason: Error) => reason.message,
  )
  if (error !== null) log(`scheduler: ${name} failed: ${error}`)
  const early = sql`greatest(every_seconds - ${RETRY_SECONDS}, 0)`
  await sql`
    update private.schedules set busy_until = null, last_error = ${error},
      last_run_at = clock_timestamp() - make_interval(secs => ${error === null ? sql`0` : early})
    where name = ${name}`
  return error === null
}
