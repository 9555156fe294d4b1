import { expect } from 'vitest'
import type { DepartmentTask } from '@/shared/contract'
import { detail, move, reviewing } from './filing-steps'
import { type Story, stories } from './harness'

const { story } = stories()

const create = (s: Story, id: string, department = 'scjg', title = '现场核查意见') =>
  s.rpc<DepartmentTask>('create_task', {
    p_application_id: id,
    p_department_code: department,
    p_title: title,
    p_request_id: s.request(),
  })
const take = (s: Story, task: DepartmentTask, version = task.row_version) =>
  s.rpc<DepartmentTask>('take_task', {
    p_task_id: task.id,
    p_row_version: version,
    p_request_id: s.request(),
  })
const finish = (
  s: Story,
  task: DepartmentTask,
  outcome: unknown,
  note: unknown = null,
  version = task.row_version,
) =>
  s.rpc<DepartmentTask>('finish_task', {
    p_task_id: task.id,
    p_outcome: outcome,
    p_note: note,
    p_row_version: version,
    p_request_id: s.request(),
  })
const approve = (s: Story, id: string, note: string | null = null) =>
  move(s, 'approve_application', id, { p_note: note })

story('departments work their own task at the same time; the applicant sees one case', async (s) => {
  const id = await reviewing(s)
  await s.expectError('BB007', () => create(s, id, 'nowhere'))
  await s.expectError('BB014', () => create(s, id, 'scjg', ' '))
  const task = await create(s, id)
  expect(task).toMatchObject({
    department: '县市场监督管理局',
    state: 'open',
    assigned_to: null,
    row_version: 1,
  })
  await s.expectError('BB020', () => create(s, id))
  await s.expectError('BB002', () => take(s, task))
  await s.expectError('BB032', () => approve(s, id))
  await s.as('li')
  await s.expectError('BB002', () => take(s, task))
  await s.as('liu')
  await s.expectError('BB004', () => take(s, task))

  await s.as('qian')
  const queue = await s.rpc<{ tasks: { id: string }[]; applications: unknown[] }>('staff_queue')
  expect(queue.tasks.map((t) => t.id)).toEqual([task.id])
  expect(queue.applications).toEqual([])
  // The task opens the case to read, not to decide.
  expect((await detail(s, id)).allowed).toEqual([])
  await s.expectError('BB002', () => approve(s, id))
  await s.expectError('BB006', () => take(s, task, 7))
  const taken = await take(s, task)
  expect(taken).toMatchObject({ state: 'taken', assigned_to: '市场监管局钱科长', row_version: 2 })
  await s.expectError('BB006', () => finish(s, task, 'agree'))
  await s.expectError('BB007', () => finish(s, taken, 'maybe'))
  await s.expectError('BB014', () => finish(s, taken, 'disagree', ' '))
  const done = await finish(s, taken, 'disagree', '后厨没有专用洗手池')
  expect(done).toMatchObject({ state: 'done', outcome: 'disagree', note: '后厨没有专用洗手池' })
  await s.expectError('BB005', () => finish(s, done, 'agree'))

  await s.as('zhang')
  expect((await detail(s, id)).tasks).toMatchObject([
    { department: '县市场监督管理局', state: 'done', outcome: null, note: null, assigned_to: null },
  ])
  expect(JSON.stringify(await detail(s, id))).not.toContain('专用洗手池')
  expect(await s.sql`select id from public.department_tasks`).toEqual([])
  await s.as('wang')
  expect((await detail(s, id)).tasks[0]?.note).toBe('后厨没有专用洗手池')
  await s.expectError('BB014', () => approve(s, id))
  expect(await approve(s, id, '整改后已复核')).toMatchObject({
    state: 'approved',
    promised: { state: 'met' },
  })
})

story('a task of a case that was withdrawn cannot be worked on', async (s) => {
  const id = await reviewing(s)
  const task = await create(s, id)
  await s.as('zhang')
  await s.rpc('withdraw_application', { p_application_id: id, p_reason: null, p_request_id: s.request() })
  await s.as('qian')
  await s.expectError('BB005', () => take(s, task))
})
