import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { handleWechatLogin, type WechatLoginDeps } from './handler.ts'

const post = (body: unknown) =>
  new Request('http://localhost/wechat-login', { method: 'POST', body: JSON.stringify(body) })

/** Supabase in memory: accounts, and which WeChat identity belongs to which. */
function fakeDeps(linked: Record<string, string> = {}) {
  const users = new Map<string, string>(Object.values(linked).map((id) => [id, `${id}@wechat.invalid`]))
  const identities = new Map(Object.entries(linked))
  const full = new Set<string>()
  const withdrawn = new Set<string>()
  const rpc = vi.fn(async (name: string, args: Record<string, unknown>) => {
    if (name === 'service_hit_limit') return !full.has(String(args.p_subject))
    if (name === 'service_may_resume') return !withdrawn.has(String(args.p_user))
    const openid = String(args.p_openid)
    if (name === 'service_link_wechat' && !identities.has(openid)) identities.set(openid, String(args.p_user))
    return identities.get(openid) ?? null
  })
  const service: ServiceClient = {
    rpc: rpc as ServiceClient['rpc'],
    async createUser({ email }) {
      const id = `user-${users.size + 1}`
      users.set(id, email)
      return { id, email }
    },
    getUser: async (id) => ({ id, email: users.get(id) ?? '' }),
    async deleteUser(id) {
      users.delete(id)
    },
    tokenHash: async (type, email) => `${type} for ${email}`,
  }
  const deps: WechatLoginDeps = {
    frame: testFrame('wechat-login'),
    service,
    exchangeCode: async (code) => ({ openid: `openid-of-${code}`, unionid: null }),
    newId: () => 'new',
    clientAddress: () => '203.0.113.7',
  }
  return { deps, users, identities, rpc, full, withdrawn }
}

test('a known person gets a token for their account', async () => {
  const { deps, users } = fakeDeps({ 'openid-of-c1': 'zhang' })
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(await answer.json()).toEqual({ token_hash: 'magiclink for zhang@wechat.invalid' })
  expect(users.size).toBe(1)
})

test('a new person gets an account with an address that cannot exist, and is linked', async () => {
  const { deps, identities } = fakeDeps()
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(await answer.json()).toEqual({ token_hash: 'magiclink for wx-new@wechat.invalid' })
  expect(identities.get('openid-of-c1')).toBe('user-1')
})

test('a sign-in without a tap opens a known account, and makes none', async () => {
  const { deps, users, withdrawn } = fakeDeps({ 'openid-of-c1': 'zhang' })
  const silent = (code: string) => handleWechatLogin(post({ code, known_only: true }), deps)
  expect(await (await silent('c1')).json()).toEqual({ token_hash: 'magiclink for zhang@wechat.invalid' })
  const unknown = await silent('c2')
  expect([unknown.status, (await unknown.json()).code]).toEqual([404, 'WECHAT_UNKNOWN'])
  expect(users.size).toBe(1)
  // Who took the consent back is asked again by a tap.
  withdrawn.add('zhang')
  expect((await silent('c1')).status).toBe(404)
  expect((await handleWechatLogin(post({ code: 'c1' }), deps)).status).toBe(200)
})

test('an address that signs in too often is told so, and WeChat is not asked', async () => {
  const { deps, full } = fakeDeps()
  deps.exchangeCode = vi.fn()
  full.add('203.0.113.7')
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(answer.status).toBe(429)
  expect(await answer.json()).toMatchObject({
    code: 'TOO_MANY_SIGN_INS',
    message: '登录太频繁了，请过几分钟再试',
  })
  expect(deps.exchangeCode).not.toHaveBeenCalled()
})

test('so is one WeChat account, from whatever address; without an address only that counts', async () => {
  const { deps, full, users } = fakeDeps()
  deps.clientAddress = () => null
  full.add('openid-of-c1')
  expect((await handleWechatLogin(post({ code: 'c1' }), deps)).status).toBe(429)
  expect(users.size).toBe(0)
  expect((await handleWechatLogin(post({ code: 'c2' }), deps)).status).toBe(200)
})

test('somebody else was linked meanwhile: their account is used, ours is taken away', async () => {
  const { deps, users, identities, rpc } = fakeDeps({ other: 'first' })
  const usual = rpc.getMockImplementation()
  rpc.mockImplementation(async (name, args) => {
    // Found nobody yet; linked by the other one when it is our turn.
    return name === 'service_wechat_user' ? null : ((await usual?.(name, args)) ?? null)
  })
  identities.set('openid-of-c1', 'first')
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(await answer.json()).toEqual({ token_hash: 'magiclink for first@wechat.invalid' })
  expect([...users.keys()]).toEqual(['first'])
})

test('linking fails: no account is left behind, and nothing of the inside is told', async () => {
  const { deps, users, rpc } = fakeDeps()
  rpc.mockImplementation(async (name) => {
    if (name === 'service_link_wechat') throw new Error('secret detail')
    return name === 'service_hit_limit' ? true : null
  })
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret detail')
  expect(users.size).toBe(0)
})

test.each([[{}], [{ code: 7 }], [{ code: '' }], [{ code: 'a b' }], [{ code: 'x'.repeat(129) }]])(
  'a body without a proper code (%j) does not reach WeChat',
  async (body) => {
    const { deps } = fakeDeps()
    deps.exchangeCode = vi.fn()
    const answer = await handleWechatLogin(post(body), deps)
    expect(answer.status).toBe(400)
    expect(deps.exchangeCode).not.toHaveBeenCalled()
  },
)

test('a refusal of WeChat is passed on with its code and sentence', async () => {
  const { deps } = fakeDeps()
  deps.exchangeCode = () => Promise.reject(new Refusal(429, 'WECHAT_TOO_OFTEN', '登录太频繁，请一分钟后再试'))
  const answer = await handleWechatLogin(post({ code: 'c1' }), deps)
  expect(answer.status).toBe(429)
  expect(await answer.json()).toEqual({
    code: 'WECHAT_TOO_OFTEN',
    message: '登录太频繁，请一分钟后再试',
    hint: null,
    request_id: 'new-id-1',
  })
})

test('other methods, preflights and bodies that are no object', async () => {
  const { deps } = fakeDeps()
  const preflight = await handleWechatLogin(new Request('http://localhost/', { method: 'OPTIONS' }), deps)
  expect(preflight.status).toBe(204)
  expect((await handleWechatLogin(new Request('http://localhost/'), deps)).status).toBe(405)
  expect((await handleWechatLogin(post([1]), deps)).status).toBe(400)
  const text = new Request('http://localhost/', { method: 'POST', body: '{' })
  expect((await handleWechatLogin(text, deps)).status).toBe(400)
})
