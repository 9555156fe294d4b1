import { afterEach, describe, expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { handleWechatEvents } from './handler.ts'
import { WINDOW_SECONDS } from './push.ts'
import { type PushKeys, seal, signatureOf } from './sealed.ts'

const SAFE: PushKeys = {
  appid: 'wx1',
  token: 'our-token',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}
const PLAIN: PushKeys = { ...SAFE, aesKey: null }
const NOW = 1_714_112_445
const NONCE = '415670741'

afterEach(() => vi.useRealTimers())

function world(keys: PushKeys, rpc = vi.fn(async (..._: unknown[]): Promise<unknown> => true)) {
  const frame = testFrame('wechat-events')
  return { rpc, log: frame.lines, deps: { frame, service: { rpc } as never, keys, clock: () => NOW * 1000 } }
}

interface Sent {
  at?: number
  token?: string
  format?: 'json' | 'xml'
  /** Put in place of the right one. */
  signature?: string
}

/** A push as WeChat sends it in safe mode. */
async function sealed(
  message: string,
  { at = NOW, token = SAFE.token, format = 'json', signature }: Sent = {},
) {
  const Encrypt = await seal(message, SAFE)
  const query = new URLSearchParams({
    signature: await signatureOf(token, String(at), NONCE),
    timestamp: String(at),
    nonce: NONCE,
    openid: 'o1',
    encrypt_type: 'aes',
    msg_signature: signature ?? (await signatureOf(token, String(at), NONCE, Encrypt)),
  })
  const body =
    format === 'json'
      ? JSON.stringify({ ToUserName: 'gh_1', Encrypt })
      : `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${Encrypt}]]></Encrypt></xml>`
  return new Request(`http://localhost/wechat-events?${query}`, { method: 'POST', body })
}

async function plain(body: string, { at = NOW, token = SAFE.token }: Sent = {}) {
  const query = new URLSearchParams({
    signature: await signatureOf(token, String(at), NONCE),
    timestamp: String(at),
    nonce: NONCE,
  })
  return new Request(`http://localhost/wechat-events?${query}`, { method: 'POST', body })
}

const media = (more: Record<string, unknown> = {}) => ({
  ToUserName: 'gh_1',
  FromUserName: 'o1',
  CreateTime: NOW,
  MsgType: 'event',
  Event: 'wxa_media_check',
  appid: 'wx1',
  trace_id: 'trace-1',
  version: 2,
  detail: [{ strategy: 'content_model', errcode: 0, suggest: 'risky', label: 20002, prob: 90 }],
  errcode: 0,
  errmsg: 'ok',
  result: { suggest: 'risky', label: 20002 },
  ...more,
})
const MEDIA_XML = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName>
<CreateTime>${NOW}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxa_media_check]]></Event>
<appid><![CDATA[wx1]]></appid><trace_id><![CDATA[trace-1]]></trace_id><version>2</version>
<detail><strategy><![CDATA[content_model]]></strategy><errcode>0</errcode></detail><errcode>0</errcode>
<errmsg><![CDATA[ok]]></errmsg><result><suggest><![CDATA[risky]]></suggest><label>20002</label></result></xml>`
const RISKY = { p_trace_id: 'trace-1', p_suggest: 'risky', p_label: 20002, p_problem: null }

describe('the check of the address', () => {
  const check = async (more: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      signature: await signatureOf(SAFE.token, String(NOW), NONCE),
      timestamp: String(NOW),
      nonce: NONCE,
      echostr: '4375120948345356249',
      ...more,
    })
    return handleWechatEvents(new Request(`http://localhost/wechat-events?${query}`), world(SAFE).deps)
  }
  test('is answered with the word that came, and nothing else', async () => {
    const answer = await check()
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('4375120948345356249')
    expect(answer.headers.get('content-type')).toContain('text/plain')
  })
  test('with a wrong signature, an old one, or markup for a word is refused', async () => {
    expect((await check({ signature: '0'.repeat(40) })).status).toBe(401)
    expect((await check({ timestamp: String(NOW - 1) })).status).toBe(401)
    expect((await check({ echostr: '<script>alert(1)</script>' })).status).toBe(400)
  })
})

