import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import {
  Inbox,
  type RealtimeStack,
  signToken,
  startRealtime,
  subscribed,
  VERSIONS,
  Wire,
} from './support/realtime'

const KEY = 'sb_publishable_local_dev_key'
const V2 = `?apikey=${KEY}&vsn=2.0.0`

let stack: RealtimeStack

beforeAll(async () => {
  stack = await startRealtime({ channelsPerSocket: 3, messagesPerSecond: 20 })
})
afterAll(() => stack?.close())

const ok = { status: 'ok', response: {} }
const joined = { status: 'ok', response: { postgres_changes: [] } }
const refused = (reason: string) => ({ status: 'error', response: { reason } })

describe('the handshake', () => {
  test.each([
    ['no key', '?vsn=2.0.0', '401: {"error":"API key is missing"}'],
    ['a wrong key', '?apikey=sb_publishable_other', '401: {"error":"The token provided is not a valid JWT"}'],
    ['an unknown version', `?apikey=${KEY}&vsn=3.0.0`, '400: {"error":"Unsupported protocol version"}'],
  ])('%s is refused', async (_what, query, message) => {
    await expect(Wire.open(stack, query)).rejects.toThrow(message)
  })

  test('tokens that are expired, forged or incomplete are refused', async () => {
    const open = (token: string) => Wire.open(stack, `?apikey=${token}`)
    await expect(open(await signToken({}, { expiresIn: -1 }))).rejects.toThrow('"Token has expired"')
    await expect(open(await signToken({}, { secret: 'x'.repeat(32) }))).rejects.toThrow(
      'Failed to validate JWT signature',
    )
    await expect(open(await signToken({ role: undefined }))).rejects.toThrow(
      'Fields `role` and `exp` are required',
    )
  })

  test('the key may come as a header, and a path of nobody is a 404', async () => {
    const wire = await Wire.open(stack, '?vsn=2.0.0', { 'x-api-key': KEY })
    expect(await wire.ask([null, '1', 'phoenix', 'heartbeat', {}])).toEqual([
      null,
      '1',
      'phoenix',
      'phx_reply',
      ok,
    ])
    wire.close()
    const elsewhere = new WebSocket(`${stack.url.replace('http', 'ws')}/elsewhere`)
    const status = await new Promise((resolve) => {
      elsewhere.on('unexpected-response', (_req, res) => resolve(res.statusCode))
      elsewhere.on('error', () => undefined)
    })
    expect(status).toBe(404)
  })
})

