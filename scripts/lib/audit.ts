import type postgres from 'postgres'
import { ANCHORS, APPEAL_CHAINS, APPEAL_REPLIES, APPEAL_STATES } from './audit-appeals'
import {
  APPLICATION_CHAINS,
  APPLICATION_STATES,
  DOCUMENTS,
  FILES,
  NUMBERS,
  SEALS,
} from './audit-applications'

/** One thing that does not hold: whose it is, at which event, and what differs. */
export type Fault = { what: string; seq: number | null; differs: string }

export type Audit = {
  /** How many of each were looked at. */
  counts: Record<string, number>
  faults: Fault[]
  /** The newest anchor: what a copy kept elsewhere must say too. */
  anchor: { day: string; digest: string } | null
}

/** A digest that somebody kept outside the database: `2026-03-31=9f…`. */
export type KeptAnchor = { day: string; digest: string }

const CHECKS = [
  APPLICATION_CHAINS,
  APPLICATION_STATES,
  APPEAL_CHAINS,
  APPEAL_STATES,
  APPEAL_REPLIES,
  NUMBERS,
  DOCUMENTS,
  FILES,
  SEALS,
  ANCHORS,
]

const COUNTS = `
  select (select count(*) from public.applications)::int as applications,
    (select count(*) from public.application_events)::int as application_events,
    (select count(*) from public.appeals)::int as appeals,
    (select count(*) from private.appeal_events)::int as appeal_events,
    (select count(*) from public.documents)::int as documents,
    (select count(*) from public.application_files)::int as files,
    (select count(*) from private.chain_anchors)::int as anchors`

/** The audit in a snapshot of its own, which changes nothing. */
export function audit(sql: postgres.Sql, kept: KeptAnchor[] = []): Promise<Audit> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local statement_timeout = 0`
    await tx`set local work_mem = '128MB'`
    return inspect(tx, kept)
  })
}

/**
 * Reads every chain from its first event and holds the tables against it, within a transaction. All digests are
 * computed here by functions of Postgres itself: the ones in the database belong to whoever owns it.
 */
export async function inspect(
  tx: postgres.TransactionSql | postgres.ReservedSql,
  kept: KeptAnchor[] = [],
): Promise<Audit> {
  await tx`set local search_path = ''`
  const [counts] = await tx.unsafe<Record<string, number>[]>(COUNTS)
  const faults: Fault[] = []
  for (const check of CHECKS) faults.push(...(await tx.unsafe<Fault[]>(check)))
  const anchors = await tx<KeptAnchor[]>`
    select day::text, encode(digest, 'hex') as digest from private.chain_anchors order by day desc`
  for (const { day, digest } of kept) {
    const found = anchors.find((anchor) => anchor.day === day)
    if (found?.digest === digest) continue
    const differs = found
      ? `the digest kept outside is ${digest}, here it is ${found.digest}`
      : 'has no anchor here, but a digest of it is kept outside'
    faults.push({ what: `history of ${day}`, seq: null, differs })
  }
  return { counts: counts ?? {}, faults, anchor: anchors[0] ?? null }
}
