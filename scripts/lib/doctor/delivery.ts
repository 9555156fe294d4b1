import { type Finding, findingsOf } from './finding'

export interface DeliveryFacts {
  now: string
  /** Rows of the outbox that should have gone out more than half an hour ago. */
  stuck: { kind: string; count: number; last_error: string | null }[]
  /** Given up in the last week. */
  dropped: number
  /** The last whole day on which something happened, and the newest anchor. */
  last_day: string | null
  newest_anchor: string | null
  /** When the newest back-up was finished, as the doctor was told. */
  backupAt: string | null
}

const { needed, advised } = findingsOf('delivery')

/** What must leave leaves, the history is anchored, and there is a copy of it. */
export function checkDelivery({
  now,
  stuck,
  dropped,
  last_day,
  newest_anchor,
  backupAt,
}: DeliveryFacts): Finding[] {
  const found = stuck.map(({ kind, count, last_error }) =>
    needed(
      `${count} rows of the kind ${kind} wait in the outbox${last_error ? `, the last error: ${last_error}` : ''}.`,
      'See the jobs notify and content_check, and the logs of these functions.',
    ),
  )
  if (dropped > 0) {
    found.push(
      advised(
        `${dropped} messages were given up in the last week.`,
        "select kind, last_error from private.outbox where state = 'dropped';",
      ),
    )
  }
  if (last_day && (!newest_anchor || newest_anchor < last_day)) {
    found.push(
      needed(`The history of ${last_day} has no anchor.`, 'See the job anchor_chains; then npm run audit.'),
    )
  }
  if (!backupAt) {
    found.push(
      advised(
        'Nobody told when the last back-up was made.',
        'npm run doctor -- --backup <ISO time, or the newest file of it>',
      ),
    )
  } else if (!(Date.parse(now) - Date.parse(backupAt) <= 26 * 3600 * 1000)) {
    found.push(needed(`The last back-up is of ${backupAt}.`, 'docs/backup.md'))
  }
  return found
}
