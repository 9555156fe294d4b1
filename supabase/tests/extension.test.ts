import { expect } from 'vitest'
import type { ExtensionPreview, StaffQueue } from '@/shared/contract'
import { approved, detail, move, row, submitted } from './filing-steps'
import { type Story, stories } from './harness'
import { dues, extend, resume, special, toldOutside, underReview, variant } from './time-steps'

const { story } = stories()

/** An item of its own law's limit, handled by one department: at most 10 days more. */
const alone = async (s: Story) => {
  await variant(s, 'ZZ05', { joint_departments: [] })
  return underReview(s, 'ZZ05')
}
const ask = (s: Story, id: string, days: unknown = 10) =>
  move(s, 'request_extension', id, { p_days: days, p_reason: '要等上级答复' })

story('once, up to ten working days, with a reason; the promise stays', async (s) => {
  const id = await alone(s)
  await s.as('he')
  const before = dues(await detail(s, id))
  expect(before).toMatchObject({ promised: '04-08 17:30', statutory: '04-15 17:30' })
  for (const days of [null, 0, 11]) {
    expect((await s.expectError('BB007', () => extend(s, id, days))).detail).toMatchObject({
      field: 'days',
      max: 10,
    })
  }
  await s.expectError('BB014', () => extend(s, id, 5, ' '))
  await s.expectError('BB015', () => extend(s, id, 5, '长'.repeat(1001)))
  const preview = await s.rpc<ExtensionPreview>('preview_extension', { p_application_id: id, p_days: 10 })
  const extended = await extend(s, id, 10, '案情复杂，要征求省厅意见')
  expect(preview).toMatchObject({
    extension_days: 10,
    new_due_at: '2026-04-29T09:30:00.000Z',
    unknown: false,
  })
  // 16, 17, 20 to 24, 27, 28 and 29 April.
  expect(dues(extended)).toMatchObject({ promised: '04-08 17:30', statutory: '04-29 17:30' })
  expect(extended.statutory).toMatchObject({ limit_value: 20, limit_unit: 'working_day' })
  await s.expectError('BB066', () => extend(s, id, 1))
  await s.as('wang')
  await s.expectError('BB066', () => ask(s, id))
  expect((await detail(s, id)).allowed).not.toContain('request_extension')

  await s.as('zhang')
  const told = await detail(s, id)
  expect(told.extension).toEqual({
    days: 10,
    reason: '案情复杂，要征求省厅意见',
    decided_by: '审批局何局长',
    decided_at: '2026-03-31T02:00:00.000Z',
  })
  expect(told.events.at(-1)).toMatchObject({
    kind: 'extended',
    actor_name: '审批局何局长',
    note: '案情复杂，要征求省厅意见',
    data: { days: 10, old_due_at: '2026-04-15T09:30:00.000Z', new_due_at: '2026-04-29T09:30:00.000Z' },
  })
  expect(await toldOutside(s, id, 'application_extended')).toEqual([s.id('zhang')])
  // Decided after the promise and within the longer limit: the office's word was not kept, the law was.
  await s.at('2026-04-20T10:00:00+08:00')
  await s.as('wang')
  expect(await move(s, 'approve_application', id, { p_note: null })).toMatchObject({
    promised: { state: 'late' },
    statutory: { state: 'met' },
  })
})

story('joint handling may have fifteen', async (s) => {
  const id = await underReview(s)
  await s.as('he')
  expect((await detail(s, id)).limits).toMatchObject({ extension_days: 15, joint: true })
  await s.expectError('BB007', () => extend(s, id, 16))
  // Over 劳动节; Saturday 9 May is a make-up working day, and the fifteenth.
  expect(dues(await extend(s, id, 15)).statutory).toBe('05-09 17:30')
  // The head wrote down what the head of the government said (第42条第二款): screens say whose word it was.
  expect((await detail(s, id)).events.at(-1)).toMatchObject({ kind: 'extended', data: { joint: true } })
})

story('an item whose own law gives fewer days has those', async (s) => {
  const limit = { value: 10, unit: 'working_day' as const, note: null }
  await variant(s, 'ZZ08', { statutory_limit: { ...limit, extension_days: 5 } })
  await s.expectError('BB007', () => variant(s, 'ZZ09', { statutory_limit: { ...limit, extension_days: 0 } }))
  const id = await underReview(s, 'ZZ08')
  await s.as('he')
  await s.expectError('BB007', () => extend(s, id, 6))
  expect(dues(await extend(s, id, 5)).statutory).toBe('04-22 17:30')
})

story('only the head of the deciding department', async (s) => {
  const id = await alone(s)
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('qian')}, 'head')`,
  )
  for (const [actor, code] of [
    ['wang', 'BB002'],
    ['zhang', 'BB002'],
    ['li', 'BB002'],
    // The head of another department, then people without the role.
    ['qian', 'BB004'],
    ['zhou', 'BB004'],
    ['liu', 'BB004'],
    ['wu', 'BB004'],
    ['admin', 'BB004'],
    ['anon', '42501'],
  ] as const) {
    await s.as(actor)
    await s.expectError(code, () => extend(s, id))
    await s.expectError(code, () => move(s, 'refuse_extension', id, { p_reason: '不需要' }))
    if (actor !== 'wang') {
      await s.expectError(code, () => ask(s, id))
      await s.expectError(code, () => s.rpc('preview_extension', { p_application_id: id, p_days: 1 }))
    }
  }
  // A head reads what his department decides and does nothing else with it.
  await s.as('he')
  expect((await detail(s, id)).allowed.sort()).toEqual(['extend'])
  await s.expectError('BB002', () => move(s, 'approve_application', id, { p_note: null }))
  // Nobody extends what concerns his own enterprise.
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values ('5d000000-0000-4000-8000-000000000101', ${s.id('he')}, 'owner', 'active')`,
  )
  await s.expectError('BB002', () => extend(s, id))
})

