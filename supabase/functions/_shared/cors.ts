/**
 * Hosted leaves CORS to the function, the preflight included. Only pages of our own origins may read an answer;
 * a mini-program and a server send no Origin and need nothing. Who may do what is never decided by this: it keeps
 * a stranger's page from using a browser, the token decides the rest.
 */
const METHODS = 'GET, POST, OPTIONS'
const REQUEST_HEADERS = 'authorization, x-client-info, apikey, content-type, x-request-id'
/** What a page may read besides the body. */
const ANSWER_HEADERS = 'x-request-id, retry-after'

/** Reads ALLOWED_ORIGINS: origins, comma-separated. `http://localhost:*` is that host at every port. */
export function parseOrigins(setting: string | undefined): string[] {
  return (setting ?? '').split(',').flatMap((entry) => entry.trim().replace(/\/$/, '') || [])
}

/** The CORS headers for this request: of its origin when that is ours, else none. */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  const origin = request.headers.get('origin')
  // The answer differs by origin, also when it has no such header: a cache must know.
  const vary = { vary: 'Origin' }
  if (origin === null || !origins.some((ours) => covers(ours, origin))) return vary
  return {
    ...vary,
    'access-control-allow-origin': origin,
    'access-control-allow-headers': REQUEST_HEADERS,
    'access-control-allow-methods': METHODS,
    'access-control-expose-headers': ANSWER_HEADERS,
    'access-control-max-age': '86400',
  }
}

function covers(ours: string, origin: string): boolean {
  if (!ours.endsWith(':*')) return ours === origin
  const host = ours.slice(0, -2)
  return origin === host || (origin.startsWith(`${host}:`) && /^\d{1,5}$/.test(origin.slice(host.length + 1)))
}
