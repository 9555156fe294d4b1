import { expect } from 'vitest'
import type { WorkingDaysPreview } from '@/shared/contract'
import {
  attach,
  correct,
  correcting,
  detail,
  kinds,
  move,
  POINTS,
  save,
  submitted,
  upload,
} from './filing-steps'
import { type Story, stories } from './harness'

const { story } = stories()

const answer = (s: Story, id: string, answers: unknown = {}, request = s.request()) =>
  s.rpc('answer_correction', { p_application_id: id, p_answers: answers, p_request_id: request })
const accept = (s: Story, id: string) => move(s, 'accept_application', id)

story('the desk is told the day before the notice goes out, and it is the day of the notice', async (s) => {
  const id = await submitted(s)
  const preview = (days: number | null, department?: string) =>
    s.rpc<WorkingDaysPreview>('preview_working_days', { p_days: days, p_department: department })
  for (const other of ['zhang', 'sun']) {
    await s.as(other)
    await s.expectError('BB002', () => preview(3))
  }
  await s.as('anon')
  await s.expectError('42501', () => preview(3))
  await s.as('wang')
  const told = await preview(3, 'spj')
  expect(told).toEqual({ due_at: '2026-04-03T09:30:00.000Z', unknown: false })
  expect((await correct(s, id)).correction?.due_at).toBe(told.due_at)
  // Four days from Tuesday: over 清明.
  expect((await preview(4)).due_at).toBe('2026-04-07T09:30:00.000Z')
  for (const days of [null, 0, 31]) {
    expect((await s.expectError('BB007', () => preview(days))).detail.field).toBe('days')
  }
  await s.at('2026-12-30T10:00:00+08:00')
  expect(await preview(1)).toMatchObject({ unknown: false })
  expect(await preview(2)).toEqual({ due_at: null, unknown: true })
})

story('one correction: everything at once, only that may change, old beside new', async (s) => {
  const id = await submitted(s)
  await s.as('wang')
  await s.expectError('BB007', () => correct(s, id, []))
  await s.expectError('BB007', () => correct(s, id, 'all'))
  await s.expectError('BB007', () => correct(s, id, POINTS, 0))
  await s.expectError('BB007', () => correct(s, id, POINTS, null))
  await s.expectError('BB007', () => correct(s, id, [...POINTS, POINTS[0]]))
  await s.expectError('BB007', () => correct(s, id, [{ target: 'field', key: 'no_such', reason: 'x' }]))
  await s.expectError('BB014', () => correct(s, id, [{ target: 'field', key: 'area', reason: '' }]))
  await s.expectError('BB006', () =>
    move(s, 'issue_correction', id, { p_points: POINTS, p_due_working_days: 3, p_row_version: 1 }),
  )
  expect(await correct(s, id)).toMatchObject({
    state: 'correcting',
    notice: null,
    correction: { count: 2, left_days: 3, due_at: '2026-04-03T09:30:00.000Z' },
    holder: { side: 'applicant', name: '张明远' },
  })
  await s.as('zhang')
  const asked = await detail(s, id)
  expect(asked.correction_points).toMatchObject([
    { target: 'material', key: 'layout', title: '布局图', reason: '没画出洗手池', answered_at: null },
    { target: 'field', key: 'manager', title: '食品安全员' },
  ])
  expect(asked.allowed.sort()).toEqual(['answer_correction', 'book', 'edit', 'request_pre_check', 'withdraw'])
  expect((await s.expectError('BB012', () => answer(s, id))).detail.material).toBe('layout')

  expect((await s.expectError('BB019', () => save(s, id, { area: '90' }))).detail.field).toBe('area')
  await s.expectError('BB019', () => save(s, id, {}, { who: 'agent' }))
  await s.expectError('BB019', async () =>
    s.rpc('remove_file', { p_file_id: asked.materials[0]?.files[0]?.id, p_request_id: s.request() }),
  )
  const wrong = await upload(s, id)
  await s.expectError('BB007', () =>
    s.rpc('attach_file', {
      p_application_id: id,
      p_material_key: 'proxy',
      p_path: wrong,
      p_name: 'x',
      p_request_id: s.request(),
    }),
  )
  const fresh = await attach(s, id)
  const corrected = (await detail(s, id)).materials[0]
  expect(corrected?.files.map((f) => f.id)).toEqual([fresh.id])
  expect(corrected?.old_files).toHaveLength(1)
  expect((await detail(s, id)).correction?.count).toBe(1)
  await s.rpc('remove_file', { p_file_id: fresh.id, p_request_id: s.request() })
  expect((await detail(s, id)).correction?.count).toBe(2)
  await attach(s, id)
  expect((await s.expectError('BB007', () => answer(s, id))).detail.field).toBe('manager')
  await s.expectError('BB019', () => answer(s, id, { area: '1' }))
  await s.expectError('BB007', () => answer(s, id, { manager: '名'.repeat(21) }))

  for (const other of ['li', 'wang'] as const) {
    await s.as(other)
    await s.expectError('BB002', () => answer(s, id, { manager: '刘店长' }))
  }
  await s.as('chen')
  const request = s.request()
  const sent = await answer(s, id, { manager: '陈师傅' }, request)
  expect(sent).toMatchObject({ state: 'resubmitted', holder: { name: '审批局王科员' }, correction: null })
  expect(await answer(s, id, { manager: '陈师傅' }, request)).toEqual(sent)
  await s.expectError('BB005', () => answer(s, id, { manager: '陈师傅' }))
  const again = await detail(s, id)
  expect(again.answers.manager).toBe('陈师傅')
  expect(again.events.at(-1)).toMatchObject({
    kind: 'resubmitted',
    actor_name: '陈晓雯',
    actor_side: 'applicant',
    data: { changes: [{ key: 'layout' }, { key: 'manager', before: '刘店长', after: '陈师傅' }] },
  })
})

story('a second correction may only repeat points of the first', async (s) => {
  const id = await correcting(s)
  await s.as('zhang')
  await attach(s, id)
  await answer(s, id, { manager: '刘店长' })
  await s.as('wang')
  expect(
    (await s.expectError('BB019', () => correct(s, id, [{ target: 'field', key: 'area', reason: '再核对' }])))
      .detail,
  ).toMatchObject({ key: 'area' })
  expect(await correct(s, id, [POINTS[1]])).toMatchObject({ state: 'correcting', correction: { count: 1 } })
  await s.as('zhang')
  await s.expectError('BB019', () => attach(s, id))
  await answer(s, id, { manager: '陈师傅' })
  await s.as('wang')
  expect(await accept(s, id)).toMatchObject({
    state: 'accepted',
    holder: { name: '审批局' },
    promised: { state: 'running', left_days: 5 },
    statutory: { state: 'running', left_days: 10 },
  })
  expect(await kinds(s, id)).toEqual([
    'started',
    'submitted',
    'correction_issued',
    'resubmitted',
    'correction_issued',
    'resubmitted',
    'accepted',
  ])
})
