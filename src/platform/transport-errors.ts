/**
 * Why no answer came, told apart by name. supabase-js hands on the name or only the message, so each says it in
 * words that `connectionError` (errors.ts) finds again.
 */
export function namedError(name: string, message: string): Error {
  const error = new Error(message)
  error.name = name
  return error
}

export const abortError = () => namedError('AbortError', 'The operation was aborted.')

export const timeoutError = () => namedError('TimeoutError', 'The request timed out.')

/** WeChat ends what is under way 5 seconds after the app went to the background. */
export const interruptedError = () =>
  namedError('InterruptedError', 'Network request failed: interrupted in the background')

/** Something in between answered in our server's place: mostly a hotel's Wi-Fi that wants a login. */
export const captiveError = () =>
  namedError('CaptivePortalError', 'Network request failed: captive portal in between')

/** As fetch itself fails. */
export const networkError = (why: string) => new TypeError(`Network request failed: ${why}`)
