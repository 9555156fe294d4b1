import { expect } from 'vitest'
import type { AppealDetail, ConversationSummary, HeldContent, MessagePage } from '@/shared/contract'
import {
  appeal,
  checksOf,
  conversationOf,
  decide,
  heldMessage,
  message,
  picture,
  risky,
  said,
} from './content-steps'
import { act } from './contract-steps'
import { type Actor, type Story, stories } from './harness'

const { story } = stories()

const pageOf = async (s: Story, by: Actor, conversation: string) => {
  await s.as(by)
  return s.rpc<MessagePage>('list_messages', { p_conversation_id: conversation })
}

story('a held message: its author reads it with a sentence, the others that something waits', async (s) => {
  const { sent } = await heldMessage(s)
  const mine = await pageOf(s, 'zhang', sent.conversation_id)
  expect(mine.messages[0]).toMatchObject({
    body: '你们这些人真会拖',
    held: { state: 'waiting', mine: true, reason: null },
  })
  expect(mine.conversation.last_text).toBe('你们这些人真会拖')
  for (const other of ['li', 'chen']) {
    const page = await pageOf(s, other, sent.conversation_id)
    expect(page.messages[0]).toMatchObject({
      seq: 1,
      body: null,
      held: { state: 'waiting', mine: false, reason: null },
    })
    expect(page.conversation.unread).toBe(1)
    expect(page.conversation.last_text).toBe('［等人工核对的消息］')
    expect(await s.sql`select body from public.messages where id = ${sent.id}`).toHaveLength(0)
    const [summary] = (await s.rpc<ConversationSummary[]>('list_conversations')).filter(
      (each) => each.id === sent.conversation_id,
    )
    expect(JSON.stringify([page, summary])).not.toContain('会拖')
  }
})

story('a person releases it: everybody reads it, both sides are poked, and only once', async (s) => {
  const { sent, check } = await heldMessage(s)
  const released = await decide(s, check, 'released')
  expect(released).toMatchObject({ state: 'released', decision: { by: '周组长', reason: null } })
  const page = await pageOf(s, 'li', sent.conversation_id)
  expect(page.messages[0]).toMatchObject({ body: '你们这些人真会拖', held: null })
  expect(await s.sql`select id from public.messages where id = ${sent.id}`).toHaveLength(1)
  const pokes = await s.behind(
    (sql) => sql`select topic, event, payload from realtime.messages where event = 'changed' order by topic`,
  )
  expect(pokes.map((row) => row.topic)).toEqual(
    expect.arrayContaining([
      `conversation:${sent.conversation_id}`,
      `user:${s.id('zhang')}`,
      `user:${s.id('li')}`,
      `user:${s.id('zhou')}`,
    ]),
  )
  expect(JSON.stringify(pokes)).not.toContain('会拖')
  await s.expectError('BB110', () => decide(s, check, 'released'))
  // What others have read cannot be taken back.
  await s.expectError('BB110', () => decide(s, check, 'kept', '再想想'))
})

story(
  'kept needs a reason, which the author alone reads; after a second look it may be released',
  async (s) => {
    const { sent, check } = await heldMessage(s)
    await s.expectError('BB014', () => decide(s, check, 'kept', ' '))
    await s.expectError('BB015', () => decide(s, check, 'kept', '长'.repeat(201)))
    await s.expectError('BB007', () => decide(s, check, 'perhaps' as 'kept', '原因'))
    await decide(s, check, 'kept', '骂人的话没有转给专员，换个说法再发')
    expect((await pageOf(s, 'zhang', sent.conversation_id)).messages[0]).toMatchObject({
      body: '你们这些人真会拖',
      held: { state: 'kept', mine: true, reason: '骂人的话没有转给专员，换个说法再发' },
    })
    expect((await pageOf(s, 'li', sent.conversation_id)).messages[0]).toMatchObject({
      body: null,
      held: { state: 'kept', mine: false, reason: null },
    })
    const told = await s.behind(
      (sql) => sql`select recipient from private.outbox where kind = 'content_kept'`,
    )
    expect(told).toMatchObject([{ recipient: s.id('zhang') }])
    await decide(s, check, 'released', '看错了')
    expect((await pageOf(s, 'li', sent.conversation_id)).messages[0]).toMatchObject({ held: null })
    await s.as('zhou')
    const decided = await s.rpc<HeldContent[]>('list_held_content', { p_group: 'decided' })
    expect(decided).toMatchObject([{ id: check, state: 'released', decision: { reason: '看错了' } }])
    expect(await s.rpc('list_held_content', { p_group: 'waiting' })).toEqual([])
  },
)

