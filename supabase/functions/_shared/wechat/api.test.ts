import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../../local/wechat/app'
import type { Fault } from '../../../local/wechat/router'
import { startWechatSimulator, type WechatSimulator } from '../../../local/wechat/simulator'
import type { ServiceClient } from '../service-client.ts'
import { accessTokens } from './access-token.ts'
import { type WechatApi, wechatApi } from './api.ts'
import type { WechatServer } from './request.ts'

const STABLE = '/cgi-bin/stable_token'
const PATH = '/wxa/business/getuserphonenumber'
const ANSWER = z.object({ errcode: z.literal(0), phone_info: z.object({ purePhoneNumber: z.string() }) })

let simulator: WechatSimulator
let api: WechatApi
let server: WechatServer
const waited: number[] = []
let rpc: ReturnType<typeof tokenStore>

beforeEach(async () => {
  simulator = await startWechatSimulator()
  waited.length = 0
  rpc = tokenStore()
  api = anApi()
})
afterEach(() => simulator.close())

function anApi(): WechatApi {
  server = { apiBase: simulator.url, fetcher: fetch, timeoutMs: 5000 }
  const patience = {
    wait: async (ms: number) => {
      waited.push(ms)
    },
    random: () => 0.5,
  }
  const tokens = accessTokens({
    server,
    appid: DEMO_APPID,
    secret: DEMO_WECHAT_SECRET,
    service: { rpc: rpc as unknown as ServiceClient['rpc'] },
    ...patience,
  })
  return wechatApi({ server, tokens, ...patience })
}

/** The table of tokens in memory, for one caller; supabase/tests/wechat-tokens.test.ts tells the rest. */
function tokenStore() {
  let token: string | null = null
  return vi.fn(async (name: string, args: Record<string, unknown>): Promise<unknown> => {
    if (name === 'service_wechat_token') {
      const good = token !== null && token !== args.p_stale
      return { token: good ? token : null, lease: good ? null : randomUUID(), wait_ms: null }
    }
    if (name === 'service_keep_wechat_token') token = String(args.p_token)
    return true
  })
}

/** Only a planned time-out is waited for; a slow machine is none. */
function plan(fault: Fault, path: string, times = 1): void {
  simulator.failNext(fault, path, times)
  if (fault === 'timeout') server.timeoutMs = 150
}

const phone = () => api.call(PATH, { code: simulator.phones.issue('13800000001') }, ANSWER)

test('the answer comes as the schema has it; the token is asked for once', async () => {
  expect((await phone()).phone_info.purePhoneNumber).toBe('13800000001')
  await phone()
  expect(simulator.calls(STABLE)).toBe(1)
})

test('a token that WeChat does not take any more is replaced once, and the call made again', async () => {
  await phone()
  simulator.tokens.revoke()
  expect((await phone()).errcode).toBe(0)
  expect(simulator.calls(STABLE)).toBe(2)
  expect(simulator.calls(PATH)).toBe(3)
})

test.each([40001, 40014, 42001])(
  '%i while WeChat calls the token valid: replaced by force',
  async (errcode) => {
    await phone()
    simulator.failNext(errcode, PATH)
    expect((await phone()).errcode).toBe(0)
    // Asked in the usual way first: force is limited to 20 a day.
    expect(simulator.calls(STABLE)).toBe(3)
  },
)

test('a token that is never taken is a fault of the settings: tried once more, then said', async () => {
  simulator.failNext(40001, PATH, 5)
  await expect(phone()).rejects.toMatchObject({ kind: 'token', errcode: 40001, path: PATH })
  expect(simulator.calls(PATH)).toBe(2)
})

test('a busy WeChat is asked again, later each time, and not for ever', async () => {
  simulator.failNext(-1, PATH, 2)
  expect((await phone()).errcode).toBe(0)
  expect(waited).toEqual([400, 1600])
  simulator.failNext(-1, PATH, 3)
  await expect(phone()).rejects.toMatchObject({ kind: 'busy', errcode: -1 })
})

test.each([45009, 45011])('%i is a quota, and is not tried again', async (errcode) => {
  simulator.failNext(errcode, PATH)
  await expect(phone()).rejects.toMatchObject({ kind: 'quota', errcode })
  expect(simulator.calls(PATH)).toBe(1)
  expect(waited).toEqual([])
})

test('a quota that is used up', async () => {
  simulator.setQuota(PATH, 1)
  await phone()
  await expect(phone()).rejects.toMatchObject({ kind: 'quota', errcode: 45009 })
})

test('any other errcode is about what was asked', async () => {
  await expect(api.call(PATH, { code: 'unknown' }, ANSWER)).rejects.toMatchObject({
    kind: 'refused',
    errcode: 40029,
  })
})

test.each(['garbage', 'timeout'] as const)('%s is unreachable, and is not tried again', async (fault) => {
  await phone()
  plan(fault, PATH)
  await expect(phone()).rejects.toMatchObject({ kind: 'unreachable', errcode: 0 })
  expect(simulator.calls(PATH)).toBe(2)
})

test('an answer of another shape is not WeChat’s', async () => {
  const other = z.object({ openid: z.string() })
  const call = api.call(PATH, { code: simulator.phones.issue('13800000001') }, other)
  await expect(call).rejects.toMatchObject({ kind: 'unreachable' })
})

test.each([-1, 45009, 'garbage', 'timeout'] as const)(
  'a token that cannot be had (%s) gives its lease back',
  async (fault) => {
    plan(fault, STABLE, 3)
    await expect(phone()).rejects.toMatchObject({ path: STABLE })
    expect(rpc.mock.calls.map(([name]) => name)).toEqual([
      'service_wechat_token',
      'service_release_wechat_lease',
    ])
  },
)

test('an early renewal that fails goes on with the old token', async () => {
  await phone()
  const usual = rpc.getMockImplementation()
  plan('timeout', STABLE)
  const release = vi.fn(async () => {
    // The call itself has the time it needs.
    server.timeoutMs = 5000
  })
  rpc.mockImplementation(async (name, args) => {
    if (name === 'service_release_wechat_lease') return release()
    const answer = await usual?.(name, args)
    return name === 'service_wechat_token' ? { ...Object(answer), lease: randomUUID() } : answer
  })
  expect((await phone()).errcode).toBe(0)
  expect(release).toHaveBeenCalledTimes(1)
})

test('somebody else renews: waits as told, and gives up where that failed', async () => {
  const token = (await ask(STABLE)).access_token
  const answers = [
    { token: null, lease: null, wait_ms: 250 },
    { token: null, lease: null, wait_ms: 250 },
    { token, lease: null, wait_ms: null },
    { token: null, lease: null, wait_ms: null },
  ]
  rpc.mockImplementation(async () => answers.shift() ?? true)
  expect((await phone()).errcode).toBe(0)
  expect(waited).toEqual([250, 250])
  await expect(phone()).rejects.toMatchObject({ kind: 'unreachable', path: STABLE })
})

test('neither the token nor the secret is in an error', async () => {
  const words: string[] = []
  await phone()
  for (const fault of [-1, 40001, 45009, 'garbage', 'timeout'] as const) {
    plan(fault, PATH, 3)
    words.push(await phone().then(String, (error: Error) => `${error} ${JSON.stringify(error)}`))
  }
  const { access_token } = await ask(STABLE)
  expect(words.join()).not.toContain(access_token)
  expect(words.join()).not.toContain(DEMO_WECHAT_SECRET)
})

async function ask(path: string) {
  const body = { grant_type: 'client_credential', appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET }
  const answer = await fetch(`${simulator.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return (await answer.json()) as { access_token: string }
}
