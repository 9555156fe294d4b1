import { expect } from 'vitest'
import type { DepartmentTask, FileRef } from '@/shared/contract'
import {
  accepted,
  approved,
  detail,
  issued,
  kinds,
  move,
  reviewing,
  row,
  submitted,
  upload,
} from './filing-steps'
import { type Story, stories } from './harness'

const { story } = stories()

const create = (s: Story, id: string, department = 'scjg', title = '现场核查意见') =>
  s.rpc<DepartmentTask>('create_task', {
    p_application_id: id,
    p_department_code: department,
    p_title: title,
    p_request_id: s.request(),
  })
const approve = (s: Story, id: string, note: string | null = null) =>
  move(s, 'approve_application', id, { p_note: note })

story('the deciding department takes it, and only that department decides', async (s) => {
  const id = await accepted(s)
  await s.expectError('BB005', () => approve(s, id))
  expect(await move(s, 'take_application', id)).toMatchObject({
    state: 'reviewing',
    holder: { side: 'staff', name: '审批局王科员' },
  })
  for (const [actor, code] of [
    ['qian', 'BB004'],
    ['zhao', 'BB004'],
    ['liu', 'BB004'],
    ['zhou', 'BB004'],
    ['li', 'BB002'],
    ['zhang', 'BB002'],
    ['anon', '42501'],
  ] as const) {
    await s.as(actor)
    await s.expectError(code, () => approve(s, id))
    await s.expectError(code, () => move(s, 'deny_application', id, { p_reason: '不符合' }))
    await s.expectError(code, () => create(s, id))
  }
  // A window without the reviewer's role accepts and issues, and does not decide.
  await s.behind(
    (sql) => sql`delete from public.staff_roles where person_id = ${s.id('wang')} and role = 'reviewer'`,
  )
  await s.as('wang')
  await s.expectError('BB002', () => approve(s, id))
})

story('denying needs a reason and ends the case; late is said plainly', async (s) => {
  const id = await reviewing(s)
  await s.at('2026-04-09T09:00:00+08:00')
  const deny = (reason: unknown) => move(s, 'deny_application', id, { p_reason: reason })
  await s.expectError('BB014', () => deny(''))
  expect(await deny('场所不符合要求')).toMatchObject({
    state: 'denied',
    holder: { side: 'nobody' },
    promised: { state: 'late' },
    statutory: { state: 'met' },
  })
  await s.expectError('BB005', () => approve(s, id))
  await s.as('zhang')
  expect((await detail(s, id)).decision).toMatchObject({ outcome: 'denied', reason: '场所不符合要求' })
})

story('the window issues what was decided, with a file that really arrived', async (s) => {
  const id = await approved(s)
  const issue = async (more: Record<string, unknown> = {}) =>
    move(s, 'issue_result', id, {
      p_path: await upload(s, id, { bucket: 'results', by: 'wang', mime: 'application/pdf' }),
      p_file_name: '食品经营许可证.pdf',
      p_number: 'JY13609210001234',
      p_name: '食品经营许可证',
      ...more,
    })
  await s.expectError('BB014', () => issue({ p_number: ' ' }))
  await s.expectError('BB014', () => issue({ p_name: null }))
  await s.expectError('BB013', () => issue({ p_path: `${id}/none.pdf` }))
  await s.expectError('BB013', async () =>
    issue({ p_path: await upload(s, id, { bucket: 'results', by: 'li', mime: 'application/pdf' }) }),
  )
  await s.expectError('BB013', async () =>
    issue({ p_path: await upload(s, id, { bucket: 'results', by: 'wang', mime: 'image/heic' }) }),
  )
  await s.expectError('BB013', async () =>
    issue({
      p_path: await upload(s, 'elsewhere', { bucket: 'results', by: 'wang', mime: 'application/pdf' }),
    }),
  )
  await s.expectError('BB006', () => issue({ p_row_version: 1 }))
  for (const [actor, code] of [
    ['zhang', 'BB002'],
    ['li', 'BB002'],
    ['qian', 'BB004'],
    ['liu', 'BB004'],
  ] as const) {
    await s.as(actor)
    await s.expectError(code, () => issue())
  }
  await s.as('wang')
  expect(await issue()).toMatchObject({ state: 'issued', holder: { side: 'applicant', name: '张明远' } })
  await s.expectError('BB005', () => issue())
})

story('opening the result is its delivery, once; later it opens again', async (s) => {
  const id = await issued(s)
  const receive = (request = s.request()) =>
    s.rpc<FileRef>('receive_result', { p_application_id: id, p_request_id: request })
  await s.expectError('BB002', () => receive())
  await s.as('liu')
  await s.expectError('BB004', () => receive())
  await s.as('chen')
  const request = s.request()
  const file = await receive(request)
  expect(file).toMatchObject({ bucket: 'results', name: '许可证.pdf', mime: 'application/pdf' })
  expect(await receive(request)).toEqual(file)
  expect(await receive()).toEqual(file)
  expect(await detail(s, id)).toMatchObject({
    state: 'delivered',
    holder: { side: 'nobody' },
    result: {
      number: 'JY13609210001234',
      delivered_at: '2026-03-31T02:00:00.000Z',
      file: { path: file.path },
    },
    decision: { outcome: 'approved' },
  })
  expect(await kinds(s, id)).toEqual([
    'started',
    'submitted',
    'accepted',
    'taken',
    'approved',
    'issued',
    'delivered',
  ])
})

story('a rating: once, by the enterprise, seen by who gave it and nobody else', async (s) => {
  const early = await submitted(s)
  const rate = (id: string, level: unknown, comment: unknown = null) =>
    s.rpc('rate_application', {
      p_application_id: id,
      p_level: level,
      p_comment: comment,
      p_request_id: s.request(),
    })
  await s.expectError('BB005', () => rate(early, 5))
  const id = await issued(s)
  await s.expectError('BB002', () => rate(id, 5))
  await s.as('liu')
  await s.expectError('BB004', () => rate(id, 5))
  await s.as('zhang')
  for (const level of [null, 0, 6]) await s.expectError('BB007', () => rate(id, level))
  await s.expectError('BB015', () => rate(id, 1, '长'.repeat(501)))
  const before = (await row(s, id)).row_version
  await rate(id, 1, '等了太久 <script>alert(1)</script>')
  await s.expectError('BB020', () => rate(id, 5))
  expect((await detail(s, id)).rated).toBe(true)
  expect((await detail(s, id)).allowed).toEqual(['receive'])
  expect(await s.sql`select level from public.ratings`).toHaveLength(1)

  expect((await row(s, id)).row_version).toBe(before)
  expect((await kinds(s, id)).at(-1)).toBe('issued')
  for (const other of ['chen', 'wang', 'li', 'zhou', 'admin'] as const) {
    await s.as(other)
    expect(await s.sql`select * from public.ratings`).toEqual([])
  }
  await s.as('wang')
  expect((await detail(s, id)).rated).toBe(false)
  const outbox = await s.behind(
    (sql) => sql`select recipient, payload::text as payload from private.outbox where kind = 'rating_low'`,
  )
  expect(outbox.map((o) => o.recipient)).toEqual([s.id('zhou')])
  expect(outbox[0]?.payload).not.toContain(id)
  expect(outbox[0]?.payload).not.toContain(s.id('zhang'))
})
