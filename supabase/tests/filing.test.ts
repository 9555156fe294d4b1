import { expect } from 'vitest'
import {
  accepted,
  attach,
  begin,
  detail,
  FILLED,
  issued,
  kinds,
  ready,
  reviewing,
  row,
  save,
  submit,
  submitted,
} from './filing-steps'
import { stories } from './harness'

const { story } = stories()

story('filing gives a number, both answer dates and who has it now', async (s) => {
  const id = await ready(s)
  const receipt = await submit(s, id)
  expect(receipt).toMatchObject({
    number: 'QX-260331-0001',
    item_name: '故事事项',
    submitted_at: '2026-03-31T02:00:00.000Z',
    // Five working days, 清明 (4/4 to 4/6) left out, the day of receipt not counted.
    notice: { state: 'running', left_days: 5, limit_value: 5, limit_unit: 'working_day', unknown: false },
    officer: { display_name: '李专员' },
    check_points: 2,
  })
  expect(new Date(receipt.notice.due_at ?? '').toISOString()).toBe('2026-04-08T09:30:00.000Z')
  expect(receipt.promised_if_accepted_today).toBe('2026-04-08T09:30:00.000Z')
  expect(receipt.statutory_if_accepted_today).toBe('2026-04-15T09:30:00.000Z')
  const filed = await detail(s, id)
  expect(filed).toMatchObject({
    state: 'submitted',
    holder: { side: 'staff', name: '综合窗口' },
    promised: { state: 'not_started', due_at: null },
    answers: FILLED,
  })
  expect(filed.allowed.sort()).toEqual(['book', 'withdraw'])
  expect(await s.rpc('get_receipt', { p_id: id })).toEqual(receipt)
  expect(await kinds(s, id)).toEqual(['started', 'submitted'])
  expect((await submit(s, await ready(s))).number).toBe('QX-260331-0002')
  await s.expectError('BB005', async () => s.rpc('get_receipt', { p_id: await begin(s) }))
})

story('past the last published holiday notice one files all the same, and no date is guessed', async (s) => {
  await s.at('2026-12-30T10:00:00+08:00')
  const receipt = await submit(s, await ready(s))
  expect(receipt).toMatchObject({
    notice: { due_at: null, unknown: true, left_days: null },
    promised_if_accepted_today: null,
    statutory_if_accepted_today: null,
  })
})

story('what is missing or wrong is named by field, material or consent', async (s) => {
  const id = await begin(s)
  const field = async (answers: Record<string, unknown>) => {
    await save(s, id, answers)
    const refusal = await s.expectError('BB007', () => submit(s, id))
    return [refusal.detail.field, refusal.message]
  }
  await s.expectError('BB018', () => submit(s, id, false))
  await s.expectError('BB018', () => submit(s, id, null))
  expect(await field({})).toEqual(['manager', '“食品安全员”还没填'])
  expect(await field({ manager: '  \u3000' })).toEqual(['manager', '“食品安全员”还没填'])
  expect(await field({ manager: '名'.repeat(21) })).toEqual([
    'manager',
    '“食品安全员”最多 20 个字，现在 21 个',
  ])
  expect((await field({ manager: '刘店长', phone: '12345' }))[0]).toBe('phone')
  expect(await field({ phone: '13800000000', area: '很大' })).toEqual(['area', '“面积”应是一个数'])
  expect(await field({ area: '0' })).toEqual(['area', '“面积”不能小于 1'])
  expect(await field({ area: '10001' })).toEqual(['area', '“面积”不能大于 10000'])
  await save(s, id, { area: '82.5' })
  expect(await s.expectError('BB012', () => submit(s, id))).toMatchObject({
    message: '还差一份材料：布局图',
    detail: { material: 'layout' },
  })
  await attach(s, id)
  await save(s, id, {}, { who: 'agent' })
  expect((await s.expectError('BB007', () => submit(s, id))).detail.field).toBe('proxy_name')
  await save(s, id, { proxy_name: '陈会计' })
  expect((await s.expectError('BB012', () => submit(s, id))).detail.material).toBe('proxy')
  // Back to filing for himself: what no longer applies is not asked and not filed.
  await save(s, id, {}, { who: 'self' })
  await submit(s, id)
  expect((await detail(s, id)).answers).not.toHaveProperty('proxy_name')
})

story('an unanswered question is asked for before filing', async (s) => {
  await s.as('zhang')
  const { id } = await s.rpc<{ id: string }>('start_application', {
    p_enterprise_id: '5d000000-0000-4000-8000-000000000101',
    p_item_code: 'ZZ01',
    p_situation_answers: {},
    p_request_id: s.request(),
  })
  await save(s, id, FILLED)
  await attach(s, id)
  expect(await s.expectError('BB007', () => submit(s, id))).toMatchObject({
    message: '还没选：谁来办？',
    detail: { field: 'who' },
  })
})

