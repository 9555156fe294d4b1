import { timeoutError } from './transport-errors'
import { addressOf, timeoutOf, withRules } from './transport-rules'

/** The browser's fetch with an end: by itself it waits for a silent server as long as the page is open. */
const limited: typeof fetch = async (input, init = {}) => {
  const control = new AbortController()
  const { signal } = init
  const pass = () => control.abort(signal?.reason)
  if (signal?.aborted) pass()
  else signal?.addEventListener('abort', pass)
  let late = false
  // It runs on while the body comes in, and has no effect on one that is there.
  setTimeout(
    () => {
      late = true
      control.abort(timeoutError())
    },
    timeoutOf(addressOf(input)),
  )
  try {
    // Called on window: a bare reference to fetch loses its receiver.
    return await window.fetch(input, { ...init, signal: control.signal })
  } catch (error) {
    // Older browsers do not hand on the reason of an abort.
    throw late && !signal?.aborted ? timeoutError() : error
  }
}

export const transportFetch: typeof fetch = withRules(limited)
