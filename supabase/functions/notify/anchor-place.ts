import type { Senders } from './senders.ts'

const LIMIT_MS = 10_000

/**
 * Where the anchor of a day is kept outside: an address of somebody else (an archive, another office) that takes a
 * POST of {day, heads, digest} and answers 2xx. A copy out of our reach is what makes a history that was rewritten
 * whole show. The same anchor may come twice, under the same idempotency-key. Null where no address is set: the
 * anchors stay in private.chain_anchors alone.
 */
export function anchorPlace(address: string | undefined, fetcher: typeof fetch = fetch): Senders['post'] {
  if (!address) return null
  return async ({ payload, key }) => {
    try {
      const answer = await fetcher(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(payload),
        redirect: 'error',
        signal: AbortSignal.timeout(LIMIT_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return { outcome: 'sent', error: null }
      return { outcome: 'not_sent', error: `the place answered ${answer.status}` }
    } catch {
      return { outcome: 'unknown', error: 'the place did not answer' }
    }
  }
}
