import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { Refusal } from '../_shared/http.ts'
import { type CallSignDeps, handleCallSign } from './handler.ts'
import { roomSignature } from './signature.ts'

const APPOINTMENT = '5d000000-0000-4000-8000-0000000000aa'
const ME = '5d000000-0000-4000-8000-000000000001'
const KEY = 'gDyVgzwa0mFz9uUP7M6GQQ=='

const post = (body: unknown = { appointment_id: APPOINTMENT, code: 'c0de' }) =>
  new Request('http://localhost/call-sign', {
    method: 'POST',
    headers: { authorization: 'Bearer mine' },
    body: JSON.stringify(body),
  })

function world(over: Partial<CallSignDeps> = {}, person: string | null = ME) {
  const frame = { ...testFrame('call-sign'), newId: () => 'aaaa-bbbb' }
  const askAsCaller = vi.fn(async () => ({
    group_id: 'bb5d',
    closes_at: '2026-04-01T03:00:00.000Z',
    person_id: ME,
  }))
  const exchangeCode = vi.fn(async () => ({ openid: 'o1', unionid: null, sessionKey: KEY }))
  const deps: CallSignDeps = {
    frame,
    appid: 'wx1',
    askAsCaller: askAsCaller as never,
    service: { rpc: (async () => person) as never },
    exchangeCode,
    clock: () => 1_559_129_714_900,
    ...over,
  }
  return { deps, askAsCaller, exchangeCode, log: frame.lines }
}

test('signs for the room that the database names, by the key of the fresh code', async () => {
  const { deps, askAsCaller, exchangeCode, log } = world()
  const answer = await handleCallSign(post(), deps)
  const ticket = { appId: 'wx1', groupId: 'bb5d', nonceStr: 'aaaabbbb', timeStamp: '1559129714' }
  expect(await answer.json()).toEqual({
    group_id: 'bb5d',
    nonce_str: 'aaaabbbb',
    time_stamp: 1559129714,
    signature: await roomSignature(ticket, KEY),
    closes_at: '2026-04-01T03:00:00.000Z',
  })
  expect(askAsCaller).toHaveBeenCalledWith('Bearer mine', 'open_call', { p_appointment_id: APPOINTMENT })
  expect(exchangeCode).toHaveBeenCalledWith('c0de')
  expect(JSON.stringify(log)).not.toMatch(/gDyV|o1|c0de/)
})

test('who may not enter spends no code and gets no signature', async () => {
  const { deps, exchangeCode } = world({
    askAsCaller: async () => {
      throw new Refusal(400, 'BB111', '还没到视频核查的时间')
    },
  })
  const answer = await handleCallSign(post(), deps)
  expect(await answer.json()).toMatchObject({ code: 'BB111' })
  expect(exchangeCode).not.toHaveBeenCalled()
})

test.each([
  ['another account', 'somebody'],
  ['nobody', null],
])('the code of %s signs nothing: the key would be another person’s', async (_, person) => {
  const { deps } = world({}, person)
  const answer = await handleCallSign(post(), deps)
  expect(answer.status).toBe(403)
  const body = (await answer.json()) as Record<string, unknown>
  expect(body.code).toBe('WECHAT_OTHER_PERSON')
  expect(JSON.stringify(body)).not.toMatch(/gDyV|signature/)
})

test.each([
  [{}],
  [{ appointment_id: APPOINTMENT }],
  [{ appointment_id: 'x', code: 'c' }],
  [{ appointment_id: APPOINTMENT, code: 'a b' }],
  [{ appointment_id: APPOINTMENT, code: 'x'.repeat(129) }],
])('%j is not asked about anywhere', async (body) => {
  const { deps, askAsCaller } = world()
  expect((await handleCallSign(post(body), deps)).status).toBe(400)
  expect(askAsCaller).not.toHaveBeenCalled()
})
