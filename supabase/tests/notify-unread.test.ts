import { describe, expect } from 'vitest'
import { stories } from './harness'
import { accepts, drain, hush, later, linked, outbox, Phones, templates } from './notify-steps'
import { say } from './privacy-steps'

const { story } = stories(async (s) => {
  await templates(s)
  await linked(s, 'zhang')
  await linked(s, 'li')
})
const HOLD = 301

describe('a message that stays unread', () => {
  story('is told once for ten lines, to the other side only, and without its words', async (s) => {
    await accepts(s, 'zhang', 'reply', 3)
    await hush(s)
    await s.as('li')
    for (let n = 0; n < 10; n += 1) await say(s, `第${n}句，身份证号带来了吗`)
    const rows = await outbox(s)
    // 张经理 and his accountant.
    expect(rows.map(({ kind }) => kind)).toEqual(['message_from_officer', 'message_from_officer'])
    const phones = new Phones()
    phones.accepted('demo_zhang', 3)
    await later(s, 60)
    expect(await drain(s, phones)).toEqual(['waiting', 'waiting'])
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 有新留言'])
    const text = await s.behind((sql) => sql`select payload from private.outbox`)
    expect(JSON.stringify(text)).not.toContain('身份证')
  })

  story('is over when it was read; the next one is told again', async (s) => {
    await accepts(s, 'zhang', 'reply', 3)
    await hush(s)
    const phones = new Phones()
    phones.accepted('demo_zhang', 3)
    await s.as('li')
    await say(s, '一')
    await s.as('zhang')
    const [talk] = await s.rpc<{ id: string; last_message: { seq: number } | null }[]>('list_conversations')
    await s.rpc('mark_read', { p_conversation_id: talk?.id, p_seq: 1 })
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual([])
    await s.as('li')
    await say(s, '二')
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 有新留言'])
  })

  story('of the enterprise is told the officer, and nobody who is out of office', async (s) => {
    await accepts(s, 'li', 'work', 3)
    await hush(s)
    const phones = new Phones()
    phones.accepted('demo_li', 3)
    await s.as('zhang')
    await say(s, '在吗')
    const rows = (await outbox(s)).map(({ kind }) => kind).filter((kind) => kind.startsWith('message'))
    expect(rows).toEqual(['message_from_enterprise'])
    await s.behind((sql) => sql`update public.staff set active = false where person_id = ${s.id('li')}`)
    await later(s, HOLD)
    expect(await drain(s, phones)).toEqual(['dropped'])
    expect(phones.told).toEqual([])
  })
})
