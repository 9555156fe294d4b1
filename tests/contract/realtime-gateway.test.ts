import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { type SignedIn, signUp, startFixtureStack } from './fixture-stack'

let stack: Stack
let sender: SignedIn
let receiver: SignedIn

beforeAll(async () => {
  stack = await startFixtureStack()
  ;[sender, receiver] = await Promise.all([signUp(stack), signUp(stack)])
})
afterAll(() => stack?.stop())

/** Joins a private topic and gives the status and what arrives. */
async function listen(vsn: '1.0.0' | '2.0.0', topic: string) {
  const client = testClient(stack, { vsn })
  await client.realtime.setAuth(receiver.accessToken)
  const texts: string[] = []
  const channel = client.channel(topic, { config: { private: true } })
  channel.on('broadcast', { event: 'changed' }, ({ payload }) => texts.push(payload.text))
  const status = await new Promise<string>((resolve) => channel.subscribe(resolve))
  return { status, texts, close: () => client.removeAllChannels() }
}

describe.each(['1.0.0', '2.0.0'] as const)('through the gateway, protocol %s', (vsn) => {
  test('what the database sends arrives at the person it is for, and nowhere else', async () => {
    const mine = await listen(vsn, `user:${receiver.user.id}`)
    const foreign = await listen(vsn, `user:${sender.user.id}`)
    expect([mine.status, foreign.status]).toEqual(['SUBSCRIBED', 'CHANNEL_ERROR'])
    await sender.client.rpc('poke', { p_person: receiver.user.id, p_text: '收到了吗？' })
    await expect.poll(() => mine.texts).toEqual(['收到了吗？'])
    expect(foreign.texts).toEqual([])
    await Promise.all([mine.close(), foreign.close()])
  })
})

test('a wrong key opens no socket', async () => {
  const client = testClient(stack, { key: 'sb_publishable_wrong' })
  const status = await new Promise<string>((resolve) => client.channel('open').subscribe(resolve))
  expect(status).toBe('CHANNEL_ERROR')
  await client.removeAllChannels()
})
