import { beforeEach, expect, it, vi } from 'vitest'

// What WeChat is asked for; what comes of it is shown on both platforms by tests/conformance.
interface Sent {
  method: string
  header: Record<string, string>
  data?: unknown
  dataType: string
  responseType: string
  timeout: number
  success: (answer: { statusCode: number; data: unknown; header: Record<string, unknown> }) => void
  fail: (failure: { errMsg: string; errno?: number }) => void
}
const sent: Sent[] = []
vi.mock('./line', () => ({ isAway: () => false, onReturn: () => () => {} }))
vi.mock('@tarojs/taro', () => ({
  default: {
    request: (options: Sent) => {
      sent.push(options)
      return { abort: () => {}, catch: () => undefined }
    },
  },
}))

const { transportFetch } = await import('./transport.weapp')
const leave = async (url: string, init?: RequestInit) => {
  const answer = transportFetch(url, init)
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  return answer
}
beforeEach(() => {
  sent.length = 0
})

it('leaves the JSON to us, and the decoding of text to WeChat', async () => {
  void leave('https://api.example/rest/v1/rpc/get_home', {
    method: 'post',
    headers: { 'Content-Type': 'application/json' },
    body: '{"名称":"禾味"}',
  })
  await vi.waitFor(() =>
    expect(sent[0]).toMatchObject({
      method: 'POST',
      header: { 'content-type': 'application/json' },
      data: '{"名称":"禾味"}',
      dataType: 'other',
      responseType: 'text',
      timeout: 30_000,
    }),
  )
})

it('asks for bytes where it reads an object or is told to, and waits longer there', async () => {
  void leave('https://api.example/storage/v1/object/a/b')
  await vi.waitFor(() => expect(sent[0]).toMatchObject({ responseType: 'arraybuffer', timeout: 60_000 }))
  sent.length = 0
  void leave('https://api.example/x', { headers: { accept: 'application/pdf' } })
  await vi.waitFor(() => expect(sent[0].responseType).toBe('arraybuffer'))
})

it('takes headers in every shape that WeChat gives them', async () => {
  const answer = leave('https://api.example/x', { method: 'POST' })
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  sent[0].success({
    statusCode: 200,
    data: '',
    header: { 'X-Total': 1, Vary: ['a', 'b'], 'Set-Cookie': ['a=1', 'b=2'] },
  })
  const { headers } = await answer
  expect([...headers]).toEqual([
    ['vary', 'a, b'],
    ['x-total', '1'],
  ])
})

it.each([
  [{ errMsg: 'request:fail timeout', errno: 5 }, 'TimeoutError'],
  [{ errMsg: 'request:fail timeout' }, 'TimeoutError'],
  [{ errMsg: 'request:fail interrupted', errno: 600003 }, 'InterruptedError'],
  [{ errMsg: 'request:fail ssl hand shake error' }, 'CaptivePortalError'],
  [
    { errMsg: 'request:fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID' },
    'CaptivePortalError',
  ],
  [{ errMsg: 'request:fail errcode:-105 error_msg:net::ERR_NAME_NOT_RESOLVED', errno: 600001 }, 'TypeError'],
])('tells %o as %s', async (failure, name) => {
  const answer = leave('https://api.example/x', { method: 'POST' })
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  sent[0].fail(failure)
  await expect(answer).rejects.toMatchObject({ name })
})