story('every decision is kept, and none can be changed, not even by the owner of the database', async (s) => {
  const { check } = await heldMessage(s)
  await decide(s, check, 'kept', '第一次')
  await decide(s, check, 'released', '第二次')
  await s.asOwner()
  expect(
    (await s.sql`select reason from private.content_decisions order by decision`).map((row) => row.reason),
  ).toEqual(['第一次', '第二次'])
  await s.expectError('P0001', () => s.sql`update private.content_decisions set reason = '改' where true`)
  await s.expectError('P0001', () => s.sql`delete from private.content_decisions where true`)
  await s.expectError('P0001', () => s.sql`truncate private.content_decisions`)
})

story('the group lead and the task force look; nobody else, and nobody at what is not held', async (s) => {
  const { check } = await heldMessage(s)
  for (const other of ['zhang', 'chen', 'liu', 'sun', 'li', 'zhao', 'wang', 'qian', 'admin']) {
    await s.as(other)
    await s.expectError('BB002', () => s.rpc('list_held_content', { p_group: 'waiting' }))
    await s.expectError('BB002', () => decide(s, check, 'released', null, other))
  }
  await s.as('zhou')
  const [held] = await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })
  expect(held).toMatchObject({
    id: check,
    subject: 'message',
    words: '你们这些人真会拖',
    author_name: '张明远',
    enterprise_name: '清溪禾味餐饮有限公司',
    risk: '辱骂',
    hidden: true,
    state: 'waiting',
    decision: null,
  })
  await s.expectError('BB007', () => s.rpc('list_held_content', { p_group: 'all' }))
  const quiet = await message(s, '没有问题的话')
  const passed = (await checksOf(s, quiet.id))[0]?.id ?? ''
  await said(s, passed, { p_suggest: 'pass', p_label: 100 })
  await s.expectError('BB004', () => decide(s, passed, 'kept', '我想看'))
  await s.as('wu')
  expect(await s.rpc('list_held_content', { p_group: 'waiting' })).toHaveLength(1)
  await decide(s, check, 'released', null, 'wu')
})

