import type postgres from 'postgres'
import type { Job, JobFacts } from './jobs'

/** Jobs from pg_cron where it is, else from the table that the embedded scheduler writes. */
export async function jobFacts(sql: postgres.Sql, apiUrl: string): Promise<JobFacts> {
  const [there] = await sql<{ cron: boolean; vault: boolean; net: boolean; now: Date }[]>`
    select exists (select from pg_extension where extname = 'pg_cron') as cron,
      to_regclass('vault.decrypted_secrets') is not null as vault,
      to_regclass('net._http_response') is not null as net, now() as now`
  const cron = there?.cron ?? false
  const jobs = cron ? await fromCron(sql) : await fromTable(sql)
  const embedded = !cron && jobs.some((job) => job.last_run_at)
  return {
    now: (there?.now ?? new Date()).toISOString(),
    runner: cron ? 'pg_cron' : embedded ? 'embedded scheduler' : 'nothing',
    jobs,
    stale: cron ? await stale(sql) : [],
    refused: there?.net ? await refused(sql) : null,
    vault: cron ? await vault(sql, there?.vault ?? false) : null,
    apiUrl,
  }
}

const fromTable = (sql: postgres.Sql) => sql<Job[]>`
  select name, every_seconds, edge_function, only_when, true as scheduled, last_error,
    to_jsonb(last_run_at) #>> '{}' as last_run_at
  from private.schedules order by name`

const fromCron = (sql: postgres.Sql) => sql<Job[]>`
  select s.name, s.every_seconds, s.edge_function, s.only_when,
    coalesce(j.active and j.command = s.command, false) as scheduled,
    to_jsonb(r.start_time) #>> '{}' as last_run_at,
    case when r.status = 'failed' then coalesce(r.return_message, 'failed') end as last_error
  from private.schedules s
  left join cron.job j on j.jobname = 'bangban_' || s.name
  left join lateral (select d.start_time, d.status, d.return_message from cron.job_run_details d
    where d.jobid = j.jobid order by d.runid desc limit 1) r on true
  order by s.name`

async function stale(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ jobname: string }[]>`
    select jobname from cron.job where jobname like 'bangban\\_%'
      and substr(jobname, 9) not in (select name from private.schedules) order by jobname`
  return rows.map(({ jobname }) => jobname)
}

async function refused(sql: postgres.Sql): Promise<JobFacts['refused']> {
  const [row] = await sql<{ answers: number; newest: string | null }[]>`
    select count(*)::int as answers,
      (array_agg(coalesce(status_code::text, '') || ' ' || coalesce(error_msg, left(content, 200), '') order by created desc))[1] as newest
    from net._http_response
    where created > now() - interval '6 hours' and (status_code >= 400 or error_msg is not null)`
  return { answers: row?.answers ?? 0, newest: row?.newest ?? '' }
}

async function vault(sql: postgres.Sql, there: boolean): Promise<JobFacts['vault']> {
  if (!there) return { names: [], project_url: null }
  const rows = await sql<{ name: string; url: string | null }[]>`
    select name, case when name = 'project_url' then decrypted_secret end as url from vault.decrypted_secrets
    where name in ('project_url', 'schedule_secret')`
  return { names: rows.map(({ name }) => name), project_url: rows.find(({ url }) => url)?.url ?? null }
}
