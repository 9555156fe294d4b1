import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../../local/wechat/app'
import { startWechatSimulator, type WechatSimulator } from '../../../local/wechat/simulator'
import { exchangeCode, type WechatApp } from './session.ts'

let simulator: WechatSimulator
let app: WechatApp
beforeEach(async () => {
  simulator = await startWechatSimulator()
  const server = { apiBase: simulator.url, fetcher: fetch, timeoutMs: 5000 }
  app = { server, appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET }
})
afterEach(() => simulator.close())

const answering = (answer: () => Response) => {
  const fetcher = vi.fn(async (_url: string, _init?: RequestInit) => answer())
  return { fetcher, app: { ...app, server: { ...app.server, fetcher: fetcher as unknown as typeof fetch } } }
}

test('asks as WeChat documents it, and drops the session key', async () => {
  expect(await exchangeCode(app, simulator.issueCode('o', 'u'))).toEqual({ openid: 'o', unionid: 'u' })
  expect(await exchangeCode(app, simulator.issueCode('o'))).toEqual({ openid: 'o', unionid: null })
  const { fetcher, app: watched } = answering(() => Response.json({ openid: 'o', session_key: 'k' }))
  await exchangeCode(watched, 'c')
  expect(fetcher.mock.calls[0]?.[0]).toBe(
    `${simulator.url}/sns/jscode2session?appid=${DEMO_APPID}&secret=${DEMO_WECHAT_SECRET}&js_code=c&grant_type=authorization_code`,
  )
})

test.each([
  [40029, 400, 'WECHAT_CODE_INVALID'],
  [40163, 400, 'WECHAT_CODE_USED'],
  [40226, 403, 'WECHAT_BLOCKED'],
  [45011, 429, 'WECHAT_TOO_OFTEN'],
  [45009, 502, 'WECHAT_UNREACHABLE'],
  [-1, 502, 'WECHAT_UNREACHABLE'],
  [40125, 502, 'WECHAT_UNREACHABLE'],
  ['garbage' as const, 502, 'WECHAT_UNREACHABLE'],
  ['timeout' as const, 502, 'WECHAT_UNREACHABLE'],
])('%s is %i %s', async (fault, status, code) => {
  simulator.failNext(fault)
  // Only the time-out is waited for; a slow machine is none.
  if (fault === 'timeout') app.server.timeoutMs = 100
  await expect(exchangeCode(app, simulator.issueCode('o'))).rejects.toMatchObject({ status, code })
})

test.each([
  () => new Response('', { status: 200 }),
  () => Response.json({ openid: 7 }),
  () => Response.json({ openid: '' }),
  () => Response.json([]),
  () => Response.json({ openid: 'o' }, { status: 500 }),
  () => new Response(new Uint8Array(5 * 1024 * 1024)),
])('an answer that is not WeChat’s (%#) signs nobody in', async (answer) => {
  await expect(exchangeCode(answering(answer).app, 'c')).rejects.toMatchObject({ code: 'WECHAT_UNREACHABLE' })
})

test('a failed connection says nothing of the address, which holds the secret', async () => {
  const { app: broken } = answering(() => {
    throw new TypeError(`error sending request for url (${DEMO_WECHAT_SECRET})`)
  })
  const refused = await exchangeCode(broken, 'c').catch((error: Error) => error)
  expect(refused).toMatchObject({ status: 502, code: 'WECHAT_UNREACHABLE' })
  expect(`${JSON.stringify(refused)} ${String(refused)}`).not.toContain(DEMO_WECHAT_SECRET)
})