story('who wrote it, a colleague, and whom an appeal may be about do not judge it', async (s) => {
  const { check } = await heldMessage(s)
  await s.behind(
    (sql) => sql`
      insert into public.staff_roles (person_id, role) values (${s.id('li')}, 'group_lead');
    `,
  )
  const { id } = await appeal(s, 'conduct')
  const [words] = await checksOf(s, id)
  await said(s, words?.id ?? '', risky)
  // li looks after the enterprise: the report about conduct may be about him.
  await s.as('li')
  const seen = await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })
  expect(seen.map((each) => each.id)).toEqual([check])
  await s.expectError('BB004', () => decide(s, words?.id ?? '', 'kept', '与我无关', 'li'))
  await s.behind(
    (sql) => sql`
      insert into public.staff (person_id, department_code, display_name, title)
      values (${s.id('chen')}, 'spj', '陈会计', '兼职')`,
  )
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('chen')}, 'group_lead')`,
  )
  await s.as('chen')
  expect(await s.rpc('list_held_content', { p_group: 'waiting' })).toEqual([])
  await s.expectError('BB004', () => decide(s, check, 'released', null, 'chen'))
})

story('an appeal reaches its handler at once, marked; its clocks run; colleagues wait', async (s) => {
  const { id } = await appeal(s)
  const [words] = await checksOf(s, id)
  await s.as('li')
  const before = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  await said(s, words?.id ?? '', risky)
  await s.as('li')
  const after = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  expect(after).toMatchObject({
    title: '骂人的标题',
    body: '骂人的话',
    held: { state: 'waiting', mine: false, reason: null },
  })
  expect(after.files).toHaveLength(1)
  expect([after.contact, after.resolve]).toEqual([before.contact, before.resolve])
  expect(after.allowed).toEqual(before.allowed)
  await s.as('chen')
  const colleague = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  expect(colleague).toMatchObject({ title: '等人工核对的诉求', body: null, files: [] })
  expect(JSON.stringify(await s.rpc('list_appeals'))).not.toContain('骂人')
  expect(await s.sql`select id from public.appeals where id = ${id}`).toHaveLength(0)
  expect(await s.sql`select id from public.appeal_files where appeal_id = ${id}`).toHaveLength(0)
  // Nobody looks, and it climbs all the same.
  await s.at('2026-03-31T16:00:00+08:00')
  await s.behind((sql) => sql`select private.escalate_overdue_appeals()`)
  await s.as('zhou')
  expect(await s.rpc('get_appeal', { p_id: id })).toMatchObject({ tier: 'group', body: '骂人的话' })
})

story('what is added to an appeal is held from colleagues, not from its handler', async (s) => {
  const { id } = await appeal(s)
  await s.as('zhang')
  const said1 = await act<AppealDetail>(s, 'reply_appeal', { p_appeal_id: id, p_body: '骂人的补充' })
  const [check] = await checksOf(s, said1.replies[0]?.id ?? '')
  await said(s, check?.id ?? '', risky)
  await s.as('li')
  expect((await s.rpc<AppealDetail>('get_appeal', { p_id: id })).replies[0]).toMatchObject({
    body: '骂人的补充',
    held: { state: 'waiting', mine: false },
  })
  await s.as('chen')
  expect((await s.rpc<AppealDetail>('get_appeal', { p_id: id })).replies[0]).toMatchObject({ body: null })
  expect(await s.sql`select id from public.appeal_replies where appeal_id = ${id}`).toHaveLength(0)
  await s.as('zhang')
  expect((await s.rpc<AppealDetail>('get_appeal', { p_id: id })).replies[0]).toMatchObject({
    body: '骂人的补充',
    held: { mine: true },
  })
})

story('a held picture is seen by who sent it and who decides; released, by both sides', async (s) => {
  const shown = await picture(s)
  const [check] = await checksOf(s, shown.id)
  const sees = async (who: Actor) => {
    await s.as(who)
    const rows = await s.sql`select name from storage.objects where name = ${shown.file?.path ?? ''}`
    return rows.length === 1
  }
  const everybody = async () => {
    const seen: string[] = []
    for (const who of ['zhang', 'chen', 'li', 'zhou', 'wu', 'admin', 'liu', 'wang'])
      if (await sees(who)) seen.push(who)
    return seen.join(' ')
  }
  expect(await everybody()).toBe('zhang chen li')
  await said(s, check?.id ?? '', { p_trace_id: 'p1' })
  await s.rpc('service_media_answer', {
    p_trace_id: 'p1',
    p_suggest: 'risky',
    p_label: 20002,
    p_problem: null,
  })
  expect(await everybody()).toBe('zhang zhou wu')
  const page = await pageOf(s, 'li', await conversationOf(s))
  expect(page.messages[0]).toMatchObject({ kind: 'image', file: null, held: { state: 'waiting' } })
  await decide(s, check?.id ?? '', 'released')
  expect(await everybody()).toBe('zhang chen li')
})
