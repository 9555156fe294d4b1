import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Inbox, type RealtimeStack, startRealtime, subscribed, VERSIONS } from './support/realtime'

interface Message {
  event: string
  payload: unknown
  meta?: { id: string; replayed?: boolean }
}

let stack: RealtimeStack

beforeAll(async () => {
  stack = await startRealtime()
})
afterAll(() => stack?.close())

const rounds = VERSIONS.flatMap((from) => VERSIONS.map((to) => [from, to] as const))

describe.each(rounds)('from version %s to version %s', (from, to) => {
  test('a broadcast arrives at the others whole, in order, and not at its author', async () => {
    const topic = `room-${from}-${to}`
    const [sent, received] = [new Inbox<Message>(), new Inbox<Message>()]
    const author = await subscribed(
      stack.client({ vsn: from }).channel(topic).on('broadcast', { event: '*' }, sent.put),
    )
    const reader = await subscribed(
      stack.client({ vsn: to }).channel(topic).on('broadcast', { event: '*' }, received.put),
    )
    const payloads = Array.from({ length: 50 }, (_, index) => ({ index, text: '食品经营许可 <b>🙂</b>' }))
    for (const payload of payloads) await author.send({ type: 'broadcast', event: 'said', payload })
    const messages = await received.take(50)
    expect(messages.map((message) => message.payload)).toEqual(payloads)
    expect(messages[0]).toMatchObject({ type: 'broadcast', event: 'said' })

    // The first thing that the author hears is the answer, so none of its own messages came back.
    await reader.send({ type: 'broadcast', event: 'answer', payload: {} })
    expect((await sent.next()).event).toBe('answer')
  })
})

