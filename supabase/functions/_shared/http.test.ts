import { expect, test } from 'vitest'
import { z } from 'zod'
import { testFrame } from '../../../tests/support/frame'
import { answer, get, json, postJson, Refusal } from './http.ts'
import { ServiceError } from './service-client.ts'

const ADDRESS = 'http://localhost/greet'
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request(ADDRESS, { method: 'POST', body, headers })
const INPUT = { input: z.object({ name: z.string().max(5) }) }
const greet = async ({ name }: { name: string }) => json({ hello: name })

test('values that fit reach the handler, and nothing else that was sent with them', async () => {
  const frame = testFrame('greet')
  const given = await postJson(post('{"name":"禾","role":"operator"}'), frame, INPUT, async (values) =>
    json(values),
  )
  expect([given.status, await given.json()]).toEqual([200, { name: '禾' }])
  const asked = await get(new Request(`${ADDRESS}?name=li`), frame, INPUT, greet)
  expect(await asked.json()).toEqual({ hello: 'li' })
})

test.each(['{"name":"longer"}', '{"name":7}', '{}', '[]', 'null', '{', ''])(
  '%j does not fit',
  async (body) => {
    const refused = await postJson(post(body), testFrame('greet'), INPUT, greet)
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { code: 'BAD_REQUEST', message: '请求内容不完整，请重试', hint: null, request_id: 'new-id-1' },
    ])
  },
)

test('a function may say it in its own words', async () => {
  const refuse = () => new Refusal(404, 'BB004', '没有找到', '刷新看看', '{"field":"id"}')
  const refused = await postJson(post('{}'), testFrame('greet'), { ...INPUT, refuse }, greet)
  expect([refused.status, await refused.json()]).toEqual([
    404,
    {
      code: 'BB004',
      message: '没有找到',
      hint: '刷新看看',
      details: '{"field":"id"}',
      request_id: 'new-id-1',
    },
  ])
})

test('a body over the limit is not read to its end, whatever its length says', async () => {
  let read = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1
      controller.enqueue(new Uint8Array(1024).fill(32))
    },
  })
  const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-length': '2' } }
  const refused = await postJson(new Request(ADDRESS, init as RequestInit), testFrame('greet'), INPUT, greet)
  expect([refused.status, (await refused.json()).message]).toEqual([413, '请求内容太长了'])
  expect(read).toBeLessThan(20)
  const small = { ...INPUT, maxBytes: 10 }
  expect((await postJson(post('{"name":"li"}'), testFrame('greet'), small, greet)).status).toBe(413)
})

test('every answer carries the request id, and says it in an error and in the log', async () => {
  const frame = testFrame('greet')
  const mine = { 'x-request-id': 'r-2026_0001' }
  const good = await postJson(post('{"name":"li"}', mine), frame, INPUT, async (_, { note }) => {
    note({ greeted: 1 })
    return json({})
  })
  const bad = await postJson(post('{}', mine), frame, INPUT, greet)
  expect([good, bad].map(({ headers }) => headers.get('x-request-id'))).toEqual([
    'r-2026_0001',
    'r-2026_0001',
  ])
  expect((await bad.json()).request_id).toBe('r-2026_0001')
  expect(frame.lines).toEqual([
    { function: 'greet', request_id: 'r-2026_0001', status: 200, code: null, ms: 0, greeted: 1 },
    { function: 'greet', request_id: 'r-2026_0001', status: 400, code: 'BAD_REQUEST', ms: 0 },
  ])
})

test.each(['short', 'x'.repeat(65), 'has blanks in it', '{"status":200}', '13800000000@x'])(
  'the request id %j is not taken into our log',
  async (id) => {
    const answered = await postJson(
      post('{"name":"li"}', { 'x-request-id': id }),
      testFrame('greet'),
      INPUT,
      greet,
    )
    expect(answered.headers.get('x-request-id')).toBe('new-id-1')
  },
)

test.each([
  new Error('secret detail for 13800000000 at https://api.test/x?access_token=abc and zhang@county.example'),
  new ServiceError(500, 'XX000', '/auth/v1/admin/users/7f0f2c1e-0000-4000-8000-0000000000aa'),
  'not even an error 13800000000',
])('an unexpected failure (%s) gives no inside away and logs nobody', async (thrown) => {
  const frame = testFrame('greet')
  const failed = await postJson(post('{"name":"li"}'), frame, INPUT, () => Promise.reject(thrown))
  expect([failed.status, await failed.json()]).toEqual([
    500,
    { code: 'UNEXPECTED', message: '服务暂时不可用，请稍后再试', hint: null, request_id: 'new-id-1' },
  ])
  expect(frame.lines[0]).toMatchObject({ status: 500, code: 'UNEXPECTED', error: expect.any(String) })
  expect(JSON.stringify(frame.lines)).not.toMatch(/13800000000|abc|zhang|7f0f2c1e/)
})

test('what is logged keeps the names of our own calls', async () => {
  const frame = testFrame('greet')
  const thrown = new ServiceError(400, 'BB007', '/rest/v1/rpc/service_subscription_event')
  await postJson(post('{"name":"li"}'), frame, INPUT, () => Promise.reject(thrown))
  expect(frame.lines[0]).toMatchObject({
    error: 'Error: /rest/v1/rpc/service_subscription_event answered 400 BB007',
  })
})

test('pages of our origins may read answers, a stranger’s may not; who sends no origin needs nothing', async () => {
  const frame = { ...testFrame('greet'), origins: ['https://app.example', 'http://localhost:*'] }
  const allowed = async (origin?: string, method = 'POST') => {
    const headers = new Headers(origin ? { origin } : {})
    const init = { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) }
    const given = await postJson(new Request(ADDRESS, init), frame, INPUT, greet)
    expect(given.headers.get('vary')).toBe('Origin')
    return given.headers.get('access-control-allow-origin')
  }
  expect(await allowed('https://app.example')).toBe('https://app.example')
  expect(await allowed('https://app.example', 'OPTIONS')).toBe('https://app.example')
  expect(await allowed('http://localhost:8080')).toBe('http://localhost:8080')
  for (const strange of [
    'https://evil.example',
    'https://app.example.evil.example',
    'http://localhost:80.evil',
    'null',
  ])
    expect(await allowed(strange), strange).toBeNull()
  expect(await allowed('https://evil.example', 'OPTIONS')).toBeNull()
  expect(await allowed()).toBeNull()
})

test('other methods are refused; a preflight is answered and not logged', async () => {
  const frame = testFrame('greet')
  expect((await postJson(new Request(ADDRESS), frame, INPUT, greet)).status).toBe(405)
  expect((await get(post('{}'), frame, INPUT, greet)).status).toBe(405)
  const both = await answer(new Request(ADDRESS), frame, ['GET', 'POST'], async () => json({}))
  expect(both.status).toBe(200)
  const logged = frame.lines.length
  expect((await postJson(new Request(ADDRESS, { method: 'OPTIONS' }), frame, INPUT, greet)).status).toBe(204)
  expect(frame.lines).toHaveLength(logged)
})
