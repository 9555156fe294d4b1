import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../local/wechat/app'
import { startWechatSimulator, type WechatSimulator } from '../../local/wechat/simulator'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { wechatApi } from '../_shared/wechat/api.ts'
import { ask } from '../_shared/wechat/request.ts'
import { handleWechatPhone } from './handler.ts'

const PATH = '/wxa/business/getuserphonenumber'
const NUMBER = '19911110001'

let simulator: WechatSimulator
beforeEach(async () => {
  simulator = await startWechatSimulator()
})
afterEach(() => simulator.close())

function world(owner = 'me') {
  const frame = testFrame('wechat-phone')
  const server = { apiBase: simulator.url, fetcher: fetch, timeoutMs: 5000 }
  const stable = async () => {
    const body = { grant_type: 'client_credential', appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET }
    const { content } = await ask(server, '/cgi-bin/stable_token', {}, body)
    return (JSON.parse(new TextDecoder().decode(content)) as { access_token: string }).access_token
  }
  const tokens = { current: stable, insteadOf: stable }
  const confirmed = vi.fn(async (_name: string, args: Record<string, unknown>): Promise<unknown> => {
    if (args.p_user === owner) return { phone: args.p_phone }
    return { refused: { code: 'BB100', message: '在另一个账号上', hint: '这么办', details: '{}' } }
  })
  const limit = vi.fn((_args: Record<string, unknown>) => true)
  const askAsCaller = async (token: string) => {
    if (token !== 'Bearer mine') throw new Refusal(401, 'BB001', '请先登录')
    return { id: 'me' }
  }
  const deps = {
    frame,
    service: {
      rpc: (async (name: string, args: Record<string, unknown>) =>
        name === 'service_hit_limit' ? limit(args) : confirmed(name, args)) as ServiceClient['rpc'],
    },
    askAsCaller: askAsCaller as unknown as AskAsCaller,
    wechat: wechatApi({ server, tokens, wait: async () => {}, random: () => 0 }),
  }
  const post = async (code: unknown, authorization = 'Bearer mine') => {
    const init = { method: 'POST', headers: { authorization }, body: JSON.stringify({ code }) }
    const answer = await handleWechatPhone(new Request('http://localhost/wechat-phone', init), deps)
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
  }
  return { post, confirmed, limit, lines: frame.lines, server }
}

test('the number that WeChat knows is confirmed for the caller', async () => {
  const { post, confirmed } = world()
  expect(await post(simulator.phones.issue(NUMBER))).toEqual({ status: 200, phone: NUMBER })
  expect(confirmed).toHaveBeenCalledWith('service_confirm_phone', {
    p_user: 'me',
    p_phone: NUMBER,
    p_via: 'wechat',
  })
})

test('a code works once; another or a strange one is asked for anew, with the way round', async () => {
  const { post, confirmed } = world()
  const code = simulator.phones.issue(NUMBER)
  await post(code)
  for (const bad of [code, 'unknown', 'no code!', '', 7])
    expect(await post(bad)).toMatchObject({
      status: 400,
      code: 'WECHAT_CODE_INVALID',
      hint: expect.stringContaining('短信'),
    })
  expect(confirmed).toHaveBeenCalledTimes(1)
})

test.each([
  [45009, 429, 'WECHAT_PHONE_QUOTA'],
  [45011, 429, 'WECHAT_PHONE_QUOTA'],
  [1400001, 429, 'WECHAT_PHONE_QUOTA'],
  [40013, 400, 'WECHAT_CODE_INVALID'],
  [-1, 502, 'WECHAT_UNREACHABLE'],
  [40001, 502, 'WECHAT_UNREACHABLE'],
  ['garbage' as const, 502, 'WECHAT_UNREACHABLE'],
  ['timeout' as const, 502, 'WECHAT_UNREACHABLE'],
])('%s: %i %s, and the way round by SMS in words', async (fault, status, code) => {
  const { post, confirmed, lines, server } = world()
  simulator.failNext(fault, PATH, 3)
  // Only the time-out is waited for; a slow machine is none.
  if (fault === 'timeout') server.timeoutMs = 150
  expect(await post(simulator.phones.issue(NUMBER))).toMatchObject({
    status,
    code,
    hint: expect.stringContaining('短信验证码'),
  })
  expect(confirmed).not.toHaveBeenCalled()
  expect(lines[0]).toMatchObject({ wechat: expect.any(String) })
})

test('a token that cannot be had is no fault of the code', async () => {
  const { post } = world()
  simulator.failNext(40125, '/cgi-bin/stable_token')
  expect(await post(simulator.phones.issue(NUMBER))).toMatchObject({ status: 502 })
})

test('a number from abroad is not one we can send to', async () => {
  const { post } = world()
  expect(await post(simulator.phones.issue('+852 51234567'))).toMatchObject({ code: 'WECHAT_PHONE_ABROAD' })
  expect(await post(simulator.phones.issue('12'))).toMatchObject({ code: 'WECHAT_PHONE_ABROAD' })
})

test('another account’s number, and nobody signed in', async () => {
  const { post } = world('somebody else')
  expect(await post(simulator.phones.issue(NUMBER))).toMatchObject({ status: 409, code: 'BB100' })
  const code = simulator.phones.issue(NUMBER)
  expect(await post(code, 'Bearer dead')).toMatchObject({ status: 401, code: 'BB001' })
  expect(simulator.calls(PATH)).toBe(1)
})

test('whoever turns in code after code is stopped before WeChat is asked', async () => {
  const { post, limit } = world()
  limit.mockReturnValue(false)
  expect(await post(simulator.phones.issue(NUMBER))).toMatchObject({
    status: 429,
    code: 'TOO_MANY_NUMBERS',
    hint: expect.stringContaining('短信验证码'),
  })
  expect(limit).toHaveBeenCalledWith({ p_action: 'wechat_phone', p_subject: 'me' })
  expect(simulator.calls(PATH)).toBe(0)
})

test('the number is not logged', async () => {
  const { post, lines } = world()
  await post(simulator.phones.issue(NUMBER))
  expect(JSON.stringify(lines)).not.toContain('1991111')
})
