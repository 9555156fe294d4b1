import { jwtVerify, SignJWT } from 'jose'
import { json } from './http-bridge'

interface SessionBody {
  access_token?: string
  user?: {
    email?: string
    phone?: string
    app_metadata?: Record<string, unknown>
    user_metadata?: Record<string, unknown>
    is_anonymous?: boolean
  }
}

const SESSION_PATHS = /^\/auth\/v1\/(signup|token|verify)$/

/** How hosted names the way somebody proved who they are. */
function methodOf(url: URL): string {
  if (url.pathname.endsWith('/verify')) return 'otp'
  return url.searchParams.get('grant_type') === 'refresh_token' ? 'token_refresh' : 'password'
}

/**
 * Fault: lite's access token lacks app_metadata, user_metadata, aal, amr and is_anonymous, which
 * policies and clients read through auth.jwt(). Answers that carry a session are signed again.
 */
export async function completeClaims(
  request: Request,
  response: Response,
  jwtSecret: string,
): Promise<Response> {
  const url = new URL(request.url)
  if (!SESSION_PATHS.test(url.pathname) || !response.ok) return response
  if (!response.headers.get('content-type')?.includes('json')) return response
  const body = (await response.json()) as SessionBody
  if (body.access_token) {
    const key = new TextEncoder().encode(jwtSecret)
    const { payload } = await jwtVerify(body.access_token, key)
    const { user } = body
    body.access_token = await new SignJWT({
      ...payload,
      email: user?.email ?? '',
      phone: user?.phone ?? '',
      app_metadata: user?.app_metadata ?? {},
      user_metadata: user?.user_metadata ?? {},
      aal: 'aal1',
      amr: [{ method: methodOf(url), timestamp: payload.iat }],
      is_anonymous: user?.is_anonymous ?? false,
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(key)
  }
  const headers = Object.fromEntries(response.headers)
  delete headers['content-length']
  return json(body, response.status, headers)
}
