import { describe, expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import type { SmsOutcome } from '../_shared/sms/provider.ts'
import { WechatError } from '../_shared/wechat/api.ts'
import { anchorPlace } from './anchor-place.ts'
import { handleNotify } from './handler.ts'
import { type Senders, sendStep } from './senders.ts'
import type { Done, Step, Subscribe } from './steps.ts'

const post = (secret = 's3') =>
  new Request('http://localhost/notify', {
    method: 'POST',
    headers: { 'x-schedule-secret': secret },
    body: '{}',
  })

const SUBSCRIBE: Subscribe = {
  do: 'subscribe',
  openid: 'o1',
  template_id: 't1',
  fields: [{ name: 'thing1', from: ['line'] }],
  page: 'pages/home/index',
  values: { line: '证照出来了' },
  key: 'k1',
}
const SMS: Step = {
  do: 'sms',
  phone: '13800000000',
  template: 'progress',
  provider_id: null,
  words: '办件{number}{phrase}',
  params: ['number', 'phrase'],
  values: { number: 'QX-1', phrase: '已受理' },
  key: 'k1',
}
const done = (state: Done['state']): Step => ({ do: 'done', state })

/** A database that gives these steps, one list a message, and senders that work unless told otherwise. */
function world(messages: Step[][], senders: Partial<Senders> = {}) {
  let ids = 0
  const frame = { ...testFrame('notify'), newId: () => `id-${++ids}` }
  const calls: [string, Record<string, unknown>][] = []
  const left = messages.map((steps) => [...steps])
  let claimed = false
  const rpc = async (name: string, args: Record<string, unknown>) => {
    calls.push([name, args])
    if (name === 'service_claim_outbox') {
      const rows = claimed ? [] : messages.map((_, id) => ({ id }))
      claimed = true
      return rows
    }
    if (name === 'service_mark_failed') return 'waiting'
    if (name === 'service_mark_sent') return true
    const next = left[args.p_id as number]?.shift()
    if (!next) throw new Error('the database is away')
    return next
  }
  const wechat = { call: vi.fn(async () => ({ errcode: 0 })) }
  const sms = { send: vi.fn(async (): Promise<SmsOutcome> => ({ ok: true })) }
  const deps = {
    frame,
    service: { rpc } as never,
    senders: { wechat: wechat as never, sms, post: null, miniprogramState: 'formal' as const, ...senders },
    secret: 's3',
  }
  const named = (name: string) => calls.filter(([called]) => called === name).map(([, args]) => args)
  return { deps, calls, named, wechat, sms, log: frame.lines }
}

describe('a run', () => {
  test('asks for the next step until a message has come to its end, and counts', async () => {
    const { deps, named, wechat, sms, log } = world([
      [SUBSCRIBE, done('sent')],
      [done('waiting')],
      [SUBSCRIBE, SMS, done('sent')],
    ])
    const answer = await handleNotify(post(), deps)
    expect(await answer.json()).toEqual({ sent: 2, dropped: 0, waiting: 1, lost: 0, broken: 0 })
    expect(wechat.call).toHaveBeenCalledTimes(2)
    expect(sms.send).toHaveBeenCalledWith({
      phone: '13800000000',
      template: 'progress',
      providerId: null,
      words: '办件{number}{phrase}',
      params: { number: 'QX-1', phrase: '已受理' },
      key: 'k1',
    })
    expect(named('service_message_outcome')[0]).toMatchObject({ p_way: 'subscribe', p_outcome: 'sent' })
    expect(log[0]).toMatchObject({ function: 'notify', sent: 2, waiting: 1 })
    expect(JSON.stringify(log)).not.toMatch(/13800000000|o1|QX-1/)
  })

  test('one that breaks holds up no other, and comes back', async () => {
    const { deps, named } = world([[], [SUBSCRIBE, done('sent')]])
    expect(await (await handleNotify(post(), deps)).json()).toMatchObject({ sent: 1, broken: 1 })
    expect(named('service_mark_failed')).toMatchObject([{ p_id: 0, p_drop: false }])
  })

  test('each run is a worker of its own', async () => {
    const { deps, named } = world([])
    await handleNotify(post(), deps)
    await handleNotify(post(), deps)
    const [one, two] = named('service_claim_outbox').map((args) => args.p_worker)
    expect(one).not.toBe(two)
  })

  test('only the scheduler starts one', async () => {
    const { deps, calls } = world([[SUBSCRIBE, done('sent')]])
    expect((await handleNotify(post('other'), deps)).status).toBe(401)
    expect(calls).toEqual([])
  })

  test('an anchor goes to its place; without one it is dropped with the reason', async () => {
    const anchor: Step = { do: 'post', kind: 'chain_anchor', payload: { day: '2026-03-31' }, key: 'a' }
    const none = world([[anchor]])
    await handleNotify(post(), none.deps)
    expect(none.named('service_mark_failed')).toMatchObject([
      { p_drop: true, p_error: expect.stringContaining('ANCHOR_URL') },
    ])
    const fetcher = vi.fn(async () => new Response(null, { status: 204 }))
    const kept = world([[anchor]], { post: anchorPlace('https://archive.example/anchors', fetcher) })
    expect(await (await handleNotify(post(), kept.deps)).json()).toMatchObject({ sent: 1 })
    expect(fetcher).toHaveBeenCalledWith(
      'https://archive.example/anchors',
      expect.objectContaining({ body: '{"day":"2026-03-31"}' }),
    )
    const busy = anchorPlace('https://archive.example', async () => new Response('no', { status: 503 }))
    expect((await busy?.({ ...anchor, do: 'post' } as never))?.outcome).toBe('not_sent')
    const away = anchorPlace('https://archive.example', () => Promise.reject(new Error('away')))
    expect((await away?.({ ...anchor, do: 'post' } as never))?.outcome).toBe('unknown')
  })
})

describe('what WeChat answers', () => {
  const SEND = '/cgi-bin/message/subscribe/send'
  const after = async (error: WechatError | null) => {
    const call = vi.fn(async () => {
      if (error) throw error
      return { errcode: 0 }
    })
    const { deps } = world([], { wechat: { call } as never })
    return (await sendStep(deps.senders, SUBSCRIBE)).outcome
  }

  test.each([
    ['0', null, 'sent'],
    ['43101 refused or spent', new WechatError(43101, 'refused', SEND), 'refused'],
    ['20004 switched off', new WechatError(20004, 'refused', SEND), 'refused'],
    ['47003 parameters', new WechatError(47003, 'refused', SEND), 'failed'],
    ['40003 openid', new WechatError(40003, 'refused', SEND), 'failed'],
    ['40037 template', new WechatError(40037, 'refused', SEND), 'failed'],
    ['−1 busy', new WechatError(-1, 'busy', SEND), 'not_sent'],
    ['45009 quota', new WechatError(45009, 'quota', SEND), 'not_sent'],
    ['40001 twice', new WechatError(40001, 'token', SEND), 'not_sent'],
    ['nothing', new WechatError(0, 'unreachable', SEND), 'unknown'],
    ['no token', new WechatError(0, 'unreachable', '/cgi-bin/stable_token'), 'not_sent'],
    ['a wrong secret', new WechatError(40125, 'refused', '/cgi-bin/stable_token'), 'not_sent'],
  ])('%s', async (_, error, outcome) => {
    expect(await after(error)).toBe(outcome)
  })

  test('is not asked about a message that has nothing to say in a field', async () => {
    const { deps, wechat } = world([])
    expect(await sendStep(deps.senders, { ...SUBSCRIBE, values: {} })).toEqual({
      outcome: 'failed',
      error: 'nothing to say in thing1',
    })
    expect(wechat.call).not.toHaveBeenCalled()
  })
})

test.each([
  ['busy', 'not_sent'],
  ['quota', 'not_sent'],
  ['refused', 'refused'],
  ['unreachable', 'unknown'],
] as const)('an SMS that is %s counts as %s', async (kind, outcome) => {
  const { deps, sms } = world([])
  sms.send.mockResolvedValue({ ok: false, kind })
  expect(await sendStep(deps.senders, SMS as Exclude<Step, Done>)).toEqual({ outcome, error: `SMS ${kind}` })
  expect((await sendStep({ ...deps.senders, sms: null }, SMS as Exclude<Step, Done>)).outcome).toBe('failed')
})
