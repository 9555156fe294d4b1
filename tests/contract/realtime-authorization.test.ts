import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Inbox, type RealtimeStack, signToken, startRealtime, subscribed, VERSIONS } from './support/realtime'

interface Message {
  event: string
  payload: unknown
  meta?: { id: string; replayed?: boolean }
}

interface SystemMessage {
  extension: string
  status: string
  message: string
  channel: string
}

let stack: RealtimeStack

beforeAll(async () => {
  stack = await startRealtime()
})
afterAll(() => stack?.close())

/** Makes a person who is a member of the topics. */
async function member(topics: string[], mayWrite = true): Promise<{ id: string; token: string }> {
  const id = randomUUID()
  const rows = topics.map((topic) => ({ topic, user_id: id, may_write: mayWrite }))
  await stack.sql`insert into public.members ${stack.sql(rows)}`
  return { id, token: await signToken({ sub: id }) }
}

const secret = { config: { private: true, broadcast: { ack: true } } }

describe.each(VERSIONS)('version %s', (vsn) => {
  test('a member joins, hears the database and the other member; a stranger is told why not', async () => {
    const topic = `conversation:${vsn}`
    const [ann, bob] = [await member([topic]), await member([topic])]
    const received = new Inbox<Message>()
    const reader = stack.client({ vsn, token: ann.token }).channel(topic, secret)
    await subscribed(reader.on('broadcast', { event: '*' }, received.put))
    const author = await subscribed(stack.client({ vsn, token: bob.token }).channel(topic, secret))
    expect(await author.send({ type: 'broadcast', event: 'typing', payload: { who: 'bob' } })).toBe('ok')
    expect(await received.next()).toMatchObject({ event: 'typing', payload: { who: 'bob' } })

    const id = vsn === '1.0.0' ? 1 : 2
    await stack.sql`insert into public.notes values (${id}, ${topic}, '材料齐全')`
    await stack.sql`update public.notes set body = '已受理' where id = ${id}`
    await stack.sql`delete from public.notes where id = ${id}`
    const [inserted, updated, deleted] = await received.take(3)
    expect(inserted).toMatchObject({
      event: 'note',
      payload: {
        operation: 'INSERT',
        schema: 'public',
        table: 'notes',
        record: { body: '材料齐全' },
        old_record: null,
      },
    })
    expect(updated?.payload).toMatchObject({ record: { body: '已受理' }, old_record: { body: '材料齐全' } })
    expect(deleted?.payload).toMatchObject({ operation: 'DELETE', record: null, old_record: { id } })

    const stranger = await signToken({ sub: randomUUID() })
    await expect(subscribed(stack.client({ vsn, token: stranger }).channel(topic, secret))).rejects.toThrow(
      `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
    )
    await expect(subscribed(stack.client({ vsn }).channel(topic, secret))).rejects.toThrow('Unauthorized')
  })

  test('who may read but not write joins, and its broadcasts vanish without an answer', async () => {
    const topic = `readonly:${vsn}`
    const [writer, reader] = [await member([topic]), await member([topic], false)]
    const received = new Inbox<Message>()
    const listening = stack.client({ vsn, token: writer.token }).channel(topic, secret)
    await subscribed(listening.on('broadcast', { event: '*' }, received.put))
    const silent = await subscribed(stack.client({ vsn, token: reader.token }).channel(topic, secret))
    const refused = silent.send({ type: 'broadcast', event: 'forbidden', payload: {} }, { timeout: 300 })
    expect(await refused).toBe('timed out')
    await stack.sql`select realtime.send('{}', 'allowed', ${topic})`
    expect((await received.next()).event).toBe('allowed')
  })

  test('a new token of somebody without permission ends the channel with a reason', async () => {
    const topic = `refresh:${vsn}`
    const [ann, bob] = [await member([topic]), await member([topic])]
    const client = stack.client({ vsn, token: ann.token })
    const [system, received] = [new Inbox<SystemMessage>(), new Inbox<Message>()]
    const channel = client.channel(topic, secret)
    const statuses = new Inbox<string>()
    channel.on('system', {}, system.put).on('broadcast', { event: '*' }, received.put).subscribe(statuses.put)
    expect(await statuses.next()).toBe('SUBSCRIBED')

    // Another member's token keeps the channel; the acknowledged broadcast proves that it was taken.
    await client.realtime.setAuth(bob.token)
    expect(await channel.send({ type: 'broadcast', event: 'still here', payload: {} })).toBe('ok')
    await stack.sql`select realtime.send('{}', 'heard', ${topic})`
    expect((await received.next()).event).toBe('heard')

    await client.realtime.setAuth(await signToken({ sub: randomUUID() }))
    expect(await system.next()).toEqual({
      extension: 'system',
      status: 'error',
      message: `You do not have permissions to read from this Channel topic: ${topic}`,
      channel: topic,
    })
    expect(await statuses.next()).toBe('CLOSED')
  })

  test('membership that ended is noticed at the next token', async () => {
    const topic = `left:${vsn}`
    const ann = await member([topic])
    const client = stack.client({ vsn, token: ann.token })
    const system = new Inbox<SystemMessage>()
    const channel = client.channel(topic, secret).on('system', {}, system.put)
    await subscribed(channel)
    await stack.sql`delete from public.members where user_id = ${ann.id}`
    await client.realtime.setAuth(await signToken({ sub: ann.id, again: true }))
    expect((await system.next()).status).toBe('error')
  })

  test('a channel ends when its token expires', async () => {
    const topic = `expiry:${vsn}`
    const { id } = await member([topic])
    const system = new Inbox<SystemMessage>()
    const token = await signToken({ sub: id }, { expiresIn: 3 })
    const channel = stack.client({ vsn, token }).channel(topic, secret).on('system', {}, system.put)
    await subscribed(channel)
    expect((await system.next()).message).toMatch(/^Token has expired \d+ seconds ago$/)
  })

  test.each([
    ['expired', { expiresIn: -60 }, /^InvalidJWTToken: Token has expired \d+ seconds ago$/],
    ['signed by another', { secret: 'x'.repeat(32) }, 'JwtSignatureError: Failed to validate JWT signature'],
  ])('a join with a token that is %s says so', async (_what, options, message) => {
    const token = await signToken({ sub: randomUUID() }, options)
    await expect(subscribed(stack.client({ vsn, token }).channel('any'))).rejects.toThrow(message)
  })

  test('replay gives what the database said before the join, once', async () => {
    const topic = `replay:${vsn}`
    const { token } = await member([topic])
    const since = Date.now() - 60_000
    for (const event of ['one', 'two', 'three'])
      await stack.sql`select realtime.send('{}', ${event}, ${topic})`
    const received = new Inbox<Message>()
    const config = { private: true, broadcast: { replay: { since, limit: 2 } } }
    await subscribed(
      stack.client({ vsn, token }).channel(topic, { config }).on('broadcast', { event: '*' }, received.put),
    )
    await stack.sql`select realtime.send('{}', 'four', ${topic})`
    const messages = await received.take(3)
    expect(messages.map(({ event, meta }) => [event, meta?.replayed])).toEqual([
      ['two', true],
      ['three', true],
      ['four', undefined],
    ])
  })
})

test('policies see the claims of the token', async () => {
  const vip = await signToken({ sub: randomUUID(), vip: 'yes' })
  await subscribed(stack.client({ token: vip }).channel('vip:1', secret))
  const other = await signToken({ sub: randomUUID(), vip: 'no' })
  await expect(subscribed(stack.client({ token: other }).channel('vip:1', secret))).rejects.toThrow(
    'Unauthorized',
  )
})

test('a policy that fails counts as a refusal and is logged', async () => {
  const token = await signToken({ sub: randomUUID() })
  await expect(subscribed(stack.client({ token }).channel('broken:1', secret))).rejects.toThrow(
    'Unauthorized',
  )
  expect(stack.logs).toContainEqual(
    expect.stringContaining('a policy failed for topic broken:1: division by zero'),
  )
})

test('a token of a database role that is no client role opens nothing', async () => {
  for (const role of ['postgres', 'supabase_admin']) {
    const token = await signToken({ role, sub: randomUUID() })
    await expect(subscribed(stack.client({ token }).channel('any', secret))).rejects.toThrow('Unauthorized')
  }
})

test('the secret key reads and writes every private topic', async () => {
  const channel = stack.client({ key: 'sb_secret_local_dev_key' }).channel('anything', secret)
  await subscribed(channel)
  expect(await channel.send({ type: 'broadcast', event: 'notice', payload: {} })).toBe('ok')
})

test('over HTTP a private message needs the permission to write', async () => {
  const topic = 'conversation:http'
  const [writer, reader] = [await member([topic]), await member([topic], false)]
  const received = new Inbox<Message>()
  const listening = stack.client({ token: reader.token }).channel(topic, secret)
  await subscribed(listening.on('broadcast', { event: '*' }, received.put))
  const refused = stack.client({ token: reader.token }).channel(topic, secret)
  await expect(refused.httpSend('forbidden', {})).rejects.toThrow('Unauthorized')
  // In a batch it is dropped in silence, as on hosted.
  expect(await refused.send({ type: 'broadcast', event: 'forbidden', payload: {} })).toBe('ok')
  const allowed = stack.client({ token: writer.token }).channel(topic, secret)
  await allowed.httpSend('allowed', {})
  expect((await received.next()).event).toBe('allowed')
})

test('asking for permissions leaves no row behind', async () => {
  const [{ count } = { count: -1 }] = await stack.sql`
    select count(*)::int as count from realtime.messages where event is null`
  expect(count).toBe(0)
})
