import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from './app'
import { startWechatSimulator, type WechatSimulator } from './simulator'

let simulator: WechatSimulator
let clock: number
beforeEach(async () => {
  clock = Date.parse('2027-01-04T09:00:00+08:00')
  simulator = await startWechatSimulator(() => clock)
})
afterEach(() => simulator.close())

const ask = async (path: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  return (await fetch(`${simulator.url}${path}`, init)).json()
}
const login = (code: string, app: Record<string, string> = {}) =>
  ask(
    `/sns/jscode2session?${new URLSearchParams({
      appid: DEMO_APPID,
      secret: DEMO_WECHAT_SECRET,
      grant_type: 'authorization_code',
      js_code: code,
      ...app,
    })}`,
  )
const app = { appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET, grant_type: 'client_credential' }
const stable = (force = false) => ask('/cgi-bin/stable_token', { ...app, force_refresh: force })

test('a code is good once and for five minutes', async () => {
  const code = simulator.issueCode('o-1', 'u-1')
  expect(await login(code)).toEqual({ openid: 'o-1', unionid: 'u-1', session_key: expect.any(String) })
  expect(await login(code)).toMatchObject({ errcode: 40163 })
  const stale = simulator.issueCode('o-1')
  clock += 5 * 60_000 + 1
  expect(await login(stale)).toMatchObject({ errcode: 40029 })
  expect(await login('unknown')).toMatchObject({ errcode: 40029 })
})

test('codes over HTTP and codes of demo people', async () => {
  const { code } = await ask('/simulator/codes', { openid: 'o-http' })
  expect(await login(code)).toMatchObject({ openid: 'o-http' })
  expect(await login('demo-zhang-1')).toMatchObject({ openid: 'demo_zhang' })
  expect(await login('demo-zhang-1')).toMatchObject({ errcode: 40163 })
  expect(await login('demo-zhang-2')).toMatchObject({ openid: 'demo_zhang' })
})

test("WeChat's own errors, by themselves and planned for one API or any", async () => {
  expect(await login('demo-a-1', { appid: 'wx-other' })).toMatchObject({ errcode: 40013 })
  expect(await login('demo-a-1', { secret: 'wrong' })).toMatchObject({ errcode: 40125 })
  expect(await login('')).toMatchObject({ errcode: 41008 })
  for (let i = 0; i < 100; i += 1) await login(`demo-often-${i}`)
  expect(await login('demo-often-100')).toMatchObject({ errcode: 45011 })
  clock += 60_001
  expect(await login('demo-often-101')).toMatchObject({ openid: 'demo_often' })
  simulator.failNext(-1)
  simulator.failNext(45009, '/cgi-bin/stable_token', 2)
  expect(await login('demo-a-2')).toMatchObject({ errcode: -1 })
  expect(await login('demo-a-2')).toMatchObject({ openid: 'demo_a' })
  expect(await stable()).toMatchObject({ errcode: 45009 })
  expect(await stable()).toMatchObject({ errcode: 45009 })
  expect(await stable()).toMatchObject({ expires_in: 7200 })
  expect(simulator.calls('/cgi-bin/stable_token')).toBe(3)
})

test('an answer that is not WeChat’s, and none at all', async () => {
  simulator.failNext('garbage')
  await expect(login('demo-a-1')).rejects.toThrow('JSON')
  simulator.failNext('timeout')
  await expect(
    fetch(`${simulator.url}/cgi-bin/token`, { signal: AbortSignal.timeout(100) }),
  ).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('a stable token stays the same until its last five minutes, in which both are taken', async () => {
  const first = await stable()
  expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 })
  clock += 6899_000
  expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 301 })
  clock += 1000
  const second = await stable()
  expect(second).toEqual({ access_token: expect.any(String), expires_in: 7200 })
  expect(simulator.tokens.verdict(first.access_token)).toBe(0)
  expect(simulator.tokens.verdict(second.access_token)).toBe(0)
  clock += 300_000
  expect(simulator.tokens.verdict(first.access_token)).toBe(42001)
  expect(simulator.tokens.verdict('made up')).toBe(40001)
  expect(simulator.tokens.verdict(null)).toBe(41001)
})

test('force ends the one before at once, every 30 seconds and 20 times a day', async () => {
  const first = await stable()
  const forced = await stable(true)
  expect(simulator.tokens.verdict(first.access_token)).toBe(40001)
  expect((await stable(true)).access_token).toBe(forced.access_token)
  let last = forced
  for (let i = 1; i < 20; i += 1) {
    clock += 30_000
    last = await stable(true)
  }
  expect(last.access_token).not.toBe(forced.access_token)
  clock += 30_000
  expect((await stable(true)).access_token).toBe(last.access_token)
})

test('the plain token is another one; each new one leaves the old one five minutes', async () => {
  const plain = () => ask(`/cgi-bin/token?${new URLSearchParams(app)}`)
  const first = await plain()
  const second = await plain()
  expect([first, second].map((each) => simulator.tokens.verdict(each.access_token))).toEqual([0, 0])
  expect((await stable()).access_token).not.toBe(second.access_token)
  clock += 5 * 60_000 + 1
  expect(simulator.tokens.verdict(first.access_token)).not.toBe(0)
  expect(await ask(`/cgi-bin/token?${new URLSearchParams({ ...app, secret: 'x' })}`)).toMatchObject({
    errcode: 40125,
  })
})
