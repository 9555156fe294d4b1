import { expect } from 'vitest'
import type { HeldContent, Message } from '@/shared/contract'
import {
  appeal,
  checksOf,
  conversationOf,
  heldMessage,
  message,
  picture,
  queued,
  risky,
  said,
} from './content-steps'
import { act } from './contract-steps'
import { stories } from './harness'

const { story, race } = stories()

story('what people write is queued with it; what staff write, cards and files are not', async (s) => {
  const text = await message(s)
  const shown = await picture(s)
  const rows = [...(await checksOf(s, text.id)), ...(await checksOf(s, shown.id))]
  expect(rows.map((row) => [row.subject, row.state, row.hidden])).toEqual([
    ['message', 'waiting', false],
    ['message', 'waiting', false],
  ])
  expect((await queued(s)).map((row) => row.check_id)).toEqual(rows.map((row) => row.id))
  const conversation = await conversationOf(s)
  await s.as('li')
  const answer = await act<Message>(s, 'send_message', {
    p_conversation_id: conversation,
    p_kind: 'text',
    p_body: '马上给你看',
    p_file: null,
    p_application_id: null,
  })
  expect(await checksOf(s, answer.id)).toEqual([])
  expect(await queued(s)).toHaveLength(2)
})

story('an appeal, its pictures, what is added and the comment of its rating are checked', async (s) => {
  const { id } = await appeal(s)
  expect((await checksOf(s, id)).map((row) => row.subject)).toEqual(['appeal', 'appeal'])
  await s.as('chen')
  await act(s, 'reply_appeal', { p_appeal_id: id, p_body: '我也说一句' })
  await s.as('li')
  await act(s, 'answer_appeal', { p_appeal_id: id, p_body: '今天办好', p_row_version: 2 })
  await s.as('zhang')
  await act(s, 'judge_appeal', { p_appeal_id: id, p_solved: true, p_body: '总算好了', p_level: 3 })
  const rows = await s.behind(
    (sql) => sql`
      select c.subject, c.author_id, r.body from private.content_checks c
      left join public.appeal_replies r on r.id = c.subject_id
      where c.appeal_id = ${id} order by c.created_at, c.subject`,
  )
  expect(rows.map((row) => [row.subject, row.author_id, row.body])).toEqual([
    ['appeal', s.id('zhang'), null],
    ['appeal', s.id('zhang'), null],
    ['appeal_rating', s.id('zhang'), null],
    ['appeal_reply', s.id('chen'), '我也说一句'],
  ])
})

story('the function learns what to ask about and nothing more, and only what still waits', async (s) => {
  const sent = await message(s, '第一句')
  const shown = await picture(s)
  const ids = [...(await checksOf(s, sent.id)), ...(await checksOf(s, shown.id))].map((row) => row.id)
  await s.as('service')
  const asked = await s.rpc<Record<string, unknown>[]>('service_content_to_check', { p_check_ids: ids })
  // Written in one moment: in no order of their own.
  expect([...asked].sort((a, b) => ids.indexOf(String(a.id)) - ids.indexOf(String(b.id)))).toEqual([
    { id: ids[0], scene: 2, openid: 'demo_zhang', words: '第一句', file: null },
    {
      id: ids[1],
      scene: 2,
      openid: 'demo_zhang',
      file: { bucket: 'messages', path: shown.file?.path, mime: 'image/jpeg', size: 1234 },
    },
  ])
  await said(s, ids[0] ?? '', { p_suggest: 'pass', p_label: 100, p_trace_id: 't1' })
  expect(await s.rpc('service_content_to_check', { p_check_ids: ids })).toHaveLength(1)
  await s.as('zhang')
  await s.expectError('42501', () => s.rpc('service_content_to_check', { p_check_ids: ids }))
  await s.expectError('42501', () =>
    s.rpc('service_record_content', {
      p_check_id: ids[0],
      p_suggest: 'pass',
      p_label: null,
      p_trace_id: null,
      p_reason: null,
    }),
  )
})

story('what is settled stays, whoever comes late', async (s) => {
  const sent = await message(s)
  const check = (await checksOf(s, sent.id))[0]?.id ?? ''
  expect(await said(s, check, { p_suggest: 'pass', p_label: 100, p_trace_id: 't1' })).toBe('passed')
  expect(await said(s, check, risky)).toBe('passed')
  expect(await said(s, check, { p_reason: 'quota' })).toBe('passed')
  await s.expectError('BB004', () => said(s, s.request(), risky))
})

