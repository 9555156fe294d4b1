import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { makeWorld, type World } from './attack-world'
import { type Story, stories } from './harness'

/** Everybody against every private topic, as the Realtime server asks Postgres: at join and for each message. */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

const ACTORS = [
  'anon',
  'zhang',
  'chen',
  'liu',
  'sun',
  'li',
  'zhao',
  'wang',
  'qian',
  'he',
  'zhou',
  'wu',
  'admin',
]

const TOPICS: Record<string, { topic: (s: Story) => string; listen: string; send: string }> = {
  user: { topic: (s) => `user:${s.id('zhang')}`, listen: 'zhang', send: '' },
  conversation: {
    topic: () => `conversation:${world.conversation}`,
    listen: 'zhang chen li',
    send: 'zhang chen li',
  },
  appointment: { topic: () => `appointment:${world.appointment}`, listen: 'zhang chen li', send: '' },
}

/** What the server does at a join: a row that the owner put there is either seen by the person or not. */
async function listens(s: Story, actor: string, topic: string, extension = 'broadcast'): Promise<boolean> {
  await s.sql`savepoint attempt`
  await s.behind(async (sql) => {
    await sql`insert into realtime.messages (topic, extension, event, payload, private)
              values (${topic}, ${extension}, 'probe', '{"secret": "暗号"}', true)`
  })
  await s.as(actor)
  await s.sql`select set_config('realtime.topic', ${topic}, true)`
  const rows = await s.sql`select payload from realtime.messages where topic = ${topic}`.catch(
    (error: { code: string }) => {
      if (error.code !== '42501') throw error
      return []
    },
  )
  await s.sql`rollback to savepoint attempt`
  return rows.length > 0
}

async function sends(s: Story, actor: string, topic: string, extension = 'broadcast'): Promise<boolean> {
  await s.sql`savepoint attempt`
  await s.as(actor)
  await s.sql`select set_config('realtime.topic', ${topic}, true)`
  const code = await s.sql`insert into realtime.messages (topic, extension, event, payload, private)
    values (${topic}, ${extension}, 'typing', '{}', true)`.then(
    () => 'sent',
    (error: { code: string }) => error.code,
  )
  await s.sql`rollback to savepoint attempt`
  expect(['sent', '42501']).toContain(code)
  return code === 'sent'
}

for (const [kind, line] of Object.entries(TOPICS)) {
  story(`${kind}: who listens and who sends`, async (s) => {
    const may = { listen: [] as string[], send: [] as string[] }
    for (const actor of ACTORS) {
      if (await listens(s, actor, line.topic(s))) may.listen.push(actor)
      if (await sends(s, actor, line.topic(s))) may.send.push(actor)
      expect([actor, await sends(s, actor, line.topic(s), 'presence')]).toEqual([actor, false])
    }
    expect(may).toEqual({
      listen: line.listen.split(' ').filter(Boolean),
      send: line.send.split(' ').filter(Boolean),
    })
  })
}

story('topics that are no topics of ours are closed to everybody', async (s) => {
  const topics = [
    '',
    'user',
    'user:',
    'user:*',
    'user:%',
    `user:${s.id('zhang')}:x`,
    `user:${s.id('zhang').toUpperCase()}`,
    `User:${s.id('zhang')}`,
    `user:${randomUUID()}`,
    `conversation:${randomUUID()}`,
    `conversation:${world.appointment}`,
    `appointment:${world.conversation}`,
    `application:${world.submitted}`,
    `enterprise:${randomUUID()}`,
    'staff',
    "conversation:' or true --",
  ]
  for (const topic of topics) {
    for (const actor of ['anon', 'zhang', 'li', 'wang', 'admin']) {
      const open = [await listens(s, actor, topic), await sends(s, actor, topic)]
      expect([topic, actor, ...open]).toEqual([topic, actor, false, false])
    }
  }
})
