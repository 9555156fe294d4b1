import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../local/wechat/app'
import { startWechatSimulator, type WechatSimulator } from '../../local/wechat/simulator'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { Refusal } from '../_shared/http.ts'
import { wechatApi } from '../_shared/wechat/api.ts'
import { ask } from '../_shared/wechat/request.ts'
import { handleItemCode, type ItemCodeDeps } from './handler.ts'

const PATH = '/wxa/getwxacodeunlimit'

let simulator: WechatSimulator
beforeEach(async () => {
  simulator = await startWechatSimulator()
})
afterEach(() => simulator.close())

/** Staff who see three codes, one of them stopped; a Storage that keeps what it is given. */
function world(version: ItemCodeDeps['version'] = 'release') {
  const frame = testFrame('item-code')
  const server = { apiBase: simulator.url, fetcher: fetch, timeoutMs: 5000 }
  const token = async () => {
    const body = { grant_type: 'client_credential', appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET }
    const { content } = await ask(server, '/cgi-bin/stable_token', {}, body)
    return (JSON.parse(new TextDecoder().decode(content)) as { access_token: string }).access_token
  }
  const stored = new Map<string, Uint8Array<ArrayBuffer>>()
  const read = vi.fn(async (_bucket: string, path: string) => {
    const content = stored.get(path)
    return content ? new Blob([content]).stream() : null
  })
  const write = vi.fn(
    async (_bucket: string, path: string, content: Uint8Array<ArrayBuffer>, _mime: string) => {
      stored.set(path, content)
    },
  )
  const askAsCaller = async (authorization: string) => {
    if (authorization !== 'Bearer staff') throw new Refusal(403, 'BB002', '你没有做这一步的权限')
    return ['QX01', 'QX02', 'QX03'].map((code) => ({ code, state: code === 'QX03' ? 'revoked' : 'active' }))
  }
  const deps: ItemCodeDeps = {
    frame,
    askAsCaller: askAsCaller as unknown as AskAsCaller,
    objects: { read, write },
    wechat: wechatApi({
      server,
      tokens: { current: token, insteadOf: token },
      wait: async () => {},
      random: () => 0,
    }),
    version,
  }
  const post = async (codes: unknown, authorization = 'Bearer staff') => {
    const init = { method: 'POST', headers: { authorization }, body: JSON.stringify({ codes }) }
    const answer = await handleItemCode(new Request('http://localhost/item-code', init), deps)
    return (await answer.json()) as {
      code?: string
      pictures: Record<string, string | null>
      reason: string | null
    }
  }
  return { post, read, write, stored, server, lines: frame.lines }
}

test('a picture is drawn once, and then comes from where it is kept', async () => {
  const { post, write, stored } = world()
  const first = await post(['QX01', 'QX02', 'QX01'])
  expect(first).toEqual({
    pictures: {
      QX01: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
      QX02: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
    },
    reason: null,
  })
  expect(first.pictures.QX01).not.toBe(first.pictures.QX02)
  expect([...stored.keys()]).toEqual(['release/QX01', 'release/QX02'])
  expect(write.mock.calls[0]?.[3]).toBe('image/png')
  expect(await post(['QX01', 'QX02'])).toEqual(first)
  expect(simulator.calls(PATH)).toBe(2)
})

test('a stopped code and one that nobody made have no picture, also when one is kept', async () => {
  const { post, stored } = world()
  stored.set('release/QX03', new Uint8Array([0xff, 0xd8]))
  expect(await post(['QX03', 'QX99'])).toEqual({ pictures: { QX03: null, QX99: null }, reason: null })
  expect(simulator.calls(PATH)).toBe(0)
})

test('who may not see the codes gets none', async () => {
  const { post, read } = world()
  expect(await post(['QX01'], 'Bearer business')).toMatchObject({ code: 'BB002' })
  expect(read).not.toHaveBeenCalled()
})

test.each([[[]], [['qx01']], [['QX01?x']], [Array(9).fill('QX01')], ['QX01'], [[7]]])(
  '%j is no list of codes',
  async (codes) => {
    expect(await world().post(codes)).toMatchObject({ code: 'BAD_REQUEST' })
  },
)

test.each([
  [-1, 'busy'],
  [45009, 'quota'],
  [45011, 'quota'],
  [41030, 'refused'],
  [40001, 'token'],
  ['garbage' as const, 'unreachable'],
  ['timeout' as const, 'unreachable'],
])('%s: the ordinary QR for this and all after it, and WeChat is left alone', async (fault, reason) => {
  const { post, write, server, lines } = world()
  await post(['QX02'])
  const before = simulator.calls(PATH)
  simulator.failNext(fault, PATH, 3)
  if (fault === 'timeout') server.timeoutMs = 150
  expect(await post(['QX01', 'QX02'])).toEqual({
    pictures: { QX01: null, QX02: expect.any(String) },
    reason,
  })
  expect(write).toHaveBeenCalledTimes(1)
  expect(simulator.calls(PATH) - before).toBeLessThanOrEqual(3)
  expect(lines.at(-1)).toMatchObject({ status: 200, wechat: reason })
})

test('before the first release no version has the page; the trial version needs none', async () => {
  simulator.codes.published = []
  expect((await world().post(['QX01'])).reason).toBe('refused')
  const trial = world('trial')
  expect((await trial.post(['QX01'])).reason).toBeNull()
  expect([...trial.stored.keys()]).toEqual(['trial/QX01'])
})

test('a Storage that fails holds nobody up, and what lies there must be a picture', async () => {
  const { post, read, write, stored } = world()
  read.mockRejectedValueOnce(new Error('Storage is busy'))
  write.mockRejectedValueOnce(new Error('Storage is busy'))
  expect((await post(['QX01'])).pictures.QX01).toBeTruthy()
  stored.set('release/QX01', new TextEncoder().encode('<svg onload="x"/>'))
  expect((await post(['QX01'])).pictures.QX01).toMatch(/^data:image\/png/)
  expect(simulator.calls(PATH)).toBe(2)
})
