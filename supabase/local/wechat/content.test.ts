import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureOf, unseal } from '../../functions/wechat-events/sealed'
import { LOOPBACK } from '../defaults'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from './app'
import { DEMO_PUSH, RISKY_PICTURE } from './content'
import { startWechatSimulator, type WechatSimulator } from './simulator'

let simulator: WechatSimulator
let token = ''
/** Where WeChat pushes to, and where it fetches pictures: what came, and what is given. */
const pushed: { query: URLSearchParams; body: string }[] = []
const server = http.createServer((incoming, outgoing) => {
  const url = new URL(incoming.url ?? '/', 'http://x')
  if (incoming.method === 'GET') {
    outgoing.statusCode = url.pathname === '/gone.jpg' ? 404 : 200
    outgoing.end(url.pathname === '/risky.jpg' ? `JPEG ${RISKY_PICTURE}` : 'JPEG')
    return
  }
  let body = ''
  incoming.on('data', (piece) => {
    body += piece
  })
  incoming.on('end', () => {
    pushed.push({ query: url.searchParams, body })
    outgoing.end('success')
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  simulator = await startWechatSimulator()
  simulator.content.pushesTo(`${base()}/events`)
  const query = new URLSearchParams({
    appid: DEMO_APPID,
    secret: DEMO_WECHAT_SECRET,
    grant_type: 'client_credential',
  })
  const answer = await fetch(`${simulator.url}/cgi-bin/token?${query}`)
  token = ((await answer.json()) as { access_token: string }).access_token
})
afterAll(async () => {
  await simulator.close()
  server.closeAllConnections()
  server.close()
})

const base = () => `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`

const ask = async (path: string, body: Record<string, unknown>) => {
  const answer = await fetch(`${simulator.url}${path}?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({ openid: 'o1', scene: 2, version: 2, ...body }),
  })
  return (await answer.json()) as Record<string, unknown>
}
const text = (content: string, more: Record<string, unknown> = {}) =>
  ask('/wxa/msg_sec_check', { content, ...more })

describe('a text', () => {
  test.each([
    ['你好', 'pass', 100],
    ['这是违规测试', 'risky', 20003],
    ['这是广告测试', 'risky', 10001],
    ['这是可疑测试', 'review', 20012],
  ])('%s is %s', async (content, suggest, label) => {
    expect(await text(content)).toMatchObject({
      errcode: 0,
      result: { suggest, label },
      detail: [{ suggest }],
    })
  })

  test('has a trace of its own each time, and its title counts too', async () => {
    expect(await text('你好', { title: '违规测试' })).toMatchObject({ result: { suggest: 'risky' } })
    expect((await text('你好')).trace_id).not.toBe((await text('你好')).trace_id)
  })

  test.each([
    [40129, { scene: 9 }],
    [40003, { openid: '' }],
    [47001, { version: 1 }],
    [47001, { content: '长'.repeat(2501) }],
    [44002, { content: '' }],
  ])('errcode %i for %j', async (errcode, more) => {
    expect(await text('你好', more)).toMatchObject({ errcode })
  })

  test('of somebody who was not there for two hours is not looked at; of who is back it is', async () => {
    simulator.content.leave('o2')
    expect(await text('你好', { openid: 'o2' })).toMatchObject({ errcode: 61010 })
    simulator.content.leave('o2', true)
    expect(await text('你好', { openid: 'o2' })).toMatchObject({ errcode: 0 })
  })
})

describe('a picture', () => {
  test.each([
    ['/fine.jpg', { errcode: 0, result: { suggest: 'pass', label: 100 } }],
    ['/risky.jpg', { errcode: 0, result: { suggest: 'risky', label: 20002 } }],
    ['/gone.jpg', { errcode: -1008 }],
  ])('%s: only a trace at once, the answer by a sealed and signed push', async (picture, expected) => {
    pushed.length = 0
    const body = { media_type: 2, media_url: `${base()}${picture}` }
    const { trace_id } = await ask('/wxa/media_check_async', body)
    await simulator.content.quiet()
    expect(pushed).toHaveLength(1)
    const { query, body: came } = pushed[0] as (typeof pushed)[number]
    const { Encrypt } = JSON.parse(came) as { Encrypt: string }
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
    expect(query.get('msg_signature')).toBe(await signatureOf(DEMO_PUSH.token, timestamp, nonce, Encrypt))
    expect(came).not.toContain('wxa_media_check')
    expect(JSON.parse(await unseal(Encrypt, DEMO_PUSH))).toMatchObject({
      Event: 'wxa_media_check',
      appid: DEMO_APPID,
      trace_id,
      ...expected,
    })
  })

  test('of no type, or without an address, is refused', async () => {
    expect(await ask('/wxa/media_check_async', { media_url: 'x' })).toMatchObject({ errcode: 47001 })
    expect(await ask('/wxa/media_check_async', { media_type: 2 })).toMatchObject({ errcode: 47001 })
  })
})
