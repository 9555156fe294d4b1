import { expect } from 'vitest'
import type { ConversationSummary, Me, Message, MessagePage } from '@/shared/contract'
import { type Story, stories } from './harness'

const { story, race } = stories()

async function conversation(s: Story): Promise<string> {
  const me = await s.rpc<Me>('get_me')
  return me.enterprises[0]?.conversation_id ?? ''
}

const send = (s: Story, id: string, body: string | null, request = s.request(), kind = 'text') =>
  s.rpc<Message>('send_message', {
    p_conversation_id: id,
    p_kind: kind,
    p_body: body,
    p_file: null,
    p_application_id: null,
    p_request_id: request,
  })

story('owner and officer talk; unread counts and 已读 follow', async (s) => {
  await s.as('zhang')
  const id = await conversation(s)
  const request = s.request()
  const sent = await send(s, id, '李专员，布局图要画洗手池吗？')
  expect(sent).toMatchObject({ seq: 1, side: 'enterprise', sender_name: '张明远' })
  const retried = await send(s, id, '在吗', request)
  expect(await send(s, id, '在吗', request)).toEqual(retried)
  await s.expectError('BB003', () => send(s, id, '不在', request))
  await s.as('li')
  expect(await s.rpc('unread_count')).toBe(2)
  const [summary] = (await s.rpc<ConversationSummary[]>('list_conversations')).filter((c) => c.id === id)
  expect(summary).toMatchObject({ unread: 2, last_text: '在吗' })
  await s.rpc('mark_read', { p_conversation_id: id, p_seq: 2 })
  expect(await s.rpc('unread_count')).toBe(0)
  const answer = await send(s, id, '要画，写上名称')
  expect(answer).toMatchObject({ seq: 3, side: 'officer', sender_name: '李专员' })
  await s.as('zhang')
  const page = await s.rpc<MessagePage>('list_messages', { p_conversation_id: id })
  expect(page.messages.map((m) => m.seq)).toEqual([1, 2, 3])
  expect(page.other_read_seq).toBe(3)
  const older = await s.rpc<MessagePage>('list_messages', {
    p_conversation_id: id,
    p_before_seq: 3,
    p_limit: 1,
  })
  expect(older).toMatchObject({ more: true, messages: [{ seq: 2 }] })
})

story('blank and endless messages are refused; markup and emoji are just text', async (s) => {
  await s.as('zhang')
  const id = await conversation(s)
  for (const blank of ['', '   ', '\n\t', '　　', '\u200b \u200b', null]) {
    await s.expectError('BB014', () => send(s, id, blank))
  }
  const long = await s.expectError('BB015', () => send(s, id, '长'.repeat(5000)))
  expect(long.detail).toMatchObject({ field: 'body', max: 2000, length: 5000 })
  const text = '<script>alert("1")</script> 你好👨‍👩‍👧‍👦 &amp; ①'
  expect((await send(s, id, text)).body).toBe(text)
  await s.expectError('BB013', () => send(s, id, null, s.request(), 'image'))
})

story('nobody else reads or writes the conversation', async (s) => {
  await s.as('zhang')
  const id = await conversation(s)
  await send(s, id, '只给专员看')
  for (const stranger of ['liu', 'sun', 'zhao', 'wang', 'zhou', 'admin']) {
    await s.as(stranger)
    await s.expectError('BB004', () => send(s, id, '插话'))
    await s.expectError('BB004', () => s.rpc('list_messages', { p_conversation_id: id }))
    await s.expectError('BB004', () => s.rpc('mark_read', { p_conversation_id: id, p_seq: 1 }))
    expect(await s.sql`select id from public.messages where conversation_id = ${id}`).toHaveLength(0)
  }
  await s.as('anon')
  await s.expectError('42501', () => s.sql`select id from public.messages`)
})

story('a stand-in answers while it lasts; an agent whose authority ended is out at once', async (s) => {
  await s.as('chen')
  const id = await conversation(s)
  await send(s, id, '我是经办人')
  await s.behind(
    (sql) => sql`insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
      values (${s.id('li')}, ${s.id('zhao')}, '2026-03-30', '2026-04-02')`,
  )
  await s.as('zhao')
  expect(await send(s, id, '李专员休假，我来答')).toMatchObject({ side: 'officer' })
  await s.at('2026-04-03T10:00:00+08:00')
  await s.expectError('BB004', () => send(s, id, '还在吗'))
  await s.behind(
    (sql) =>
      sql`update public.enterprise_members set ends_on = '2026-04-02' where person_id = ${s.id('chen')}`,
  )
  await s.as('chen')
  await s.expectError('BB004', () => send(s, id, '我还能发吗'))
  expect(await s.sql`select id from public.messages where conversation_id = ${id}`).toHaveLength(0)
})

story('messages cannot be changed or taken back by a client', async (s) => {
  await s.as('zhang')
  const id = await conversation(s)
  const sent = await send(s, id, '定了')
  await s.expectError('42501', () => s.sql`update public.messages set body = '改' where id = ${sent.id}`)
  await s.expectError('42501', () => s.sql`delete from public.messages where id = ${sent.id}`)
})

story('the database broadcasts each message on the private topics, with ids only', async (s) => {
  await s.as('zhang')
  const id = await conversation(s)
  const sent = await send(s, id, '机密内容')
  const rows = await s.behind(
    (sql) => sql`select topic, event, payload, private from realtime.messages order by topic`,
  )
  expect(rows.map((r) => r.topic)).toEqual(
    expect.arrayContaining([`conversation:${id}`, `user:${s.id('li')}`]),
  )
  expect(rows.every((r) => r.private)).toBe(true)
  expect(JSON.stringify(rows)).toContain(sent.id)
  expect(JSON.stringify(rows)).not.toContain('机密内容')
  expect(rows.map((r) => r.topic)).not.toContain(`user:${s.id('liu')}`)
})

race('messages of two people at once each get a number of their own', async (begin) => {
  const setup = await begin()
  await setup.as('liu')
  const id = await conversation(setup)
  await setup.rollback()
  const both = await Promise.all([begin(), begin()])
  const seqs = await Promise.all(
    both.map(async (s, i) => {
      await s.as(i === 0 ? 'liu' : 'li')
      const message = await send(s, id, `第 ${i} 条`)
      await s.commit()
      return message.seq
    }),
  )
  expect(new Set(seqs).size).toBe(2)
})
