import type { SupabaseClient } from '@supabase/supabase-js'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../supabase/local/demo/people'
import { TRACES } from '../../../supabase/tests/attack-world'
import type { Ground } from './ground'

/** How a join ends: the state, and what is said about it. */
function joined(client: SupabaseClient, topic: string): Promise<{ state: string; told: string }> {
  return new Promise((resolve) => {
    const channel = client.channel(topic, { config: { private: true } })
    channel.subscribe((state, error) => {
      if (state === 'CLOSED') return
      resolve({ state, told: error?.message ?? '' })
      void client.removeChannel(channel)
    })
  })
}

export function attacksOnTopics(ground: () => Ground): void {
  const topics = () => [
    `user:${demoPerson('zhang').id}`,
    `conversation:${ground().world.conversation}`,
    `appointment:${ground().world.appointment}`,
    `application:${ground().world.submitted}`,
    'staff',
    'user:*',
  ]

  describe('a topic that somebody guessed', () => {
    for (const who of ['liu', 'sun', 'admin', 'anon']) {
      test(`${who} is not let in, and is told nothing`, async () => {
        const client = who === 'anon' ? ground().anon : await ground().as(who)
        for (const topic of topics()) {
          const { state, told } = await joined(client, topic)
          expect([topic, state]).toEqual([topic, 'CHANNEL_ERROR'])
          // The name that he guessed is his own word, and may come back.
          expect(
            TRACES.exec(told.replaceAll(topic, '').replaceAll(topic.split(':')[1] ?? '-', '')),
          ).toBeNull()
        }
      })
    }

    test('those whom it concerns are let in', async () => {
      const [user, conversation, appointment] = topics() as [string, string, string]
      for (const topic of [user, conversation, appointment]) {
        expect(await joined(await ground().as('zhang'), topic)).toMatchObject({ state: 'SUBSCRIBED' })
      }
      expect(await joined(await ground().as('li'), conversation)).toMatchObject({ state: 'SUBSCRIBED' })
      expect(await joined(await ground().as('li'), user)).toMatchObject({ state: 'CHANNEL_ERROR' })
    })

    test('nothing that a stranger sends arrives, neither by socket nor by HTTP', async () => {
      const { stack, world, as } = ground()
      const topic = `conversation:${world.conversation}`
      const liu = await as('liu')
      const token = (await liu.auth.getSession()).data.session?.access_token
      const before = await stack.sql`select count(*)::int as n from realtime.messages where event = 'typing'`
      const answer = await fetch(`${stack.apiUrl}/realtime/v1/api/broadcast`, {
        method: 'POST',
        headers: {
          apikey: stack.publishableKey,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          messages: [{ topic, event: 'typing', payload: { who: 'liu' }, private: true }],
        }),
      })
      const heard: unknown[] = []
      const zhang = await as('zhang')
      const channel = zhang.channel(topic, { config: { private: true } })
      await new Promise((resolve) =>
        channel.on('broadcast', { event: '*' }, (message) => heard.push(message)).subscribe(resolve),
      )
      const push = liu.channel(topic, { config: { private: true } })
      await push.httpSend('typing', { who: 'liu' }).catch(() => undefined)
      // What zhang himself sends comes after it, so nothing of liu's is still on the way.
      const li = (await as('li')).channel(topic, { config: { private: true, broadcast: { ack: true } } })
      await new Promise((resolve) => li.subscribe(resolve))
      expect(await li.send({ type: 'broadcast', event: 'typing', payload: { who: 'li' } })).toBe('ok')
      await expect.poll(() => heard.length).toBeGreaterThan(0)
      expect(JSON.stringify(heard)).not.toContain('liu')
      const after = await stack.sql`select count(*)::int as n from realtime.messages where event = 'typing'`
      expect([answer.status < 500, after[0]?.n]).toEqual([true, before[0]?.n])
      await Promise.all([zhang.removeChannel(channel), (await as('li')).removeChannel(li)])
    })
  })
}
