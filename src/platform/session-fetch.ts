import { alone } from './session-gate'

const TOKENS = /\/auth\/v1\/(token|verify)\b/
const RENEWAL = /\/auth\/v1\/token\?(?:[^#]*&)?grant_type=refresh_token\b/

/**
 * The moment at which a token ends is told by the server's clock and compared with the phone's. A phone that is two
 * hours fast would take every token for ended and renew it before each request. Without that moment supabase-js
 * counts `expires_in` from now, by the clock it will be compared with.
 */
async function withoutServerClock(answer: Response): Promise<Response> {
  const text = await answer.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // Not Auth's answer (a portal in between): supabase-js says what it makes of it.
    return again(answer, text)
  }
  if (typeof body !== 'object' || body === null || !('expires_in' in body)) return again(answer, text)
  const { expires_at: _told, ...rest } = body as Record<string, unknown>
  return again(answer, JSON.stringify(rest))
}

const again = (answer: Response, text: string) =>
  new Response(text, { status: answer.status, statusText: answer.statusText, headers: answer.headers })

/** `fetch` for the Supabase client: a renewal of the token waits for a sign-in that is under way, and is waited for. */
export function sessionFetch(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    if (!TOKENS.test(url)) return send(input, init)
    const asked = RENEWAL.test(url) ? alone(() => send(input, init)) : send(input, init)
    const answer = await asked
    return answer.ok ? withoutServerClock(answer) : answer
  }
}
