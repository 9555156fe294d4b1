import { beforeEach, expect, it, vi } from 'vitest'

interface Sent {
  url: string
  method: string
  header: Record<string, string>
  data?: unknown
  responseType: string
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void
  fail: (failure: { errMsg: string }) => void
}
const sent: Sent[] = []
const abort = vi.fn()
vi.mock('@tarojs/taro', () => ({
  default: {
    request: (options: Sent) => {
      sent.push(options)
      return { abort, catch: () => undefined }
    },
  },
}))

const { transportFetch } = await import('./transport.weapp')
beforeEach(() => {
  sent.length = 0
})

it('sends lower-case headers and the text as it is', async () => {
  const answer = transportFetch('https://api.example/rest/v1/rpc/x', {
    method: 'post',
    headers: { 'Content-Type': 'application/json' },
    body: '{"名称":"禾味"}',
  })
  expect(sent[0]).toMatchObject({
    method: 'POST',
    header: { 'content-type': 'application/json' },
    data: '{"名称":"禾味"}',
    responseType: 'text',
  })
  sent[0].success({ statusCode: 200, data: '{"答":"好"}', header: { 'X-Total': '1' } })
  const response = await answer
  expect(await response.json()).toEqual({ 答: '好' })
  expect(response.headers.get('x-total')).toBe('1')
})

it('gives an empty answer no body', async () => {
  const answer = transportFetch('https://api.example/x', { method: 'DELETE' })
  sent[0].success({ statusCode: 204, data: '', header: {} })
  expect((await answer).status).toBe(204)
})

it('cuts a view to its own bytes', () => {
  void transportFetch('https://api.example/x', {
    method: 'POST',
    body: new Uint8Array([1, 2, 3]).subarray(1),
  })
  expect(new Uint8Array(sent[0].data as ArrayBuffer)).toEqual(Uint8Array.of(2, 3))
})

it('asks for bytes only when it reads an object', () => {
  void transportFetch('https://api.example/storage/v1/object/a/b')
  expect(sent[0].responseType).toBe('arraybuffer')
})

it('turns a lost network into the TypeError that fetch gives', async () => {
  const answer = transportFetch('https://api.example/x')
  sent[0].fail({ errMsg: 'request:fail timeout' })
  await expect(answer).rejects.toThrow('Network request failed')
})

it('aborts the request with its signal', async () => {
  const control = new AbortController()
  const answer = transportFetch('https://api.example/x', { signal: control.signal })
  control.abort()
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  expect(abort).toHaveBeenCalledOnce()
  await expect(transportFetch('https://api.example/x', { signal: control.signal })).rejects.toMatchObject({
    name: 'AbortError',
  })
})
