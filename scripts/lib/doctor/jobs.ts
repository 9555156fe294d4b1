import { type Finding, findingsOf, some } from './finding'

export interface Job {
  name: string
  every_seconds: number
  edge_function: string | null
  only_when: string | null
  /** Whether pg_cron has it, active and with our command. The embedded scheduler has all of them. */
  scheduled: boolean
  last_run_at: string | null
  last_error: string | null
}

export interface JobFacts {
  now: string
  runner: 'pg_cron' | 'embedded scheduler' | 'nothing'
  jobs: Job[]
  /** Jobs of ours in pg_cron that this release does not know. */
  stale: string[]
  /** Answers of functions to jobs in the last hours that were no success; null without pg_net. */
  refused: { answers: number; newest: string } | null
  /** Null where the scheduler calls functions by itself (embedded). */
  vault: { names: string[]; project_url: string | null } | null
  apiUrl: string
}

const { needed, advised } = findingsOf('jobs')
const AGAIN = 'Run the do block of supabase/migrations/20261101001200_schedules.sql again.'

/** Everything that happens without anybody asking is scheduled, runs, and succeeds. */
export function checkJobs(facts: JobFacts): Finding[] {
  if (facts.runner === 'nothing') {
    return [
      needed(
        'Nothing runs the jobs: pg_cron is off, so no limit lapses, no message goes out, nothing is cleaned.',
        `Switch on pg_cron and pg_net (dashboard, Database, Extensions). ${AGAIN}`,
      ),
    ]
  }
  const missing = facts.jobs.filter((job) => !job.scheduled).map((job) => job.name)
  return [
    ...(missing.length > 0 ? [needed(`Jobs are not scheduled: ${some(missing)}.`, AGAIN)] : []),
    ...(facts.stale.length > 0
      ? [
          advised(
            `pg_cron still has jobs that this release does not know: ${some(facts.stale)}.`,
            `select cron.unschedule('<name>');`,
          ),
        ]
      : []),
    ...facts.jobs.filter((job) => job.scheduled).flatMap((job) => runsWell(job, new Date(facts.now))),
    ...checkVault(facts),
    ...(facts.refused && facts.refused.answers > 0
      ? [
          needed(
            `Functions refused ${facts.refused.answers} calls of jobs in the last hours, the newest with: ${facts.refused.newest}`,
            'A 401 means that schedule_secret in Vault is not the SCHEDULE_SECRET of the functions.',
          ),
        ]
      : []),
  ]
}

function runsWell(job: Job, now: Date): Finding[] {
  if (job.last_error) {
    return [needed(`The job ${job.name} failed last: ${job.last_error}`, 'See cron.job_run_details.')]
  }
  // Run only when something waits: never having run says nothing.
  if (job.only_when) return []
  if (!job.last_run_at) {
    return job.every_seconds >= 3600
      ? []
      : [needed(`The job ${job.name} has never run.`, 'Wait two minutes; then see cron.job_run_details.')]
  }
  const late = (now.getTime() - Date.parse(job.last_run_at)) / 1000
  return late > 2 * job.every_seconds + 600
    ? [
        needed(
          `The job ${job.name} should run every ${job.every_seconds} s and last ran at ${job.last_run_at}.`,
          'See cron.job_run_details, and whether Postgres was restarted without pg_cron.',
        ),
      ]
    : []
}

function checkVault({ vault, apiUrl }: JobFacts): Finding[] {
  if (!vault) return []
  const missing = ['project_url', 'schedule_secret'].filter((name) => !vault.names.includes(name))
  if (missing.length > 0) {
    return [
      needed(
        `Vault has no ${missing.join(' and no ')}: jobs cannot call functions.`,
        `select vault.create_secret('<value>', '<name>'); docs/deploy.md says which values.`,
      ),
    ]
  }
  return vault.project_url === apiUrl
    ? []
    : [
        advised(
          `Jobs call functions at ${vault.project_url}, the doctor looked at ${apiUrl}.`,
          'Right when that is the address inside the house; otherwise correct project_url in Vault, without a slash at its end.',
        ),
      ]
}
