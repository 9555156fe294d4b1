import { AuthClient } from '@supabase/supabase-js'
import { afterEach, expect, test, vi } from 'vitest'
import { sessionFetch } from './session-fetch'
import { alone } from './session-gate'

const API = 'http://localhost:54321'
const RENEW = `${API}/auth/v1/token?grant_type=refresh_token`

afterEach(() => vi.useRealTimers())

const answering = (body: unknown, status = 200) =>
  vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }))

const session = (serverNow: number) => ({
  access_token: 'a.b.c',
  refresh_token: 'r',
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: serverNow / 1000 + 3600,
  user: { id: 'u', email: 'u@wechat.invalid' },
})

test.each([
  ['two hours fast', 2 * 3_600_000],
  ['right', 0],
  ['a day slow', -24 * 3_600_000],
])('with a phone clock that is %s a fresh token is used, not renewed', async (_name, off) => {
  const server = Date.parse('2026-03-31T02:00:00Z')
  vi.useFakeTimers({ now: server + off })
  const send = answering(session(server))
  const auth = new AuthClient({
    url: `${API}/auth/v1`,
    autoRefreshToken: false,
    persistSession: false,
    fetch: sessionFetch(send),
  })
  await auth.verifyOtp({ token_hash: 'h', type: 'magiclink' })
  for (let i = 0; i < 3; i += 1) {
    const { data } = await auth.getSession()
    expect(data.session?.user.id).toBe('u')
  }
  expect(send).toHaveBeenCalledTimes(1)
})

test('a renewal waits for the sign-in that is under way', async () => {
  const send = answering(session(Date.now()))
  let signedIn: () => void = () => undefined
  void alone(() => new Promise<void>((resolve) => (signedIn = resolve)))
  const renewed = sessionFetch(send)(RENEW, { method: 'POST' })
  await new Promise((go) => setTimeout(go, 0))
  expect(send).not.toHaveBeenCalled()
  signedIn()
  expect((await renewed).status).toBe(200)
})

test('a sign-in of one’s own inside its turn is not kept waiting', async () => {
  const send = answering(session(Date.now()))
  await alone(() => sessionFetch(send)(`${API}/auth/v1/verify`, { method: 'POST' }))
  await alone(() => sessionFetch(send)(`${API}/auth/v1/token?grant_type=password`, { method: 'POST' }))
  expect(send).toHaveBeenCalledTimes(2)
})

test('refusals, other addresses and what is no JSON pass as they are', async () => {
  const refused = await sessionFetch(answering({ error_code: 'refresh_token_not_found' }, 400))(RENEW)
  expect(await refused.json()).toEqual({ error_code: 'refresh_token_not_found' })
  const rows = await sessionFetch(answering({ expires_in: 1, expires_at: 2 }))(`${API}/rest/v1/rpc/x`)
  expect(await rows.json()).toEqual({ expires_in: 1, expires_at: 2 })
  const portal = vi.fn<typeof fetch>(async () => new Response('<html>'))
  expect(await (await sessionFetch(portal)(RENEW)).text()).toBe('<html>')
})
