import { expect } from 'vitest'
import type { AppealDetail, AppealKind, AppealSummary } from '@/shared/contract'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const create = (s: Story, kind = 'stuck', more: Record<string, unknown> = {}) =>
  s.rpc<AppealDetail>('create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: kind,
    p_title: '许可证一直没动静',
    p_body: '交了三天，没人联系我。',
    p_application_id: null,
    p_files: [],
    p_request_id: s.request(),
    ...more,
  })
const reply = (s: Story, id: string, body: string) =>
  s.rpc<AppealDetail>('reply_appeal', { p_appeal_id: id, p_body: body, p_request_id: s.request() })
const answer = (s: Story, id: string, version: number, body = '已经催办，今天受理') =>
  s.rpc<AppealDetail>('answer_appeal', {
    p_appeal_id: id,
    p_body: body,
    p_row_version: version,
    p_request_id: s.request(),
  })
const judge = (s: Story, id: string, solved: boolean, body: string | null, level: number | null = null) =>
  s.rpc<AppealDetail>('judge_appeal', {
    p_appeal_id: id,
    p_solved: solved,
    p_body: body,
    p_level: level,
    p_request_id: s.request(),
  })
const escalateOverdue = (s: Story) => s.behind((sql) => sql`select private.escalate_overdue_appeals() as n`)

story('an appeal has a number, a handler, a tier and two clocks from the first moment', async (s) => {
  await s.as('zhang')
  const appeal = await create(s)
  expect(appeal.number).toMatch(/^SQ-260331-\d{4}$/)
  expect(appeal).toMatchObject({ state: 'open', tier: 'officer', handler: { display_name: '李专员' } })
  // 60 working minutes from Tuesday 10:00; 7 working days, 清明 left out.
  expect(new Date(appeal.contact.due_at ?? 0)).toEqual(new Date('2026-03-31T11:00:00+08:00'))
  expect(new Date(appeal.resolve.due_at ?? 0)).toEqual(new Date('2026-04-10T17:30:00+08:00'))
  expect(appeal.allowed).toEqual(['reply'])
  expect(appeal.tiers.map((t) => [t.name, t.since !== null])).toEqual([
    ['专员', true],
    ['专组', false],
    ['专班', false],
  ])
})

story('contact, answer, solved: closed with a rating that only its author sees', async (s) => {
  await s.as('zhang')
  const { id } = await create(s)
  await s.as('li')
  const contacted = await reply(s, id, '看到了，我去问')
  expect(contacted.replies.at(-1)).toMatchObject({ kind: 'contact', side: 'staff' })
  expect(contacted.contact.state).toBe('met')
  const answered = await answer(s, id, contacted.row_version)
  expect(answered.state).toBe('answered')
  await s.as('zhang')
  const closed = await judge(s, id, true, '挺快', 5)
  expect(closed).toMatchObject({ state: 'closed', rating: { level: 5, comment: '挺快' }, allowed: [] })
  await s.as('li')
  const seen = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  expect(seen.rating).toBeNull()
  expect(JSON.stringify(seen)).not.toContain('挺快')
  await s.expectError('42501', () => s.sql`select rating_level from public.appeals`)
  await s.expectError('BB044', () => reply(s, id, '谢谢'))
})

story('not solved: reopened with a reason, one tier up, with a new handler', async (s) => {
  await s.as('zhang')
  const { id, row_version } = await create(s)
  await s.as('li')
  await answer(s, id, row_version)
  await s.as('zhang')
  await s.expectError('BB014', () => judge(s, id, false, '  '))
  const up = await judge(s, id, false, '还是没人联系')
  expect(up).toMatchObject({ state: 'open', tier: 'group', handler: { display_name: '周组长' } })
  expect(up.replies.map((r) => r.kind)).toEqual(['answer', 'reopen', 'escalate'])
  await s.as('zhou')
  expect(await s.rpc<AppealSummary[]>('list_appeals')).toHaveLength(1)
})

story('up a tier the resolve limit goes on, the contact limit is the new handler’s own', async (s) => {
  await s.as('zhang')
  const { id, row_version, resolve } = await create(s)
  await s.at('2026-04-01T10:00:00+08:00')
  await s.as('li')
  await answer(s, id, row_version)
  await s.as('zhang')
  const up = await judge(s, id, false, '还是没人联系')
  expect(up.resolve).toMatchObject({ state: 'running', due_at: resolve.due_at })
  expect(up.tiers[1]?.due_at).toEqual(up.tiers[0]?.due_at)
  expect(new Date(up.contact.due_at ?? 0)).toEqual(new Date('2026-04-01T11:00:00+08:00'))
})

