import { expect, test } from 'vitest'
import type { Sent } from './messages'
import { Subscriptions } from './subscribe'

const REPLY = 'DemoReply-000000000000000000000000000000004'
const WORK = 'DemoWork-0000000000000000000000000000000005'
const DATA = {
  thing1: { value: '你的诉求' },
  thing2: { value: '诉求有答复了，看看解决了没有' },
  time3: { value: '2026年3月31日 10:05' },
}

function world() {
  const sent: Sent[] = []
  const family = new Subscriptions({ now: () => 0, sent })
  const send = async (more: Record<string, unknown> = {}) => {
    const body = { touser: 'o1', template_id: REPLY, page: 'pages/me/index', data: DATA, ...more }
    const answer = family.apis['/cgi-bin/message/subscribe/send']({ query: new URLSearchParams(), body })
    return ((await answer.json()) as { errcode: number }).errcode
  }
  return { family, send, sent }
}

test('one acceptance is one message; the page shows what a phone would', async () => {
  const { family, send, sent } = world()
  expect(await send()).toBe(43101)
  family.answer('o1', REPLY, 'accept')
  expect([await send(), await send()]).toEqual([0, 43101])
  expect(sent).toMatchObject([
    {
      to: 'o1',
      title: '回复提醒',
      lines: ['类型：你的诉求', expect.any(String), '时间：2026年3月31日 10:05'],
    },
  ])
})

test('what does not fit is refused before anything is spent', async () => {
  const { family, send } = world()
  family.answer('o1', REPLY, 'accept')
  const with1 = (name: string, value: string) => send({ data: { ...DATA, [name]: { value } } })
  expect(await with1('thing2', '字'.repeat(21))).toBe(47003)
  expect(await with1('thing2', '')).toBe(47003)
  expect(await with1('time3', 'yesterday')).toBe(47003)
  expect(await send({ touser: '' })).toBe(40003)
  expect(await send({ template_id: 'x' })).toBe(40037)
  expect(await send({ page: '/elsewhere' })).toBe(41030)
  expect(await send()).toBe(0)
})

test('what lasts goes on until it is refused', async () => {
  const { family, send } = world()
  const lasting = (touser: string) =>
    send({
      touser,
      template_id: WORK,
      data: { thing1: DATA.thing1, phrase2: { value: '快到期' }, thing3: DATA.thing2, time4: DATA.time3 },
    })
  expect(await lasting('o1')).toBe(43101)
  family.answer('o1', WORK, 'accept')
  expect([await lasting('o1'), await lasting('o1'), await lasting('demo_li')]).toEqual([0, 0, 0])
  family.answer('demo_li', WORK, 'ban')
  expect(await lasting('demo_li')).toBe(43101)
})
