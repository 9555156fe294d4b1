/** How often one wish is sent in all. */
const ATTEMPTS = 3
const FIRST_WAIT_MS = 80

/**
 * Postgres undid this transaction, whole, because two stood in each other's way: 40001 serialization failure,
 * 40P01 deadlock. Nothing of it happened, so the same call (with the same request_id) may be made again. PostgREST
 * answers 500 with the SQLSTATE as `code`. Any other error has decided something and is not repeated.
 */
export function undoneByRivalry(error: { code?: string | null } | null): boolean {
  return error?.code === '40001' || error?.code === '40P01'
}

/**
 * Waits before the next attempt, longer each time and each caller differently, or those who met once would meet
 * again. False when there is none left, or the caller has gone away.
 */
export async function waitBeforeRetry(attempt: number, signal?: AbortSignal): Promise<boolean> {
  if (attempt >= ATTEMPTS || signal?.aborted) return false
  const wait = FIRST_WAIT_MS * 3 ** (attempt - 1)
  await new Promise((resolve) => setTimeout(resolve, wait / 2 + Math.random() * wait))
  return !signal?.aborted
}
