import { expect } from 'vitest'
import { correct, correcting, detail, move, POINTS, row, submitted } from './filing-steps'
import { type Story, stories } from './harness'

const { story } = stories()

const verdict = (
  s: Story,
  id: string,
  target: string,
  key: string,
  value: unknown,
  reason: string | null = null,
) =>
  s.rpc('set_verdict', {
    p_application_id: id,
    p_target: target,
    p_key: key,
    p_verdict: value,
    p_reason: reason,
    p_request_id: s.request(),
  })
const accept = (s: Story, id: string) => move(s, 'accept_application', id)

story('staff moves are for the window: who else tries hears no, or that there is nothing', async (s) => {
  const id = await submitted(s)
  const tries = [
    () => move(s, 'take_application', id),
    () => verdict(s, id, 'material', 'layout', 'ok'),
    () => correct(s, id),
    () => accept(s, id),
    () => move(s, 'decline_application', id, { p_reason: '不属于许可范围' }),
  ]
  for (const [actor, code] of [
    ['zhang', 'BB002'],
    ['chen', 'BB002'],
    ['li', 'BB002'],
    ['zhao', 'BB004'],
    ['liu', 'BB004'],
    ['qian', 'BB004'],
    ['zhou', 'BB004'],
    ['admin', 'BB004'],
    ['anon', '42501'],
  ] as const) {
    await s.as(actor)
    for (const [index, attempt] of tries.entries()) {
      // The officer may note verdicts, only not at this stage.
      await s.expectError(actor === 'li' && index === 1 ? 'BB005' : code, attempt)
    }
  }
  // The deciding department reads it, and waits until it is accepted.
  await s.behind(
    (sql) => sql`delete from public.staff_roles where person_id = ${s.id('wang')} and role = 'window'`,
  )
  await s.as('wang')
  await s.expectError('BB005', () => move(s, 'take_application', id))
  await s.expectError('BB002', () => accept(s, id))
})

story('nobody handles the case of his own enterprise', async (s) => {
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values ('5d000000-0000-4000-8000-000000000101', ${s.id('wang')}, 'owner', 'active')`,
  )
  const id = await submitted(s)
  await s.as('wang')
  await s.expectError('BB002', () => accept(s, id))
  const queue = await s.rpc<{ applications: unknown[] }>('staff_queue')
  expect(queue.applications).toEqual([])
})

story('verdicts are notes of the desk until the correction tells everything at once', async (s) => {
  const id = await submitted(s)
  await s.as('wang')
  await move(s, 'take_application', id)
  await verdict(s, id, 'material', 'layout', 'fix', '没画出洗手池')
  await verdict(s, id, 'field', 'area', 'ok')
  await s.expectError('BB007', () => verdict(s, id, 'field', 'proxy_name', 'ok'))
  await s.expectError('BB007', () => verdict(s, id, 'material', 'licence', 'ok'))
  await s.expectError('BB007', () => verdict(s, id, 'other', 'layout', 'ok'))
  await s.expectError('BB007', () => verdict(s, id, 'field', 'area', 'great'))
  expect(await detail(s, id)).toMatchObject({
    holder: { name: '审批局王科员' },
    field_verdicts: { area: { verdict: 'ok', reason: null } },
    materials: [{ key: 'layout', verdict: 'fix', verdict_reason: '没画出洗手池' }, { key: 'licence' }],
  })
  await s.as('zhang')
  expect(await detail(s, id)).toMatchObject({
    field_verdicts: {},
    materials: [{ verdict: null }, { verdict: null }],
  })
  await s.expectError('42501', () => s.sql`select verdict from public.application_materials`)
  await s.expectError('42501', () => s.sql`select field_verdicts from public.applications`)
  await s.as('wang')
  await s.expectError('BB033', () => accept(s, id))
  await verdict(s, id, 'material', 'layout', null)
  expect(await accept(s, id)).toMatchObject({ state: 'accepted' })
})

story(
  'in a correction, too, the officer looks it over, and the limit stays with the applicant',
  async (s) => {
    const id = await correcting(s)
    await s.as('zhang')
    expect(
      await s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() }),
    ).toMatchObject({
      pre_check: 'asked',
      holder: { name: '你' },
    })
    await s.as('li')
    await s.expectError('BB005', () => verdict(s, id, 'material', 'layout', 'ok'))
    await s.rpc('answer_pre_check', {
      p_application_id: id,
      p_outcome: 'ready',
      p_note: '可以交',
      p_points: null,
      p_request_id: s.request(),
    })
    await s.as('zhang')
    expect((await detail(s, id)).pre_check).toBe('ready')
  },
)

story('declining needs a reason, which the applicant reads', async (s) => {
  const id = await submitted(s)
  await s.as('wang')
  const decline = (reason: unknown) => move(s, 'decline_application', id, { p_reason: reason })
  await s.expectError('BB014', () => decline(' '))
  await s.expectError('BB014', () => decline(null))
  await s.expectError('BB015', () => decline('长'.repeat(1001)))
  await decline('不需要取得行政许可')
  await s.expectError('BB005', () => accept(s, id))
  await s.as('zhang')
  const ended = await detail(s, id)
  expect(ended.decision).toMatchObject({ outcome: 'declined', reason: '不需要取得行政许可' })
  expect(ended.promised).toBeNull()
  expect(ended.allowed).toEqual(['rate'])
})

story('the row version: who looks at an old screen is told that a colleague was faster', async (s) => {
  const id = await submitted(s)
  await s.as('wang')
  const { row_version } = await row(s, id)
  await move(s, 'take_application', id)
  for (const [name, args] of [
    ['take_application', {}],
    ['accept_application', {}],
    ['decline_application', { p_reason: '不受理' }],
    ['issue_correction', { p_points: POINTS, p_due_working_days: 3 }],
  ] as const) {
    const refusal = await s.expectError('BB006', () =>
      move(s, name, id, { ...args, p_row_version: row_version }),
    )
    expect(refusal.detail).toMatchObject({ row_version: row_version + 1 })
    await s.expectError('BB006', () => move(s, name, id, { ...args, p_row_version: null }))
  }
})

story('a notice that lapsed: accepted by law as of the day of receipt', async (s) => {
  const id = await submitted(s)
  const other = await submitted(s)
  await s.at('2026-04-08T17:30:00+08:00')
  await s.asOwner()
  expect((await s.sql`select private.accept_lapsed_notices() as n`)[0]?.n).toBe(0)
  await s.at('2026-04-08T17:30:01+08:00')
  await s.as('wang')
  await s.expectError('BB031', () => correct(s, id))
  await s.expectError('BB031', () => move(s, 'decline_application', id, { p_reason: '材料不全' }))
  expect((await detail(s, id)).allowed).not.toContain('issue_correction')
  expect(await accept(s, id)).toMatchObject({ state: 'accepted', promised: { state: 'late' } })
  await s.asOwner()
  expect((await s.sql`select private.accept_lapsed_notices() as n`)[0]?.n).toBe(1)
  await s.as('zhang')
  expect(await detail(s, other)).toMatchObject({ state: 'accepted', accepted_at: '2026-03-31T02:00:00.000Z' })
  expect((await detail(s, other)).events.at(-1)).toMatchObject({
    kind: 'accepted',
    actor_side: 'system',
    actor_name: '系统',
    data: { deemed: true },
  })
  await s.expectError('42501', () => s.sql`select private.accept_lapsed_notices()`)
})