story('only while the clock runs: not before, not late, not stopped, not after', async (s) => {
  const early = await submitted(s)
  await s.as('he')
  await s.expectError('BB005', () => extend(s, early))
  const done = await approved(s)
  await s.as('he')
  await s.expectError('BB005', () => extend(s, done))
  const id = await underReview(s)
  await special(s, id)
  await s.as('he')
  expect((await detail(s, id)).allowed).not.toContain('extend')
  await s.expectError('BB067', () => extend(s, id))
  await s.as('wang')
  await resume(s, id)
  await s.at('2026-04-15T17:30:01+08:00')
  await s.as('he')
  await s.expectError('BB067', () => extend(s, id))
  await s.at('2026-04-15T17:30:00+08:00')
  expect(dues(await extend(s, id, 1)).statutory).toBe('04-16 17:30')
})

story('a reviewer asks, the head finds it on his queue and refuses or grants', async (s) => {
  const id = await alone(s)
  const listed = async () => (await s.rpc<StaffQueue>('staff_queue')).applications
  await s.as('he')
  expect(await listed()).toEqual([])
  await s.as('wang')
  await s.expectError('BB007', () => ask(s, id, 11))
  await ask(s, id, 8)
  await s.expectError('BB020', () => ask(s, id))
  expect(await toldOutside(s, id, 'extension_asked')).toEqual([s.id('he')])
  expect(await toldOutside(s, id, 'application_extension_asked')).toEqual([])
  await s.as('he')
  expect(await listed()).toMatchObject([{ id, stage: '批延期', extension_asked: true }])
  expect((await detail(s, id)).extension_request).toEqual({
    days: 8,
    reason: '要等上级答复',
    asked_by: '审批局王科员',
    asked_at: '2026-03-31T02:00:00.000Z',
    state: 'asked',
    answer: null,
  })
  await s.expectError('BB014', () => move(s, 'refuse_extension', id, { p_reason: '' }))
  await move(s, 'refuse_extension', id, { p_reason: '现有材料够用，按期办' })
  expect((await detail(s, id)).allowed).not.toContain('refuse_extension')
  await s.expectError('BB070', () => move(s, 'refuse_extension', id, { p_reason: '不需要' }))
  expect(await listed()).toEqual([])
  // What staff wrote to each other stays theirs.
  await s.as('zhang')
  const seen = await detail(s, id)
  expect(seen.extension_request).toBeNull()
  expect(JSON.stringify(seen)).not.toContain('要等上级答复')
  expect(JSON.stringify(seen)).not.toContain('现有材料够用')
  expect(dues(seen).statutory).toBe('04-15 17:30')

  await s.as('wang')
  expect((await detail(s, id)).extension_request).toMatchObject({
    state: 'refused',
    answer: '现有材料够用，按期办',
  })
  await ask(s, id, 8)
  await s.as('he')
  await extend(s, id, 3, '按省厅要求补充核查')
  expect(await toldOutside(s, id, 'extension_granted')).toEqual([s.id('wang')])
  await s.as('wang')
  // A refusal that was overtaken is no longer shown beside what was granted.
  expect((await detail(s, id)).extension).toMatchObject({ days: 3, reason: '按省厅要求补充核查' })
})

story('a repeat is the same extension; an old screen is told', async (s) => {
  const id = await alone(s)
  await s.as('he')
  const { row_version } = await row(s, id)
  const request = s.request()
  const args = { p_days: 5, p_reason: '案情复杂', p_row_version: row_version, p_request_id: request }
  const first = await move(s, 'extend_decision', id, args)
  expect(await move(s, 'extend_decision', id, args)).toEqual(first)
  await s.expectError('BB003', () => move(s, 'extend_decision', id, { ...args, p_days: 6 }))
  await s.expectError('BB006', () => move(s, 'extend_decision', id, { ...args, p_request_id: s.request() }))
  // The decision makes what was still asked for moot.
  const other = await underReview(s)
  await ask(s, other)
  await move(s, 'approve_application', other, { p_note: null })
  await s.as('he')
  expect((await s.rpc<StaffQueue>('staff_queue')).applications).toEqual([])
})

story('an extension of a limit in hours is so many working days of open time', async (s) => {
  await variant(s, 'ZZ06', {
    statutory_limit: { value: 7, unit: 'working_hour', note: null },
    joint_departments: [],
  })
  const id = await underReview(s, 'ZZ06')
  await s.as('he')
  expect(dues(await detail(s, id)).statutory).toBe('04-01 10:00')
  expect(dues(await extend(s, id, 2)).statutory).toBe('04-03 10:00')
})
