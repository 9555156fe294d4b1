import { jwtVerify } from 'jose'
import { PUBLISHABLE_KEY, SECRET_KEY } from './defaults'
import { json } from './http-bridge'

const USER_PAGES = /^\/auth\/v1\/(callback|authorize|verify|oauth\/|sso\/saml\/|\.well-known\/)/
const OPEN_OBJECTS = /^\/storage\/v1\/(object|render\/image)\/(public|sign)\//
const SIGNED_UPLOAD = /^\/storage\/v1\/object\/upload\/sign\//

/** Whose request it is: nobody's (401), a client's, or a server's. */
export type KeyRole = 'anon' | 'service_role'

export interface KeyedRequest {
  request: Request
  role: KeyRole
}

/** Checks the keys of requests. */
export class ApiKeys {
  private readonly secret: Uint8Array

  constructor(jwtSecret: string) {
    this.secret = new TextEncoder().encode(jwtSecret)
  }

  /**
   * Fault: lite lets keyless requests into Storage and knows no legacy keys. Every request needs a key
   * that we know, except the pages that a mail or a signed link opens; a legacy key (a JWT signed by
   * us whose role is anon or service_role, still accepted by hosted) becomes the key it stands for.
   */
  async admit(request: Request): Promise<KeyedRequest | Response> {
    const url = new URL(request.url)
    const key = request.headers.get('apikey') ?? url.searchParams.get('apikey')
    if (!key) {
      if (isOpen(request.method, url.pathname)) return { request, role: 'anon' }
      return refuse(
        'No API key found in request',
        'No `apikey` request header or url param was found.',
        'MISSING',
      )
    }
    if (key === PUBLISHABLE_KEY) return { request, role: 'anon' }
    if (key === SECRET_KEY) return { request, role: 'service_role' }
    const role = await this.legacyRole(key)
    if (!role) return refuse('Invalid API key', 'Double check your Supabase `apikey`', 'INVALID')
    const headers = new Headers(request.headers)
    headers.set('apikey', role === 'anon' ? PUBLISHABLE_KEY : SECRET_KEY)
    if (bearer(headers) === key) headers.delete('authorization')
    return { request: new Request(request, { headers }), role }
  }

  /** The claims of the signed-in person, or null when the bearer is none of our tokens. */
  async userClaims(headers: Headers): Promise<Record<string, unknown> | null> {
    return this.claims(bearer(headers))
  }

  /** The claims of a token that we signed and that has not expired, else null. */
  async claims(token: string | null): Promise<Record<string, unknown> | null> {
    if (!token) return null
    try {
      return (await jwtVerify(token, this.secret, { algorithms: ['HS256'] })).payload
    } catch {
      return null
    }
  }

  /** True for a server: the secret key, or a token whose role is service_role. */
  async isService({ request, role }: KeyedRequest): Promise<boolean> {
    if (role === 'service_role' || bearer(request.headers) === SECRET_KEY) return true
    return (await this.userClaims(request.headers))?.role === 'service_role'
  }

  private async legacyRole(key: string): Promise<KeyRole | null> {
    const role = (await this.claims(key))?.role
    // A person's access token, whose role is authenticated, is no key.
    return role === 'anon' || role === 'service_role' ? role : null
  }
}

/** The token of an Authorization header. */
export function bearer(headers: Headers): string | null {
  return headers.get('authorization')?.match(/^Bearer\s+(\S+)$/i)?.[1] ?? null
}

function isOpen(method: string, path: string): boolean {
  if (USER_PAGES.test(path)) return true
  if (method === 'GET' || method === 'HEAD') return OPEN_OBJECTS.test(path)
  return method === 'PUT' && SIGNED_UPLOAD.test(path)
}

function refuse(message: string, hint: string, kind: 'MISSING' | 'INVALID'): Response {
  return json({ message, hint }, 401, { 'sb-error-code': `UNAUTHORIZED_${kind}_API_KEY` })
}