describe('what WeChat says of a picture', () => {
  test.each([
    ['safe, JSON', () => sealed(JSON.stringify(media())), SAFE],
    ['safe, XML outside and in', () => sealed(MEDIA_XML, { format: 'xml' }), SAFE],
    ['plain, JSON', () => plain(JSON.stringify(media())), PLAIN],
    ['plain, XML', () => plain(MEDIA_XML), PLAIN],
  ])('%s: is passed on, and answered with success', async (_, request, keys) => {
    const { deps, rpc, log } = world(keys)
    const answer = await handleWechatEvents(await request(), deps)
    expect(await answer.text()).toBe('success')
    expect(rpc.mock.calls).toEqual([['service_media_answer', RISKY]])
    expect(log).toMatchObject([{ function: 'wechat-events', status: 200, event: 'media' }])
    expect(JSON.stringify(log)).not.toContain('o1')
  })

  test('compatible mode: what is sealed counts, not the plain words beside it', async () => {
    const { deps, rpc } = world(SAFE)
    const request = await sealed(JSON.stringify(media()))
    const { Encrypt } = (await request.clone().json()) as { Encrypt: string }
    const body = JSON.stringify({ ...media({ result: { suggest: 'pass', label: 100 } }), Encrypt })
    await handleWechatEvents(new Request(request.url, { method: 'POST', body }), deps)
    expect(rpc.mock.calls).toEqual([['service_media_answer', RISKY]])
  })

  test.each([
    ['could not be fetched', { errcode: -1008, result: undefined }, null, 'download'],
    ['another error', { errcode: 5, result: undefined }, null, 'errcode 5'],
    ['of the first version, risky', { result: undefined, isrisky: 1, status_code: 0 }, 'risky', null],
    ['of the first version, fine', { result: undefined, isrisky: 0, status_code: 0 }, 'pass', null],
    [
      'of the first version, not fetched',
      { result: undefined, isrisky: 0, status_code: 4294966288 },
      null,
      'download',
    ],
    ['nothing at all', { result: undefined }, null, 'no result'],
  ])('%s', async (_, more, p_suggest, p_problem) => {
    const { deps, rpc } = world(SAFE)
    await handleWechatEvents(await sealed(JSON.stringify(media(more))), deps)
    expect(rpc.mock.calls[0]?.[1]).toMatchObject({ p_suggest, p_problem })
  })

  test('for another mini-program, or in a shape that is not known, is nobody’s', async () => {
    for (const more of [{ appid: 'wx2' }, { trace_id: '' }, { result: { suggest: 'maybe', label: 1 } }]) {
      const { deps, rpc } = world(SAFE)
      expect(await (await handleWechatEvents(await sealed(JSON.stringify(media(more))), deps)).text()).toBe(
        'success',
      )
      expect(rpc).not.toHaveBeenCalled()
    }
  })
})

describe('what is not WeChat’s is refused', () => {
  test.each([
    ['signed with another token', () => sealed(JSON.stringify(media()), { token: 'guess' })],
    ['signed over something else', () => sealed(JSON.stringify(media()), { signature: '0'.repeat(40) })],
    ['too old', () => sealed(JSON.stringify(media()), { at: NOW - WINDOW_SECONDS - 1 })],
    ['from the future', () => sealed(JSON.stringify(media()), { at: NOW + WINDOW_SECONDS + 1 })],
    ['plain where it must be sealed', () => plain(JSON.stringify(media()))],
    [
      'sealed for another mini-program',
      async () => {
        const Encrypt = await seal(JSON.stringify(media()), { ...SAFE, appid: 'wx2' })
        const signature = await signatureOf(SAFE.token, String(NOW), NONCE, Encrypt)
        const query = new URLSearchParams({ timestamp: String(NOW), nonce: NONCE, msg_signature: signature })
        return new Request(`http://localhost/wechat-events?${query}`, {
          method: 'POST',
          body: JSON.stringify({ Encrypt }),
        })
      },
    ],
  ])('%s', async (_, request) => {
    const { deps, rpc } = world(SAFE)
    expect((await handleWechatEvents(await request(), deps)).status).toBe(401)
    expect(rpc).not.toHaveBeenCalled()
  })

  test('plain mode: another token, another moment, no signature', async () => {
    const { deps, rpc } = world(PLAIN)
    const body = JSON.stringify(media())
    for (const more of [{ token: 'guess' }, { at: NOW - 3600 }]) {
      expect((await handleWechatEvents(await plain(body, more), deps)).status).toBe(401)
    }
    const bare = new Request('http://localhost/wechat-events', { method: 'POST', body })
    expect((await handleWechatEvents(bare, deps)).status).toBe(401)
    expect(rpc).not.toHaveBeenCalled()
  })

  test('a body without end, no JSON and no XML, and other methods', async () => {
    const { deps } = world(PLAIN)
    expect((await handleWechatEvents(await plain('x'.repeat(70_000)), deps)).status).toBe(413)
    for (const text of ['', '[]', '1', 'hello', '<html></html>']) {
      expect((await handleWechatEvents(await plain(text), deps)).status).toBe(400)
    }
    const put = new Request('http://localhost/wechat-events', { method: 'PUT', body: '' })
    expect((await handleWechatEvents(put, deps)).status).toBe(405)
  })
})

test('what became of a subscribe message is passed on', async () => {
  const { deps, rpc } = world(SAFE)
  const List = { SubscribeStatusString: 'reject', TemplateId: 'T1' }
  const message = { FromUserName: 'o1', CreateTime: NOW, Event: 'subscribe_msg_change_event', List }
  expect(await (await handleWechatEvents(await sealed(JSON.stringify(message)), deps)).text()).toBe('success')
  const p_results = [{ template_id: 'T1', status: 'reject' }]
  const told = { p_event: 'change', p_openid: 'o1', p_results, p_at: '2024-04-26T06:20:45.000Z' }
  expect(rpc.mock.calls).toEqual([['service_subscription_event', told]])
})

test('what is of no concern is taken, so that WeChat does not send it again', async () => {
  const { deps, rpc } = world(SAFE)
  const message = { MsgType: 'event', Event: 'debug_demo', debug_str: 'hello world' }
  expect(await (await handleWechatEvents(await sealed(JSON.stringify(message)), deps)).text()).toBe('success')
  expect(rpc).not.toHaveBeenCalled()
})

test('what the database does not take in four seconds is an error: WeChat comes again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { deps } = world(
    SAFE,
    vi.fn(() => new Promise<never>(() => {})),
  )
  const request = await sealed(JSON.stringify(media()))
  const answer = handleWechatEvents(request, deps)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  await vi.advanceTimersByTimeAsync(4000)
  expect((await answer).status).toBe(503)
  const broken = world(
    SAFE,
    vi.fn(async () => Promise.reject(new Error('no database'))),
  )
  expect((await handleWechatEvents(await sealed(JSON.stringify(media())), broken.deps)).status).toBe(500)
})
