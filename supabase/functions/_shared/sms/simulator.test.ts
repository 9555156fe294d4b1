import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWechatSimulator, type WechatSimulator } from '../../../local/wechat/simulator'
import { simulatorSms } from './simulator.ts'

let simulator: WechatSimulator
beforeEach(async () => {
  simulator = await startWechatSimulator()
})
afterEach(() => simulator.close())

const sms = (key: string) => ({
  phone: '19911110001',
  template: 'phone_code',
  providerId: null,
  words: '验证码 {code}',
  params: { code: '246810' },
  key,
})
const send = (key = 'k', timeoutMs = 5000) => simulatorSms(simulator.url, fetch, timeoutMs).send(sms(key))

test('what would have arrived stands on the page, once for each key', async () => {
  expect([await send('a'), await send('a'), await send('b')]).toEqual([
    { ok: true },
    { ok: true },
    { ok: true },
  ])
  expect(simulator.sent.map(({ channel, to, lines }) => ({ channel, to, lines }))).toEqual(
    Array.from({ length: 2 }, () => ({ channel: '短信', to: '19911110001', lines: ['验证码 246810'] })),
  )
  const page = await simulator.page('/simulator/messages')?.text()
  expect(page).toContain('验证码 246810')
})

test.each([
  [-1, 'busy'],
  [45009, 'quota'],
  [45011, 'quota'],
  [40003, 'refused'],
  ['garbage' as const, 'unreachable'],
  ['timeout' as const, 'unreachable'],
])('%s is %s', async (fault, kind) => {
  simulator.failNext(fault, '/sms/send')
  // Only the time-out is waited for; a slow machine is none.
  expect(await send('k', fault === 'timeout' ? 100 : 5000)).toEqual({ ok: false, kind })
})

test('a text whose names have no values is not sent', async () => {
  const broken = { ...sms('x'), params: {} }
  await expect(simulatorSms(simulator.url).send(broken)).rejects.toThrow('{code}')
})