story('a double tap files once', async (s) => {
  const id = await ready(s)
  const request = s.request()
  const first = await submit(s, id, true, request)
  expect(await submit(s, id, true, request)).toEqual(first)
  await s.expectError('BB003', () => submit(s, id, false, request))
  await s.expectError('BB005', () => submit(s, id))
  expect(await kinds(s, id)).toEqual(['started', 'submitted'])
  expect((await row(s, id)).row_version).toBe(2)
})

story('nobody files for an enterprise that is not his, or after his authority ended', async (s) => {
  const id = await ready(s)
  for (const outsider of ['liu', 'li', 'zhao', 'wang', 'qian', 'zhou', 'admin'] as const) {
    await s.as(outsider)
    await s.expectError('BB004', () => submit(s, id))
  }
  await s.as('anon')
  await s.expectError('42501', () => submit(s, id))
  await s.behind(
    (sql) =>
      sql`update public.enterprise_members set ends_on = '2026-03-30' where person_id = ${s.id('chen')}`,
  )
  await s.as('chen')
  await s.expectError('BB016', () => submit(s, id))
  await s.expectError('BB016', () => detail(s, id))
  await s.behind(
    (sql) =>
      sql`update public.enterprise_members set ends_on = '2026-03-31' where person_id = ${s.id('chen')}`,
  )
  await submit(s, id)
})

story('a new version of the item reaches an open draft, and never what was filed', async (s) => {
  const filed = await submitted(s)
  const draft = await ready(s)
  await s.behind(async (sql) => {
    await sql`insert into public.item_versions (item_code, version, content_hash, promised_value, promised_unit,
        statutory_value, statutory_unit, handling_type, guide, form)
      select item_code, 99, 'x', promised_value, promised_unit, statutory_value, statutory_unit, handling_type, guide, form
      from public.item_versions where item_code = 'ZZ01'`
    await sql`insert into public.item_materials (version_id, key, position, name, required, fetched_by_office, when_answers, detail)
      select v.id, m.key, m.position, m.name, m.required, m.fetched_by_office, m.when_answers, m.detail
      from public.item_materials m join public.items i on i.current_version_id = m.version_id and i.code = 'ZZ01',
        public.item_versions v where v.version = 99`
    await sql`insert into public.item_materials (version_id, key, position, name, required, fetched_by_office, detail)
      select id, 'lease', 9, '租房合同', true, false, '{"file_types": ["pdf"], "max_files": 1}' from public.item_versions where version = 99`
    await sql`insert into public.item_situations (version_id, key, position, question, help, options)
      select v.id, t.key, t.position, t.question, t.help, t.options from public.item_situations t
      join public.items i on i.current_version_id = t.version_id and i.code = 'ZZ01', public.item_versions v where v.version = 99`
    await sql`update public.items set current_version_id = (select id from public.item_versions where version = 99) where code = 'ZZ01'`
  })
  expect((await s.expectError('BB012', () => submit(s, draft))).detail.material).toBe('lease')
  expect((await detail(s, filed)).materials.map((m) => m.key)).not.toContain('lease')
  await begin(s)
  const synced = await detail(s, draft)
  expect(synced.materials.map((m) => m.key)).toContain('lease')
  expect(synced.materials[0]?.files).toHaveLength(1)
  expect(synced.answers).toMatchObject(FILLED)
})

story('withdrawing: by the enterprise, until the decision, with the video check given back', async (s) => {
  const withdraw = (id: string, reason: string | null = null) =>
    s.rpc('withdraw_application', { p_application_id: id, p_reason: reason, p_request_id: s.request() })
  const draft = await begin(s)
  await s.expectError('BB005', () => withdraw(draft))
  const id = await accepted(s)
  await s.expectError('BB002', () => withdraw(id))
  await s.as('chen')
  await s.expectError('BB015', () => withdraw(id, '长'.repeat(501)))
  await s.behind(
    (sql) => sql`with slot as (insert into public.slots (staff_id, during)
        values (${s.id('li')}, '[2026-04-01 10:00+08,2026-04-01 10:30+08)') returning *)
      insert into public.appointments (application_id, enterprise_id, staff_id, slot_id, during, kind, booked_by)
      select ${id}, '5d000000-0000-4000-8000-000000000101', staff_id, id, during, 'post', ${s.id('zhang')} from slot`,
  )
  expect(await withdraw(id, '换地方了')).toMatchObject({ state: 'withdrawn', holder: { side: 'nobody' } })
  const [appointment] = await s.behind(
    (sql) => sql`select state from public.appointments where application_id = ${id}`,
  )
  expect(appointment?.state).toBe('cancelled')
  await s.expectError('BB005', () => withdraw(id))
  const decided = await issued(s)
  await s.as('zhang')
  await s.expectError('BB005', () => withdraw(decided))
  const running = await reviewing(s)
  await s.as('zhang')
  expect(await withdraw(running)).toMatchObject({ state: 'withdrawn', promised: { state: 'stopped' } })
})
