import { onlineManager } from '@tanstack/react-query'
import { isAway, onReturn } from './line'
import { abortError } from './transport-errors'
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS } from './transport-times'

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

/** Waits, but no longer than somebody wants the answer. False when nobody does. */
function pause(ms: number, signal?: AbortSignal | null): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const end = (still: boolean) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', gone)
      resolve(still)
    }
    const gone = () => end(false)
    const timer = setTimeout(() => end(true), ms)
    signal?.addEventListener('abort', gone)
  })
}

/** Each caller's pause is another, or a thousand phones that lost the network together come back together. */
export const spread = (ms: number) => ms / 2 + Math.random() * ms

/**
 * Waits before the next attempt, longer each time and each caller differently, or those who met once would meet
 * again. False when there is none left, or the caller has gone away.
 */
export async function waitBeforeRetry(attempt: number, signal?: AbortSignal): Promise<boolean> {
  if (attempt >= ATTEMPTS || signal?.aborted) return false
  return pause(spread(FIRST_WAIT_MS * 3 ** (attempt - 1)), signal)
}

const RPC = /\/rest\/v1\/rpc\/([a-z_0-9]+)(?:\?|$)/
/** The functions that only read, by their names; retry.test.ts holds this to the migrations. */
const READS =
  /^((get|list|my|search)_[a-z_]+|staff_queue|unread_count|preview_(cancellation|extension|working_days))$/
const REQUEST_ID = /"p_request_id":"/

/** Whether the same call sent twice does no more than sent once. */
export function isSafe(url: string, init: RequestInit = {}): boolean {
  const method = (init.method ?? 'GET').toUpperCase()
  if (method === 'GET' || method === 'HEAD') return true
  const name = RPC.exec(url)?.[1]
  if (method !== 'POST' || !name) return false
  return READS.test(name) || (typeof init.body === 'string' && REQUEST_ID.test(init.body))
}

/** The server, or the proxy before it, had no time; anything else it has decided. */
const BUSY = [429, 502, 503, 504]

/** Milliseconds that the server asks to wait: seconds or a date; null when it says nothing. */
function askedPause(response: Response): number | null {
  const asked = response.headers.get('retry-after')
  if (!asked) return null
  const seconds = Number(asked)
  const ms = Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/** How long to wait after this outcome; null when it stands. */
function pauseAfter(outcome: Response | Error, attempt: number): number | null {
  if (attempt >= ATTEMPTS) return null
  const usual = spread(FIRST_PAUSE_MS * 3 ** (attempt - 1))
  if (outcome instanceof Error) {
    // Without any network there is nothing to hope for; with TimeoutError the person has waited long enough.
    if (outcome.name === 'InterruptedError') return 0
    return outcome instanceof TypeError && onlineManager.isOnline() ? usual : null
  }
  if (!BUSY.includes(outcome.status)) return null
  const asked = askedPause(outcome)
  if (asked === null) return usual
  return asked > LONGEST_PAUSE_MS ? null : asked + usual
}

/** Until the person looks at the app again; at once when they do. */
function returned(signal?: AbortSignal | null): Promise<void> {
  if (!isAway() || signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const go = () => {
      stop()
      signal?.removeEventListener('abort', go)
      resolve()
    }
    const stop = onReturn(go)
    signal?.addEventListener('abort', go)
  })
}

/** Sends a safe call again when it got lost on its way or the server had no time, three times in all. */
export function retrySafe(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const url = typeof input === 'string' ? input : 'url' in input ? input.url : String(input)
    if (!isSafe(url, init)) return send(input, init)
    const signal = init?.signal
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await send(input, init).catch((error: Error) => error)
      const wait = pauseAfter(outcome, attempt)
      if (wait !== null) await returned(signal)
      if (wait === null) {
        if (outcome instanceof Error) throw outcome
        return outcome
      }
      if (!(await pause(wait, signal))) throw signal?.reason ?? abortError()
    }
  }
}
