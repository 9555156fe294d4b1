/**
 * Fault: lite answers /auth/v1 without CORS headers, so that no browser page can sign in. The gateway
 * answers every preflight and completes every response, as hosted's gateway does.
 */
const HEADERS: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Content-Range, Content-Location, Content-Encoding, Location, Preference-Applied, X-Total-Count, Link, sb-error-code, x-supabase-api-version',
}
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
const DEFAULT_REQUEST_HEADERS = 'authorization, x-client-info, apikey, content-type, prefer, x-upsert, range'

/** The answer to a preflight, or null when the request is none. */
export function preflight(request: Request): Response | null {
  if (request.method !== 'OPTIONS') return null
  return new Response(null, {
    status: 204,
    headers: {
      ...HEADERS,
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers':
        request.headers.get('access-control-request-headers') ?? DEFAULT_REQUEST_HEADERS,
      'access-control-max-age': '86400',
    },
  })
}

/** The same response, readable from any origin. */
export function withCors(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