story('a resolve limit that has passed is given anew up there: nobody is late for ever', async (s) => {
  await s.as('zhang')
  const { id } = await create(s)
  await s.as('li')
  await reply(s, id, '看到了')
  await s.at('2026-04-10T17:31:00+08:00')
  await escalateOverdue(s)
  await s.as('zhou')
  const seen = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  expect(seen.tier).toBe('group')
  // Seven working days from Friday evening.
  expect(seen.resolve.state).toBe('running')
  expect(new Date(seen.resolve.due_at ?? 0)).toEqual(new Date('2026-04-21T17:30:00+08:00'))
  expect((await escalateOverdue(s))[0]?.n).toBe(0)
})

story('a limit that passes climbs by itself, once', async (s) => {
  await s.as('zhang')
  const { id } = await create(s)
  await s.at('2026-03-31T10:59:00+08:00')
  expect((await escalateOverdue(s))[0]?.n).toBe(0)
  await s.at('2026-03-31T11:01:00+08:00')
  expect((await escalateOverdue(s))[0]?.n).toBe(1)
  expect((await escalateOverdue(s))[0]?.n).toBe(0)
  const up = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
  expect(up.tier).toBe('group')
  expect(up.replies.at(-1)).toMatchObject({ side: 'system', kind: 'escalate' })
  const told = await s.behind(
    (sql) => sql`select dedupe_key from private.outbox where kind = 'appeal_escalated'`,
  )
  expect(told).toHaveLength(1)
})

story('a complaint about conduct begins at the group and is hidden from the officer', async (s) => {
  await s.as('zhang')
  const { id } = await create(s, 'conduct')
  await s.as('li')
  await s.expectError('BB004', () => s.rpc('get_appeal', { p_id: id }))
  expect(await s.rpc('list_appeals')).toEqual([])
  expect(await s.sql`select id from public.appeals`).toHaveLength(0)
  expect(await s.sql`select id from public.appeal_replies`).toHaveLength(0)
  await s.as('zhou')
  expect(await s.rpc('get_appeal', { p_id: id })).toMatchObject({ tier: 'group' })
})

story(
  'handing over moves it to a colleague; escalating needs a reason; both need the current version',
  async (s) => {
    await s.as('zhang')
    const { id, row_version } = await create(s)
    const hand = (version: number, staff = 'zhao') =>
      s.rpc('hand_over_appeal', {
        p_appeal_id: id,
        p_staff_id: s.id(staff),
        p_note: '归市场监管局',
        p_row_version: version,
        p_request_id: s.request(),
      })
    const escalate = (reason: string, version: number) =>
      s.rpc('escalate_appeal', {
        p_appeal_id: id,
        p_reason: reason,
        p_row_version: version,
        p_request_id: s.request(),
      })
    await s.as('li')
    await s.expectError('BB007', () => hand(row_version, 'wang'))
    await hand(row_version)
    await s.expectError('BB002', () => answer(s, id, row_version + 1))
    await s.as('zhao')
    await s.expectError('BB006', () => escalate('要县里协调', row_version))
    await s.expectError('BB014', () => escalate(' ', row_version + 1))
    expect(await escalate('要县里协调', row_version + 1)).toMatchObject({ tier: 'group' })
  },
)

story('strangers see nothing and cannot appeal in another enterprise’s name', async (s) => {
  await s.as('zhang')
  const { id } = await create(s)
  for (const stranger of ['liu', 'sun', 'zhao', 'wang', 'wu', 'admin']) {
    await s.as(stranger)
    await s.expectError('BB004', () => s.rpc('get_appeal', { p_id: id }))
    await s.expectError('BB004', () => reply(s, id, '插话'))
    expect(await s.sql`select id from public.appeals`).toHaveLength(0)
    await s.expectError('BB016', () => create(s))
  }
  await s.as('anon')
  await s.expectError('42501', () => s.rpc('list_appeals'))
})

story('bad input names its field, and a retry is one appeal', async (s) => {
  await s.as('zhang')
  expect((await s.expectError('BB014', () => create(s, 'stuck', { p_title: ' ' }))).detail.field).toBe(
    'title',
  )
  expect(
    (await s.expectError('BB015', () => create(s, 'stuck', { p_body: '长'.repeat(2001) }))).detail.field,
  ).toBe('body')
  expect((await s.expectError('BB007', () => create(s, 'nothing'))).detail.field).toBe('kind')
  expect(
    (await s.expectError('BB013', () => create(s, 'stuck', { p_files: [{ path: 'x', name: 'x' }] }))).code,
  ).toBe('BB013')
  const request = s.request()
  const one = await create(s, 'stuck', { p_request_id: request })
  expect((await create(s, 'stuck', { p_request_id: request })).id).toBe(one.id)
  expect(await s.rpc<AppealSummary[]>('list_appeals', { p_enterprise_id: HEWEI })).toHaveLength(1)
  const kinds = await s.rpc<AppealKind[]>('list_appeal_kinds')
  expect(kinds[0]?.template).toContain('\n')
})
