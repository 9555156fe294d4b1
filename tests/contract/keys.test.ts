import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { type SignedIn, signUp, startFixtureStack } from './fixture-stack'

let stack: Stack
let person: SignedIn

beforeAll(async () => {
  stack = await startFixtureStack()
  person = await signUp(stack)
})
afterAll(() => stack?.stop())

const sign = (claims: Record<string, unknown>, secret: string) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))

const get = (path: string, headers: Record<string, string> = {}) => fetch(stack.apiUrl + path, { headers })

const PATHS = [
  '/rest/v1/notes?select=id',
  '/auth/v1/settings',
  '/auth/v1/admin/users',
  '/storage/v1/bucket',
  '/storage/v1/object/files/a.txt',
  '/realtime/v1/api/broadcast',
]

describe('keys', () => {
  test.each(PATHS)('%s without a key, with a wrong key or a wrong legacy key is 401', async (path) => {
    const foreign = await sign(
      { role: 'anon', iss: 'supabase' },
      'another-secret-with-at-least-32-characters',
    )
    expect((await get(path)).status).toBe(401)
    expect((await get(path, { apikey: 'sb_publishable_wrong' })).status).toBe(401)
    expect((await get(path, { apikey: foreign })).status).toBe(401)
    expect((await get(path, { apikey: person.accessToken })).status).toBe(401)
    expect((await get(path, { authorization: `Bearer ${person.accessToken}` })).status).toBe(401)
  })

  test('a legacy key, a JWT for anon or service_role, is accepted as hosted accepts it', async () => {
    const anon = await sign({ role: 'anon', iss: 'supabase' }, stack.jwtSecret)
    const service = await sign({ role: 'service_role', iss: 'supabase' }, stack.jwtSecret)
    expect((await testClient(stack, { key: anon }).rpc('who')).data.user).toBe('anon')
    const admin = testClient(stack, { key: service })
    expect((await admin.rpc('who')).data.user).toBe('service_role')
    expect((await admin.auth.admin.listUsers()).error).toBeNull()
  })

  test('a bearer that we did not sign, or that has expired, is refused', async () => {
    const forged = await sign({ role: 'service_role' }, 'another-secret-with-at-least-32-characters')
    const expired = await new SignJWT({ role: 'authenticated', sub: person.user.id })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(Math.floor(Date.now() / 1000) - 60)
      .sign(new TextEncoder().encode(stack.jwtSecret))
    for (const token of [forged, expired]) {
      const headers = { apikey: stack.publishableKey, authorization: `Bearer ${token}` }
      expect((await get('/rest/v1/notes?select=id', headers)).status).toBe(401)
      expect((await get('/auth/v1/admin/users', headers)).status).toBe(403)
    }
  })

  test('the inside of lite is not reachable, with any key', async () => {
    for (const path of ['/_system', '/_system/info', '/_system/schema', '/pg/', '/graphql/v1']) {
      expect((await get(path, { apikey: stack.secretKey })).status).toBe(404)
      expect((await get(path)).status).toBe(404)
    }
  })

  test('the secret key is refused to a browser', async () => {
    const answer = await get('/rest/v1/notes?select=id', {
      apikey: stack.secretKey,
      'user-agent': 'Mozilla/5.0',
    })
    expect(answer.status).toBe(401)
  })
})

describe('CORS', () => {
  test.each(['/rest/v1/notes', '/auth/v1/token', '/auth/v1/user', '/storage/v1/object/files/a.txt'])(
    'a page of another origin may call %s',
    async (path) => {
      const preflight = await fetch(stack.apiUrl + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'http://localhost:8080',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,apikey,x-anything',
        },
      })
      expect(preflight.status).toBe(204)
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
      expect(preflight.headers.get('access-control-allow-headers')).toContain('x-anything')
      // Refusals too, or the page could not tell why.
      for (const apikey of [stack.publishableKey, 'sb_publishable_wrong']) {
        const answer = await fetch(stack.apiUrl + path, { method: 'POST', headers: { apikey } })
        expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      }
    },
  )
})