describe('the server', () => {
  test('an upgrade of a path that is no path is answered, and the server lives on', async () => {
    const { port } = new URL(stack.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write('GET // HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /)
    socket.destroy()
    ;(await Wire.open(stack, V2)).close()
  })

  test('ends connections that fell silent, and the others when it closes', async () => {
    const own = await startRealtime({ silenceMs: 400 })
    const silent = await Wire.open(own, V2)
    expect(await silent.closed).toBe(1006)
    const awake = await Wire.open(own, V2)
    await own.close()
    expect(await awake.closed).toBe(1001)
  })
})

describe('frames', () => {
  test('version 1 is spoken when none is named', async () => {
    const wire = await Wire.open(stack, `?apikey=${KEY}`)
    const topic = 'realtime:v1'
    expect(await wire.ask({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '1' })).toEqual({
      topic: 'phoenix',
      event: 'phx_reply',
      payload: ok,
      ref: '1',
      join_ref: null,
    })
    expect(await wire.ask({ topic, event: 'phx_join', payload: {}, ref: '2', join_ref: '2' })).toMatchObject({
      topic,
      payload: joined,
      ref: '2',
      join_ref: '2',
    })
    wire.close()
  })

  test('malformed frames are dropped and the connection lives on', async () => {
    const wire = await Wire.open(stack, V2)
    const malformed = [
      '{',
      '[]',
      '"text"',
      '{"topic":"a"}',
      [1, 2, 3, 4, 5],
      Buffer.from([3, 200]),
      Buffer.from([9]),
      Buffer.alloc(0),
    ]
    for (const frame of malformed) wire.send(frame)
    expect(await wire.ask([null, '1', 'phoenix', 'heartbeat', {}])).toEqual([
      null,
      '1',
      'phoenix',
      'phx_reply',
      ok,
    ])
    expect(stack.logs.filter((line) => line.includes('malformed'))).toHaveLength(malformed.length)
    wire.close()
  })

  test('a frame over five megabytes ends the connection, and only that one', async () => {
    const [wire, other] = [await Wire.open(stack, V2), await Wire.open(stack, V2)]
    wire.send(Buffer.alloc(5_000_001, 3))
    expect(await wire.closed).toBe(1009)
    expect(await other.ask([null, '1', 'phoenix', 'heartbeat', {}])).toEqual([
      null,
      '1',
      'phoenix',
      'phx_reply',
      ok,
    ])
    other.close()
  })

  test('topics that nobody may join, and pushes on topics that nobody joined', async () => {
    const wire = await Wire.open(stack, V2)
    const ask = (topic: string, event: string) => wire.ask(['1', '1', topic, event, {}])
    const answer = (topic: string, payload: unknown) => ['1', '1', topic, 'phx_reply', payload]
    expect(await ask('other:a', 'phx_join')).toEqual(answer('other:a', refused('unmatched topic')))
    expect(await ask('realtime:', 'phx_join')).toEqual(
      answer('realtime:', refused('TopicNameRequired: You must provide a topic name')),
    )
    expect(await ask('realtime:a', 'broadcast')).toEqual(answer('realtime:a', refused('unmatched topic')))
    expect(await ask('realtime:a', 'phx_leave')).toEqual(answer('realtime:a', ok))
    wire.close()
  })

  test('joining a topic again closes the first; a late leave of the first changes nothing', async () => {
    const wire = await Wire.open(stack, V2)
    const topic = 'realtime:twice'
    const config = { config: { broadcast: { ack: 'true' } } }
    expect(await wire.ask(['1', '1', topic, 'phx_join', config])).toEqual([
      '1',
      '1',
      topic,
      'phx_reply',
      joined,
    ])
    expect(await wire.ask(['2', '2', topic, 'phx_join', config])).toEqual(['1', '1', topic, 'phx_close', {}])
    expect(await wire.frames.next()).toEqual(['2', '2', topic, 'phx_reply', joined])
    wire.send(['1', '3', topic, 'phx_leave', {}])
    const said = { type: 'broadcast', event: 'said', payload: {} }
    expect(await wire.ask(['2', '4', topic, 'broadcast', said])).toEqual(['2', '4', topic, 'phx_reply', ok])
    expect(await wire.ask(['2', '5', topic, 'phx_leave', {}])).toEqual(['2', '5', topic, 'phx_reply', ok])
    expect(await wire.frames.next()).toEqual(['2', '2', topic, 'phx_close', {}])
    wire.close()
  })

  test('a fourth channel is one too many here', async () => {
    const wire = await Wire.open(stack, V2)
    for (const ref of ['1', '2', '3']) await wire.ask([ref, ref, `realtime:${ref}`, 'phx_join', {}])
    expect(await wire.ask(['4', '4', 'realtime:4', 'phx_join', {}])).toEqual([
      '4',
      '4',
      'realtime:4',
      'phx_reply',
      refused('ChannelRateLimitReached: Too many channels'),
    ])
    await wire.ask(['1', '5', 'realtime:1', 'phx_leave', {}])
    await wire.frames.next()
    expect(await wire.ask(['6', '6', 'realtime:4', 'phx_join', {}])).toMatchObject({ 4: joined })
    wire.close()
  })
})

describe.each(VERSIONS)('supabase-js with version %s', (vsn) => {
  test('postgres_changes is refused in words, and the channel stays', async () => {
    const [system, received] = [new Inbox<Record<string, string>>(), new Inbox<{ event: string }>()]
    const topic = `changes-${vsn}`
    const channel = stack
      .client({ vsn })
      .channel(topic)
      .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'notes' }, () => undefined)
      .on('postgres_changes', { event: '*', schema: 'public', filter: 'id=eq.1' }, () => undefined)
      .on('broadcast', { event: '*' }, received.put)
      .on('system', {}, system.put)
    await subscribed(channel)
    expect(await system.next()).toEqual({
      extension: 'postgres_changes',
      status: 'error',
      message: expect.stringContaining('not available in the embedded stack'),
      channel: topic,
    })
    await stack.sql`select realtime.send('{}', 'still here', ${topic}, false)`
    expect((await received.next()).event).toBe('still here')
  })

  test('who asks for replication_ready is told', async () => {
    const system = new Inbox<Record<string, string>>()
    const config = { broadcast: { replication_ready: true } }
    await subscribed(stack.client({ vsn }).channel(`ready-${vsn}`, { config }).on('system', {}, system.put))
    expect(await system.next()).toMatchObject({ status: 'ok', message: 'Replication connection established' })
  })

  test('too many messages in a second end the channel', async () => {
    const system = new Inbox<Record<string, string>>()
    const channel = stack.client({ vsn }).channel(`flood-${vsn}`).on('system', {}, system.put)
    await subscribed(channel)
    // Five times the limit: the flood may fall into several windows.
    for (let n = 0; n < 100; n += 1) void channel.send({ type: 'broadcast', event: 'flood', payload: {} })
    expect(await system.next()).toMatchObject({ status: 'error', message: 'Too many messages per second' })
  })

  test('replay on a public channel, or of an unknown time, is refused', async () => {
    const wire = await Wire.open(stack, `?apikey=sb_secret_local_dev_key&vsn=2.0.0`)
    const ask = async (config: unknown) => wire.ask(['1', '1', 'realtime:replay', 'phx_join', { config }])
    expect(await ask({ broadcast: { replay: { since: 1 } } })).toMatchObject({
      4: refused('UnableToReplayMessages: Replay is not allowed for public channels'),
    })
    expect(await ask({ private: true, broadcast: { replay: { since: 'noon' } } })).toMatchObject({
      4: refused('UnableToReplayMessages: Replay params are not valid'),
    })
    wire.close()
  })
})
