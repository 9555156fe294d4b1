import { expect } from 'vitest'
import type { StaffQueue } from '@/shared/contract'
import { correct, detail, move, row, submitted } from './filing-steps'
import { type Story, stories } from './harness'
import { dues, extend, resume, special, toldOutside, underReview, variant } from './time-steps'

const { story } = stories()

const approve = (s: Story, id: string) => move(s, 'approve_application', id, { p_note: null })

story('a hearing stops both limits from its notice to its end, over a holiday', async (s) => {
  const id = await underReview(s)
  await s.at('2026-04-02T15:00:00+08:00')
  const stopped = await special(s, id)
  expect(stopped).toMatchObject({
    state: 'reviewing',
    binding: null,
    // Two of five and two of ten days had gone.
    promised: { state: 'stopped', stopped_by: '听证', due_at: null, unknown: false, left_days: 3 },
    statutory: { state: 'stopped', stopped_by: '听证', due_at: null, left_days: 8 },
  })
  expect(Date.parse(stopped.promised?.stopped_since ?? '')).toBe(Date.parse('2026-04-02T15:00:00+08:00'))
  await s.as('zhang')
  const told = await detail(s, id)
  expect(told.special_procedures).toMatchObject([
    {
      kind: 'hearing',
      kind_name: '听证',
      reason: '利害关系人申请听证',
      started_by: '审批局王科员',
      started_at: '2026-04-02T07:00:00.000Z',
      expected_days: 10,
      // 3, 7 to 10, 13 to 17 April.
      expected_until: '2026-04-17T09:30:00.000Z',
      ended_at: null,
    },
  ])
  expect(told.events.at(-1)).toMatchObject({
    kind: 'special_started',
    at: '2026-04-02T07:00:00.000Z',
    note: '利害关系人申请听证',
    data: { kind_name: '听证', expected_days: 10 },
  })
  expect(await toldOutside(s, id, 'application_special_started')).toEqual([s.id('zhang')])

  // However long it lasts, neither is late, and the desk lists it where nothing runs.
  await s.at('2026-05-20T10:00:00+08:00')
  expect((await detail(s, id)).statutory).toMatchObject({ state: 'stopped', left_days: 8 })
  await s.at('2026-04-08T11:00:00+08:00')
  await s.as('wang')
  const running = await underReview(s)
  const queue = await s.rpc<StaffQueue>('staff_queue')
  expect(queue.applications.map((each) => [each.id, each.stage])).toEqual([
    [running, '审查'],
    [id, '特别程序'],
  ])
  // 3, 7 and 8 April are given back: 8 April + 3, 15 April + 3.
  expect(dues(await resume(s, id, '听证笔录已归档'))).toMatchObject({
    promised: '04-13 17:30',
    statutory: '04-20 17:30',
  })
  expect((await detail(s, id)).events.at(-1)).toMatchObject({
    kind: 'special_ended',
    note: '听证笔录已归档',
    data: { kind_name: '听证', statutory_due_at: '2026-04-20T09:30:00.000Z' },
  })
})

story('a promise in hours stands still to the minute, opening hours only', async (s) => {
  await variant(s, 'ZZ07', {
    handling_type: 'immediate',
    promised_limit: { value: 2, unit: 'working_hour', note: null },
    statutory_limit: null,
    joint_departments: [],
  })
  const id = await underReview(s, 'ZZ07')
  expect(dues(await detail(s, id))).toMatchObject({ promised: '03-31 12:00', statutory: '04-29 17:30' })
  await s.at('2026-03-31T11:17:00+08:00')
  expect((await special(s, id, { p_kind: 'testing' })).promised).toMatchObject({
    state: 'stopped',
    stopped_by: '检测',
    left_minutes: 43,
  })
  // It goes on at 17:10: twenty minutes today, twenty-three tomorrow.
  await s.at('2026-03-31T17:10:00+08:00')
  const again = await resume(s, id)
  expect(dues(again)).toMatchObject({ promised: '04-01 08:53', statutory: '04-29 17:30' })
  expect(again.promised).toMatchObject({ state: 'running', left_minutes: 43 })
  // Two stops add up.
  await s.at('2026-04-01T08:40:00+08:00')
  await special(s, id, { p_kind: 'appraisal' })
  await s.at('2026-04-01T08:45:00+08:00')
  expect(dues(await resume(s, id)).promised).toBe('04-01 08:58')
})

story('a procedure that begins after the promise was broken does not mend it', async (s) => {
  const id = await underReview(s)
  await s.at('2026-04-09T09:00:00+08:00')
  expect(await special(s, id)).toMatchObject({
    promised: { state: 'late' },
    statutory: { state: 'stopped', left_days: 4 },
    binding: 'promised',
  })
  await s.at('2026-04-13T09:00:00+08:00')
  expect(dues(await resume(s, id))).toMatchObject({ promised: '04-08 17:30', statutory: '04-17 17:30' })
})

