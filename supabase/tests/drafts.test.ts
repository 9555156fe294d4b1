import { expect } from 'vitest'
import {
  attach,
  begin,
  detail,
  FILLED,
  kinds,
  ready,
  row,
  save,
  submit,
  submitted,
  upload,
} from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { stories } from './harness'

const { story } = stories()

story('a draft begins with what is known, and a second start continues it', async (s) => {
  const id = await begin(s)
  const first = await detail(s, id)
  expect(first).toMatchObject({
    state: 'draft',
    number: null,
    holder: { side: 'applicant', name: '你' },
    answers: { phone: '19900000001' },
    situation_answers: { who: 'self' },
    promised: null,
    notice: null,
    draft_revision: 0,
  })
  expect(first.materials.map((m) => [m.key, m.required, m.fetched_by_office])).toEqual([
    ['layout', true, false],
    ['licence', true, true],
  ])
  expect(await begin(s)).toBe(id)
  expect(await begin(s, 'zhang', { who: 'agent' })).toBe(id)
  expect((await detail(s, id)).materials.map((m) => m.key)).toEqual(['layout', 'proxy', 'licence'])
  expect(await kinds(s, id)).toEqual(['started'])
})

story('who may begin: an owner, an agent, a pending member; nobody else', async (s) => {
  const start = (enterprise: string, code = 'ZZ01', situation: unknown = {}) =>
    s.rpc('start_application', {
      p_enterprise_id: enterprise,
      p_item_code: code,
      p_situation_answers: situation,
      p_request_id: s.request(),
    })
  for (const outsider of ['liu', 'sun', 'li', 'wang', 'qian', 'admin'] as const) {
    await s.as(outsider)
    await s.expectError('BB004', () => start(HEWEI))
  }
  await s.as('anon')
  await s.expectError('42501', () => start(HEWEI))
  await s.as('chen')
  await start(HEWEI)
  await s.behind(
    (sql) => sql`update public.enterprise_members set state = 'ended' where person_id = ${s.id('chen')}`,
  )
  await s.expectError('BB016', () => start(HEWEI))

  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values (${HEWEI}, ${s.id('sun')}, 'owner', 'pending')`,
  )
  await s.as('sun')
  const { id } = (await start(HEWEI)) as { id: string }
  const mine = await detail(s, id)
  expect(mine.allowed).toContain('edit')
  expect(mine.allowed).not.toContain('submit')
  await s.expectError('BB016', () => submit(s, id))

  await s.as('zhang')
  await s.expectError('BB008', () => start(HEWEI, 'ZZ99'))
  expect((await s.expectError('BB007', () => start(HEWEI, 'ZZ01', { who: 'nobody' }))).detail.field).toBe(
    'who',
  )
  await s.expectError('BB007', () => start(HEWEI, 'ZZ01', { nothing: 'self' }))
  expect(
    (await s.expectError('BB034', () => start(HEWEI, 'QX07', { how_sell: 'prepacked' }))).detail,
  ).toMatchObject({
    item_code: 'QX10',
  })
  await s.behind((sql) => sql`update public.items set state = 'withdrawn' where code = 'ZZ01'`)
  await s.expectError('BB022', () => start(HEWEI))
})

story('saving merges changed keys, takes incomplete values, and refuses what is no field', async (s) => {
  const id = await begin(s)
  expect(await save(s, id, { manager: '刘' })).toMatchObject({ draft_revision: 1 })
  const second = await save(s, id, { area: 'abc', note: FILLED.note })
  expect(second).toMatchObject({
    draft_revision: 2,
    answers: { manager: '刘', area: 'abc', note: FILLED.note },
  })
  expect((await save(s, id, { area: null })).answers).not.toHaveProperty('area')
  expect((await s.expectError('BB007', () => save(s, id, { other: 'x' }))).detail.field).toBe('other')
  await s.expectError('BB007', () => save(s, id, { area: 82 }))
  expect((await s.expectError('BB015', () => save(s, id, { note: '长'.repeat(4001) }))).detail.field).toBe(
    'note',
  )
  await save(s, id, {}, { who: 'agent' })
  expect((await detail(s, id)).materials.map((m) => m.key)).toContain('proxy')
  await s.as('chen')
  expect((await save(s, id, { manager: '陈师傅' })).answers.manager).toBe('陈师傅')
  for (const outsider of ['liu', 'li', 'wang', 'qian'] as const) {
    await s.as(outsider)
    await s.expectError('BB004', () => save(s, id, { manager: '别人' }))
  }
})

story('a save that is repeated counts once; its id with other content is refused', async (s) => {
  const id = await begin(s)
  const request = s.request()
  const call = (manager: string) =>
    s.rpc('save_draft', {
      p_application_id: id,
      p_answers: { manager },
      p_situation_answers: null,
      p_request_id: request,
    })
  const first = await call('刘店长')
  expect(await call('刘店长')).toEqual(first)
  await s.expectError('BB003', () => call('陈师傅'))
  expect((await detail(s, id)).draft_revision).toBe(1)
})

story('files: only what really arrived, from this person, of a type and size that fits', async (s) => {
  const id = await begin(s)
  const ref = await attach(s, id)
  expect(ref).toMatchObject({ bucket: 'materials', name: '布局图.jpg', mime: 'image/jpeg', size: 1234 })
  const again = (path: string, key = 'layout') =>
    s.rpc('attach_file', {
      p_application_id: id,
      p_material_key: key,
      p_path: path,
      p_name: 'x.jpg',
      p_request_id: s.request(),
    })
  await s.expectError('BB020', () => again(ref.path))
  await s.expectError('BB013', () => again(`${HEWEI}/${id}/missing.jpg`))
  await s.expectError('BB013', async () => again(await upload(s, id, { by: 'chen' })))
  await s.expectError('BB013', async () => again(await upload(s, id, { size: 0 })))
  await s.expectError('BB013', async () => again(await upload(s, id, { size: 20 * 1024 * 1024 + 1 })))
  await s.expectError('BB013', async () => again(await upload(s, id, { mime: 'text/html' })))
  // HEIC is a picture, but this material does not take it.
  expect(
    (await s.expectError('BB013', async () => again(await upload(s, id, { mime: 'image/heic' })))).detail
      .types,
  ).toEqual(['jpg', 'png', 'pdf'])
  await s.expectError('BB013', async () =>
    again(await upload(s, id, { path: `${YAYUN}/${id}/${s.request()}.jpg` })),
  )
  await s.expectError('BB007', async () => again(await upload(s, id), 'licence'))
  await s.expectError('BB007', async () => again(await upload(s, id), 'proxy'))
  await attach(s, id)
  expect((await s.expectError('BB030', () => attach(s, id))).detail).toMatchObject({
    material: 'layout',
    max: 2,
  })

  const remove = () => s.rpc('remove_file', { p_file_id: ref.id, p_request_id: s.request() })
  await s.as('liu')
  await s.expectError('BB004', remove)
  await s.as('zhang')
  await remove()
  await s.expectError('BB004', remove)
  expect((await detail(s, id)).materials[0]?.files).toHaveLength(1)
})

story('a draft can be given up; what was filed cannot', async (s) => {
  const id = await ready(s)
  const remove = (which: string) =>
    s.rpc('delete_draft', { p_application_id: which, p_request_id: s.request() })
  await s.as('li')
  await s.expectError('BB004', () => remove(id))
  await s.as('zhang')
  await remove(id)
  await s.expectError('BB004', () => detail(s, id))
  expect(await kinds(s, id)).toEqual([])
  const filed = await submitted(s)
  await s.expectError('BB005', () => remove(filed))
  await s.asOwner()
  await s.expectError('P0001', () => s.sql`delete from public.applications where id = ${filed}`)
})

story('a look-over: the officer is asked, sees the draft, answers once', async (s) => {
  const id = await ready(s)
  const ask = () => s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() })
  const answer = (outcome: unknown, points: unknown = [], note: unknown = null) =>
    s.rpc('answer_pre_check', {
      p_application_id: id,
      p_outcome: outcome,
      p_note: note,
      p_points: points,
      p_request_id: s.request(),
    })
  await s.as('li')
  await s.expectError('BB004', () => detail(s, id))
  await s.as('zhang')
  expect(await ask()).toMatchObject({ pre_check: 'asked', holder: { side: 'staff', name: '李专员' } })
  await s.expectError('BB020', ask)
  for (const other of ['zhao', 'wang', 'qian', 'liu'] as const) {
    await s.as(other)
    await s.expectError('BB004', () => answer('ready'))
  }
  await s.as('li')
  expect((await detail(s, id)).allowed.sort()).toEqual(['answer_pre_check', 'set_verdict'])
  await s.expectError('BB007', () => answer('perhaps'))
  await s.expectError('BB007', () => answer('fix'))
  await s.expectError('BB007', () => answer('fix', [{ target: 'material', key: 'licence', reason: '缺' }]))
  await s.expectError('BB014', () => answer('fix', [{ target: 'material', key: 'layout', reason: '  ' }]))
  await s.expectError('BB007', () => answer('ready', [{ target: 'material', key: 'layout', reason: '缺' }]))
  expect(
    await answer('fix', [{ target: 'material', key: 'layout', reason: '没标洗手池' }], '改好就能交'),
  ).toMatchObject({ pre_check: 'fix', holder: { side: 'applicant', name: '张明远' } })
  await s.expectError('BB005', () => answer('ready'))
  await s.as('zhang')
  expect((await detail(s, id)).pre_check_detail).toMatchObject({
    outcome: 'fix',
    note: '改好就能交',
    points: [{ target: 'material', key: 'layout', title: '布局图', reason: '没标洗手池' }],
  })
  await ask()
  expect(await submit(s, id)).toMatchObject({ number: 'QX-260331-0001' })
  expect((await row(s, id)).state).toBe('submitted')
  expect((await detail(s, id)).pre_check).toBe('fix')
  await s.as('li')
  await s.expectError('BB005', () => answer('ready'))
})

story('a stand-in looks over while he stands in, and no longer', async (s) => {
  const id = await ready(s)
  await s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() })
  await s.behind(
    (sql) => sql`insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
                 values (${s.id('li')}, ${s.id('zhao')}, '2026-03-31', '2026-03-31')`,
  )
  await s.as('zhao')
  expect((await detail(s, id)).officer).toMatchObject({ display_name: '赵核查员', stand_in_for: '李专员' })
  await s.at('2026-04-01T10:00:00+08:00')
  await s.expectError('BB004', () => detail(s, id))
})
