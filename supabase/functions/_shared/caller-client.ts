import { Refusal } from './refusal.ts'
import { SERVICE_LIMIT_MS, ServiceError } from './service-client.ts'

/** Where the project is, and the key that every client has. */
export interface PublicAccess {
  url: string
  publishableKey: string
}

/** Calls a database function as whoever sent the token: the database decides, a function only passes on. */
export type AskAsCaller = <T>(
  authorization: string,
  name: string,
  args: Record<string, unknown>,
) => Promise<T>

interface DatabaseRefusal {
  code?: string
  message?: string
  hint?: string | null
  details?: string | null
}

/** Makes it over a fetch, which tests replace. A stable error of the database becomes the same refusal. */
export function askingAsCaller(
  access: PublicAccess,
  fetcher: typeof fetch = fetch,
  limitMs = SERVICE_LIMIT_MS,
): AskAsCaller {
  return async (authorization, name, args) => {
    const path = `/rest/v1/rpc/${name}`
    const response = await fetcher(`${access.url}${path}`, {
      method: 'POST',
      headers: { apikey: access.publishableKey, authorization, 'content-type': 'application/json' },
      body: JSON.stringify(args),
      signal: AbortSignal.timeout(limitMs),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : null
    if (response.ok) return answer
    const { code = '', message = '', hint = null, details = null } = answer as DatabaseRefusal
    if (/^BB\d{3}$/.test(code)) throw new Refusal(response.status, code, message, hint, details)
    if (response.status === 401)
      throw new Refusal(401, 'BB001', '请先登录', '登录后会回到这一步，填过的内容还在')
    throw new ServiceError(response.status, code, path)
  }
}
