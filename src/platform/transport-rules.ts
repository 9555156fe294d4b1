import { refusePatch } from './no-patch'
import { retrySafe } from './retry'
import { captiveError } from './transport-errors'
import { LONG_MS, SHORT_MS } from './transport-times'

/** Files and Edge Functions: they may take long, and must not stand in the way of the rest. */
const LONG = /\/(storage|functions)\/v1\//

export const addressOf = (input: RequestInfo | URL): string =>
  typeof input === 'string' ? input : 'url' in input ? input.url : String(input)

export const isLong = (url: string): boolean => LONG.test(url)

export const timeoutOf = (url: string): number => (isLong(url) ? LONG_MS : SHORT_MS)

/**
 * Our server never answers a call with a web page. A 200 of text/html comes from a gateway in between, be it at
 * once or at the end of a redirect; 511 says so openly (RFC 6585). A proxy's page for 502 or 503 is none: those
 * are the server's own troubles and passed on.
 */
export function isCaptive(status: number, type: string | null): boolean {
  return status === 511 || (status >= 200 && status < 400 && /^\s*text\/html/i.test(type ?? ''))
}

function refuseCaptive(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init)
    if (isCaptive(response.status, response.headers.get('content-type'))) throw captiveError()
    return response
  }
}

/** What holds on both platforms, whoever carries the request. */
export const withRules = (send: typeof fetch): typeof fetch => refusePatch(retrySafe(refuseCaptive(send)))
