import type postgres from 'postgres'
import type { ApiKeys, KeyedRequest } from './api-keys'
import { bearer } from './api-keys'
import type { AuthAdmin } from './auth-admin'
import { completeClaims } from './auth-claims'
import { preflight, withCors } from './cors'
import type { EdgeFunctions } from './functions'
import { json } from './http-bridge'
import type { Lite } from './lite'
import { asAttachment, mendUpload, signed, signedToken, storageError } from './storage-fixes'
import { listedBucket, listObjects } from './storage-list'

export interface GatewayParts {
  lite: Lite
  sql: postgres.Sql
  keys: ApiKeys
  admin: AuthAdmin
  functions: EdgeFunctions
  jwtSecret: string
  /** The HTTP side of Realtime. */
  realtime: (request: Request) => Promise<Response | null>
  /** Pages of the demo beside the API; null for none of that path. */
  page: (pathname: string) => Response | null
  log: (line: string) => void
}

/** The one door of the API: what hosted's gateway does, around lite. */
export function createGateway(parts: GatewayParts): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      // Hosted leaves CORS to the function, so that one that forgets it must fail here too.
      if (new URL(request.url).pathname.startsWith('/functions/v1/'))
        return await parts.functions.handle(request)
      return preflight(request) ?? withCors(await route(parts, request))
    } catch (error) {
      parts.log(`${request.method} ${new URL(request.url).pathname}: ${(error as Error).stack}`)
      return withCors(json({ message: 'Internal server error' }, 500))
    }
  }
}

async function route(parts: GatewayParts, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/') {
    return json({ name: 'Embedded Supabase stack', note: 'For development, demo and tests only.' })
  }
  const page = request.method === 'GET' ? parts.page(pathname) : null
  if (page) return page
  // Fault: lite answers /_system/* without a key, the dump of the schema included.
  if (!/^\/(rest|auth|storage|realtime)\/v1(\/|$)/.test(pathname)) return json({ message: 'Not found' }, 404)
  const admitted = await parts.keys.admit(request)
  if (admitted instanceof Response) return admitted
  if (pathname.startsWith('/realtime/v1/')) {
    return (await parts.realtime(admitted.request)) ?? json({ message: 'Not found' }, 404)
  }
  if (pathname.startsWith('/auth/v1/admin/')) {
    return parts.admin.handle(admitted.request, await parts.keys.isService(admitted))
  }
  if (pathname.startsWith('/storage/v1/')) return storage(parts, admitted)
  const answer = await parts.lite.app.fetch(admitted.request)
  return pathname.startsWith('/auth/v1/') ? completeClaims(admitted.request, answer, parts.jwtSecret) : answer
}

async function storage(parts: GatewayParts, { request, role }: KeyedRequest): Promise<Response> {
  const bucket = listedBucket(request)
  if (bucket) {
    const token = bearer(request.headers)
    const isKey = !token || token.startsWith('sb_')
    const claims = isKey ? { role } : await parts.keys.userClaims(request.headers)
    if (!claims) return storageError(403, 'Unauthorized', 'Invalid JWT')
    return listObjects(parts.sql, bucket, request, claims)
  }
  const token = signedToken(request)
  // Fault: lite answers 500 to a signed URL that has expired or was tampered with.
  if (token !== null && !(await parts.keys.claims(token))) {
    return storageError(400, 'InvalidJWT', 'The signature is invalid or has expired')
  }
  const lite = async (each: Request) => parts.lite.app.fetch(each)
  const answer = await signed(request, lite)
  if (answer) return answer
  const mended = await mendUpload(request)
  return mended instanceof Response ? mended : asAttachment(mended, await lite(mended))
}