story('extension and procedure in either order end on the same day', async (s) => {
  const first = await underReview(s)
  const second = await underReview(s)
  await s.at('2026-04-01T10:00:00+08:00')
  await s.as('he')
  await extend(s, first, 5)
  await s.as('wang')
  for (const id of [first, second]) await special(s, id)
  await s.at('2026-04-09T10:00:00+08:00')
  for (const id of [first, second]) await resume(s, id)
  await s.as('he')
  await extend(s, second, 5)
  // 15 April, five days of the procedure (2, 3, 7, 8, 9 April), five of the extension.
  expect(dues(await detail(s, first)).statutory).toBe('04-29 17:30')
  expect(dues(await detail(s, second)).statutory).toBe('04-29 17:30')
})

story('while one is open nobody decides and no second one begins', async (s) => {
  const id = await underReview(s)
  expect((await detail(s, id)).special_kinds.map((kind) => kind.name)).toEqual([
    '听证',
    '招标',
    '拍卖',
    '检验',
    '检测',
    '检疫',
    '鉴定',
    '专家评审',
  ])
  await special(s, id)
  const open = await detail(s, id)
  expect(open.special_kinds).toEqual([])
  for (const move of ['approve', 'deny', 'start_special']) expect(open.allowed).not.toContain(move)
  expect(open.allowed).toContain('end_special')
  await s.expectError('BB065', () => approve(s, id))
  await s.expectError('BB065', () => move(s, 'deny_application', id, { p_reason: '不符合' }))
  await s.expectError('BB068', () => special(s, id, { p_kind: 'expert_review' }))
  // Nor can anything else write a decision past it.
  for (const state of ['approved', 'denied']) {
    await s.behind((sql) =>
      s.expectError(
        'P0001',
        () => sql`update public.applications set state = ${state}, decision_reason = 'x' where id = ${id}`,
      ),
    )
  }
  await resume(s, id)
  await s.expectError('BB069', () => resume(s, id))
  expect(await approve(s, id)).toMatchObject({ state: 'approved' })
})

story('only kinds that the law names, with a reason and a time that the applicant is told', async (s) => {
  const id = await underReview(s)
  for (const p_kind of ['video', '', null, 'correction']) {
    expect((await s.expectError('BB007', () => special(s, id, { p_kind }))).detail.field).toBe('kind')
  }
  for (const p_expected_days of [null, 0, 366]) {
    const refusal = await s.expectError('BB007', () => special(s, id, { p_expected_days }))
    expect(refusal.detail.field).toBe('expected_days')
  }
  await s.expectError('BB014', () => special(s, id, { p_reason: '' }))
  await s.expectError('BB006', () => special(s, id, { p_row_version: 1 }))
  for (const [actor, code] of [
    ['zhang', 'BB002'],
    ['li', 'BB002'],
    ['qian', 'BB004'],
    ['liu', 'BB004'],
    ['zhou', 'BB004'],
    ['anon', '42501'],
  ] as const) {
    await s.as(actor)
    await s.expectError(code, () => special(s, id))
    await s.expectError(code, () => resume(s, id))
  }
  // Before acceptance there is no clock to stop.
  const early = await submitted(s)
  await s.as('wang')
  await s.expectError('BB005', () => special(s, early))
})

story('video checks, department tasks and a second correction stop no clock', async (s) => {
  const id = await underReview(s)
  const before = dues(await detail(s, id))
  await s.as('li')
  await s.rpc('open_slots', {
    p_day: '2026-04-01',
    p_from: '10:00',
    p_to: '11:00',
    p_minutes: 30,
    p_request_id: s.request(),
  })
  await s.as('zhang')
  const [day] = await s.rpc<{ slots: { id: string }[] }[]>('list_slots', {
    p_application_id: id,
    p_from: '2026-04-01',
    p_days: 1,
  })
  await s.rpc('book_appointment', {
    p_application_id: id,
    p_slot_id: day?.slots[0]?.id,
    p_request_id: s.request(),
  })
  await s.as('wang')
  await s.rpc('create_task', {
    p_application_id: id,
    p_department_code: 'scjg',
    p_title: '现场核查意见',
    p_request_id: s.request(),
  })
  await s.at('2026-04-07T10:00:00+08:00')
  const after = await detail(s, id)
  expect(dues(after)).toEqual(before)
  expect(after.promised).toMatchObject({ state: 'running', left_days: 1 })
  await s.expectError('BB002', async () => {
    await s.as('zhang')
    await correct(s, id)
  })
  // The task was given until the promise ends, and goes where it goes.
  await s.as('wang')
  await special(s, id)
  expect((await detail(s, id)).tasks[0]?.due_at).toBeNull()
  await s.at('2026-04-09T10:00:00+08:00')
  await resume(s, id)
  expect((await detail(s, id)).tasks[0]?.due_at).toBe('2026-04-10T09:30:00.000Z')
})

story('taken back, an application leaves no procedure open; a repeat does it once', async (s) => {
  const id = await underReview(s)
  const { row_version } = await row(s, id)
  const args = { p_row_version: row_version, p_request_id: s.request() }
  const first = await special(s, id, args)
  expect(await special(s, id, args)).toEqual(first)
  await s.as('zhang')
  const withdrawn = await s.rpc('withdraw_application', {
    p_application_id: id,
    p_reason: null,
    p_request_id: s.request(),
  })
  expect(withdrawn).toMatchObject({ promised: { state: 'stopped', stopped_by: '撤回' }, binding: null })
  expect((await detail(s, id)).special_procedures[0]?.ended_at).not.toBeNull()
})