story('what could not be checked is recorded with its reason and goes on', async (s) => {
  const sent = await message(s, '打不开微信的时候写的')
  const check = (await checksOf(s, sent.id))[0]?.id ?? ''
  expect(await said(s, check, { p_reason: 'not_active' })).toBe('unchecked')
  expect(await checksOf(s, sent.id)).toMatchObject([
    { state: 'unchecked', reason: 'not_active', hidden: false },
  ])
  await s.as('li')
  expect(await s.sql`select id from public.messages where id = ${sent.id}`).toHaveLength(1)
})

story('what WeChat only thinks worth a look is shown, and stands on the list', async (s) => {
  const sent = await message(s)
  const check = (await checksOf(s, sent.id))[0]?.id ?? ''
  expect(await said(s, check, { p_suggest: 'review', p_label: 20012 })).toBe('held')
  await s.as('li')
  expect(await s.sql`select id from public.messages where id = ${sent.id}`).toHaveLength(1)
  await s.as('zhou')
  expect(await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })).toMatchObject([
    { id: check, hidden: false, risk: '低俗' },
  ])
})

story(
  'WeChat answers about a picture later, or before it was written down what was asked; once',
  async (s) => {
    const one = await picture(s)
    const two = await picture(s)
    const [first] = await checksOf(s, one.id)
    const [second] = await checksOf(s, two.id)
    const push = (trace: string, suggest: string | null, problem: string | null = null) =>
      s.rpc<boolean>('service_media_answer', {
        p_trace_id: trace,
        p_suggest: suggest,
        p_label: 20002,
        p_problem: problem,
      })
    expect(await said(s, first?.id ?? '', { p_trace_id: 'trace-1' })).toBe('asked')
    expect(await push('trace-1', 'risky')).toBe(true)
    expect(await checksOf(s, one.id)).toMatchObject([{ state: 'held', hidden: true }])
    // The same push again, and one that says the opposite, change nothing.
    expect(await push('trace-1', 'risky')).toBe(false)
    expect(await push('trace-1', 'pass')).toBe(false)
    expect(await checksOf(s, one.id)).toMatchObject([{ state: 'held', hidden: true }])

    expect(await push('trace-2', 'risky')).toBe(true)
    expect(await checksOf(s, two.id)).toMatchObject([{ state: 'waiting' }])
    expect(await said(s, second?.id ?? '', { p_trace_id: 'trace-2' })).toBe('held')

    const three = await picture(s)
    const [third] = await checksOf(s, three.id)
    await said(s, third?.id ?? '', { p_trace_id: 'trace-3' })
    expect(await push('trace-3', null, 'download')).toBe(true)
    expect(await checksOf(s, three.id)).toMatchObject([{ state: 'unchecked', reason: 'download' }])
    await s.as('zhang')
    await s.expectError('42501', () => push('trace-4', 'pass'))
  },
)

race(
  'an answer and the record of its question that meet are settled once, in either order',
  async (begin) => {
    const setup = await begin()
    const shown = await picture(setup)
    const [check] = await checksOf(setup, shown.id)
    await setup.commit()
    const [asker, pusher] = await Promise.all([begin(), begin()])
    await Promise.all([
      (async () => {
        await said(asker, check?.id ?? '', { p_trace_id: 'met' })
        await asker.commit()
      })(),
      (async () => {
        await pusher.as('service')
        await pusher.rpc('service_media_answer', {
          p_trace_id: 'met',
          p_suggest: 'risky',
          p_label: 20002,
          p_problem: null,
        })
        await pusher.commit()
      })(),
    ])
    const after = await begin()
    expect(await checksOf(after, shown.id)).toMatchObject([{ state: 'held', hidden: true }])
  },
)

story('a held message is queued for those who decide, in ids only', async (s) => {
  const { check } = await heldMessage(s)
  const rows = await s.behind(
    (sql) =>
      sql`select recipient, payload from private.outbox where kind = 'content_held' order by recipient`,
  )
  expect(rows.map((row) => row.recipient).sort()).toEqual([s.id('zhou'), s.id('wu')].sort())
  expect(rows.map((row) => row.payload)).toEqual([{ check_id: check }, { check_id: check }])
})