describe.each(VERSIONS)('version %s', (vsn) => {
  test('self gives the author its own broadcast, ack waits for the server', async () => {
    const received = new Inbox<Message>()
    const channel = stack
      .client({ vsn })
      .channel(`self-${vsn}`, { config: { broadcast: { self: true, ack: true } } })
      .on('broadcast', { event: 'said' }, received.put)
    await subscribed(channel)
    expect(await channel.send({ type: 'broadcast', event: 'said', payload: { a: 1 } })).toBe('ok')
    expect((await received.next()).payload).toEqual({ a: 1 })
  })

  test('a payload over the limit is answered with an error and goes nowhere', async () => {
    const received = new Inbox<Message>()
    const topic = `large-${vsn}`
    const author = await subscribed(
      stack.client({ vsn }).channel(topic, { config: { broadcast: { ack: true } } }),
    )
    await subscribed(stack.client({ vsn }).channel(topic).on('broadcast', { event: '*' }, received.put))
    const text = 'x'.repeat(3_000_001)
    expect(await author.send({ type: 'broadcast', event: 'large', payload: { text } })).toBe('error')
    await author.send({ type: 'broadcast', event: 'small', payload: {} })
    expect((await received.next()).event).toBe('small')
  })

  test('realtime.send reaches public subscribers after commit only, with the row id', async () => {
    const received = new Inbox<Message>()
    const topic = `db-${vsn}`
    await subscribed(stack.client({ vsn }).channel(topic).on('broadcast', { event: '*' }, received.put))
    await stack.sql
      .begin(async (tx) => {
        await tx`select realtime.send('{"n": 0}', 'undone', ${topic}, false)`
        throw new Error('changed my mind')
      })
      .catch(() => undefined)
    await stack.sql`select realtime.send(jsonb_build_object('n', n, 'text', repeat('中', 9000)), 'kept', ${topic}, false)
      from generate_series(1, 20) n`
    const messages = await received.take(20)
    expect(messages.map((message) => (message.payload as { n: number }).n)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    const [first] = messages
    expect(first?.payload).toMatchObject({ text: '中'.repeat(9000), id: first?.meta?.id })
  })

  test('a message sent over HTTP arrives: one event, a batch, and send() before the join', async () => {
    const received = new Inbox<Message>()
    const topic = `http ${vsn}/室`
    await subscribed(stack.client({ vsn }).channel(topic).on('broadcast', { event: '*' }, received.put))
    const outside = stack.client({ vsn }).channel(topic)
    await expect(outside.httpSend('one/a', { text: '一' })).resolves.toEqual({ success: true })
    expect(await received.next()).toMatchObject({ event: 'one/a', payload: { text: '一' } })
    await expect(outside.send({ type: 'broadcast', event: 'two', payload: { text: '二' } })).resolves.toBe(
      'ok',
    )
    expect(await received.next()).toMatchObject({ event: 'two', payload: { text: '二' } })
  })

  test('a public and a private channel of one name are two rooms', async () => {
    const received = new Inbox<Message>()
    const topic = `twins-${vsn}`
    await subscribed(stack.client({ vsn }).channel(topic).on('broadcast', { event: '*' }, received.put))
    await stack.sql`select realtime.send('{}', 'private', ${topic}, true)`
    await stack.sql`select realtime.send('{}', 'public', ${topic}, false)`
    expect((await received.next()).event).toBe('public')
  })

  test('an unsubscribed channel hears nothing and can be joined again', async () => {
    const received = new Inbox<Message>()
    const topic = `again-${vsn}`
    const client = stack.client({ vsn })
    const witness = new Inbox<Message>()
    await subscribed(stack.client({ vsn }).channel(topic).on('broadcast', { event: '*' }, witness.put))
    const first = await subscribed(client.channel(topic).on('broadcast', { event: '*' }, received.put))
    expect(await client.removeChannel(first)).toBe('ok')
    await stack.sql`select realtime.send('{}', 'while away', ${topic}, false)`
    await witness.next()
    const second = client.channel(topic).on('broadcast', { event: '*' }, received.put)
    await subscribed(second)
    await stack.sql`select realtime.send('{}', 'back', ${topic}, false)`
    expect((await received.next()).event).toBe('back')
  })
})

test('bytes reach version 2 subscribers, from a client, over HTTP and from the database', async () => {
  const [bytes, text] = [new Inbox<Message>(), new Inbox<Message>()]
  const author = await subscribed(stack.client().channel('bytes'))
  await subscribed(stack.client().channel('bytes').on('broadcast', { event: '*' }, bytes.put))
  await subscribed(stack.client({ vsn: '1.0.0' }).channel('bytes').on('broadcast', { event: '*' }, text.put))
  const payload = new Uint8Array([0, 1, 254, 255]).buffer
  await author.send({ type: 'broadcast', event: 'client', payload })
  expect(new Uint8Array((await bytes.next()).payload as ArrayBuffer)).toEqual(new Uint8Array(payload))
  await author.httpSend('http', payload)
  expect(new Uint8Array((await bytes.next()).payload as ArrayBuffer)).toEqual(new Uint8Array(payload))
  await stack.sql`select realtime.send_binary('\\x0001feff', 'database', 'bytes', false)`
  expect(new Uint8Array((await bytes.next()).payload as ArrayBuffer)).toEqual(new Uint8Array(payload))
  // Version 1 cannot carry bytes; what follows still arrives.
  await author.send({ type: 'broadcast', event: 'text', payload: {} })
  expect((await text.next()).event).toBe('text')
})

test('the batch endpoint says what is wrong with a message, and needs a key', async () => {
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`${stack.url}/realtime/v1/api/broadcast`, { method: 'POST', body, headers })
  const key = { apikey: 'sb_publishable_local_dev_key' }
  expect((await post('{}', {})).status).toBe(401)
  expect((await post('{}', { apikey: 'sb_publishable_other' })).status).toBe(401)
  expect((await post('{', key)).status).toBe(400)
  const empty = await post('{"messages": []}', key)
  expect([empty.status, await empty.json()]).toEqual([422, { errors: { messages: ["can't be blank"] } }])
  const half = await post('{"messages": [{"topic": "a", "event": "b", "payload": {}}, {"topic": "a"}]}', key)
  expect([half.status, await half.json()]).toEqual([
    422,
    { errors: { messages: [{}, { event: ["can't be blank"], payload: ["can't be blank"] }] } },
  ])
})
