import { describe, expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { type WechatApi, WechatError } from '../_shared/wechat/api.ts'
import type { Content } from './ask-wechat.ts'
import { handleContentCheck } from './handler.ts'
import { pictureAddress } from './picture-address.ts'

const post = (secret?: string) =>
  new Request('http://localhost/content-check', {
    method: 'POST',
    headers: secret === undefined ? {} : { 'x-schedule-secret': secret },
    body: '{}',
  })

const text = (id: string, more: Partial<Content> = {}): Content => ({
  id,
  scene: 2,
  openid: 'o1',
  words: `暗号 ${id}`,
  file: null,
  ...more,
})
const picture = (id: string, more: Partial<NonNullable<Content['file']>> = {}) =>
  text(id, {
    words: undefined,
    file: { bucket: 'messages', path: `c/${id}.jpg`, mime: 'image/jpeg', size: 1000, ...more },
  })

/** A database with these pieces in the outbox, and a WeChat that answers or throws this. */
function world(contents: Content[], wechat: unknown, markFailed: string | null = 'waiting') {
  const left = [contents.map(({ id }, at) => ({ id: at + 1, payload: { check_id: id } }))]
  const recorded: unknown[] = []
  const marked: string[] = []
  const rpc = vi.fn(async (name: string, args: Record<string, unknown>): Promise<unknown> => {
    if (name === 'service_claim_outbox') return left.shift() ?? []
    if (name === 'service_content_to_check')
      return contents.filter(({ id }) => (args.p_check_ids as string[]).includes(id))
    if (name === 'service_record_content') recorded.push(Object.values(args))
    if (name === 'service_mark_sent') marked.push(`sent ${args.p_id}`)
    if (name === 'service_mark_failed') {
      marked.push(`failed ${args.p_id} ${args.p_error}`)
      return markFailed
    }
    return null
  })
  const asked: unknown[] = []
  const call = vi.fn(async (path: string, body: unknown) => {
    asked.push([path, body])
    const answer = Array.isArray(wechat) ? wechat.shift() : wechat
    if (answer instanceof Error) throw answer
    return answer
  })
  const frame = testFrame('content-check')
  const address = async (bucket: string, path: string) =>
    path.includes('gone') ? null : `https://x/${bucket}/${path}?token=t`
  const deps = {
    frame,
    service: { rpc } as never,
    wechat: { call } as unknown as Pick<WechatApi, 'call'>,
    address,
    secret: 's3',
  }
  return { deps, recorded, marked, asked, rpc, log: frame.lines }
}

const pass = { trace_id: 't1', result: { suggest: 'pass', label: 100 } }
const error = (errcode: number, kind: WechatError['kind']) =>
  new WechatError(errcode, kind, '/wxa/msg_sec_check')

describe('what WeChat is asked', () => {
  test('a text with its scene, openid and version', async () => {
    const w = world(
      [text('a', { title: '标题' }), text('b', { scene: 1 })],
      [pass, { ...pass, trace_id: 't2' }],
    )
    const answer = await handleContentCheck(post('s3'), w.deps)
    expect(await answer.json()).toEqual({ asked: 0, settled: 2, unchecked: 0, later: 0 })
    expect(w.asked).toEqual([
      ['/wxa/msg_sec_check', { openid: 'o1', scene: 2, version: 2, content: '暗号 a', title: '标题' }],
      ['/wxa/msg_sec_check', { openid: 'o1', scene: 1, version: 2, content: '暗号 b' }],
    ])
    expect(w.recorded).toEqual([
      ['a', 'pass', 100, 't1', null],
      ['b', 'pass', 100, 't2', null],
    ])
    expect(w.marked).toEqual(['sent 1', 'sent 2'])
    expect(JSON.stringify(w.log)).not.toContain('暗号')
  })

  test('a picture by an address that anybody can open for a while; the answer comes later', async () => {
    const w = world([picture('p')], { trace_id: 'tp' })
    await handleContentCheck(post('s3'), w.deps)
    expect(w.asked).toEqual([
      [
        '/wxa/media_check_async',
        {
          openid: 'o1',
          scene: 2,
          version: 2,
          media_type: 2,
          media_url: 'https://x/messages/c/p.jpg?token=t',
        },
      ],
    ])
    expect(w.recorded).toEqual([['p', null, null, 'tp', null]])
    expect(w.marked).toEqual(['sent 1'])
  })
})

describe('what cannot be checked goes on with its reason, and WeChat is not asked', () => {
  test.each([
    ['no_openid', text('a', { openid: null })],
    ['too_long', text('a', { words: '长'.repeat(2501) })],
    ['gone', text('a', { words: null })],
    ['format', picture('a', { mime: 'image/heic' })],
    ['too_large', picture('a', { size: 10 * 1024 * 1024 + 1 })],
    ['gone', picture('a', { path: 'c/gone.jpg' })],
  ])('%s', async (reason, content) => {
    const w = world([content], pass)
    expect(await (await handleContentCheck(post('s3'), w.deps)).json()).toMatchObject({ unchecked: 1 })
    expect(w.asked).toEqual([])
    expect(w.recorded).toEqual([['a', null, null, null, reason]])
    expect(w.marked).toEqual(['sent 1'])
  })

  test('2,500 characters are asked about, an emoji being one', async () => {
    const w = world([text('a', { words: '👍'.repeat(2500) })], pass)
    await handleContentCheck(post('s3'), w.deps)
    expect(w.asked).toHaveLength(1)
  })
})

describe('what WeChat will never say anything about', () => {
  test.each([
    [61010, 'not_active'],
    [40003, 'bad_openid'],
    [43104, 'bad_openid'],
    [47001, 'refused 47001'],
  ])('errcode %i is recorded as %s, at once', async (errcode, reason) => {
    const w = world([text('a'), text('b')], [error(errcode, 'refused'), pass])
    expect(await (await handleContentCheck(post('s3'), w.deps)).json()).toMatchObject({
      unchecked: 1,
      settled: 1,
    })
    expect(w.recorded[0]).toEqual(['a', null, null, null, reason])
    expect(w.marked).toEqual(['sent 1', 'sent 2'])
  })
})

describe('when WeChat is not itself', () => {
  test.each([
    ['busy', -1],
    ['quota', 45009],
    ['token', 40001],
    ['unreachable', 0],
  ] as const)('%s: later, without asking on', async (kind, errcode) => {
    const w = world([text('a')], error(errcode, kind))
    expect(await (await handleContentCheck(post('s3'), w.deps)).json()).toMatchObject({ later: 1 })
    expect(w.recorded).toEqual([])
    expect(w.marked).toEqual([`failed 1 /wxa/msg_sec_check: ${kind} ${errcode}`])
    expect(w.rpc.mock.calls.filter(([name]) => name === 'service_claim_outbox')).toHaveLength(1)
  })

  test('at the end of the attempts it is recorded as unchecked, with the last reason', async () => {
    const w = world([text('a')], error(45009, 'quota'), 'dropped')
    expect(await (await handleContentCheck(post('s3'), w.deps)).json()).toMatchObject({ unchecked: 1 })
    expect(w.recorded).toEqual([['a', null, null, null, 'quota']])
  })

  test('a piece that cannot be written down does not stop the others', async () => {
    const w = world([text('a'), text('b')], pass)
    const { rpc } = w.deps.service as unknown as typeof w
    w.deps.service = {
      rpc: async (name: string, args: Record<string, unknown>) => {
        if (name === 'service_record_content' && args.p_check_id === 'a') throw new Error('no')
        return rpc(name, args)
      },
    } as never
    expect(await (await handleContentCheck(post('s3'), w.deps)).json()).toMatchObject({
      later: 1,
      settled: 1,
    })
    expect(w.marked).toEqual(['failed 1 failed', 'sent 2'])
  })

  test('a fault of our own is no opinion of WeChat', async () => {
    const w = world([text('a')], new TypeError('暗号'))
    await handleContentCheck(post('s3'), w.deps)
    expect(w.marked).toEqual(['failed 1 failed'])
  })
})

test('what was settled meanwhile is only taken out of the outbox', async () => {
  const w = world([text('a')], pass)
  w.rpc.mockImplementationOnce(async () => [{ id: 9, payload: { check_id: 'other' } }])
  await handleContentCheck(post('s3'), w.deps)
  expect(w.marked[0]).toBe('sent 9')
})

test.each([undefined, '', 's', 'S3'])('%j is not the secret', async (secret) => {
  const w = world([text('a')], pass)
  expect((await handleContentCheck(post(secret), w.deps)).status).toBe(401)
  expect(w.rpc).not.toHaveBeenCalled()
})

test('the address of a picture is the one from outside, by the path as it is stored', async () => {
  const fetcher = vi.fn(async (..._: Parameters<typeof fetch>) =>
    Response.json({ signedURL: '/object/sign/messages/c/a%20b.jpg?token=t' }),
  )
  const address = pictureAddress(
    { url: 'http://kong:8000', serviceKey: 'sb_secret_x' },
    'https://api.x',
    fetcher,
  )
  expect(await address('messages', 'c/a b.jpg', 60)).toBe(
    'https://api.x/storage/v1/object/sign/messages/c/a%20b.jpg?token=t',
  )
  expect(fetcher.mock.calls[0]?.[0]).toBe('http://kong:8000/storage/v1/object/sign/messages/c/a%20b.jpg')
  const gone = pictureAddress({ url: 'u', serviceKey: 'k' }, 'u', async () =>
    Response.json({ statusCode: '404' }, { status: 400 }),
  )
  expect(await gone('messages', 'x', 60)).toBeNull()
  const broken = pictureAddress({ url: 'u', serviceKey: 'k' }, 'u', async () =>
    Response.json({}, { status: 500 }),
  )
  await expect(broken('messages', 'x', 60)).rejects.toThrow('signing in messages')
})
