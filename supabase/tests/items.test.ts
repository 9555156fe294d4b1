import { describe, expect } from 'vitest'
import type { ImportedItem } from '../catalogue/load'
import { STORY_ITEM } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const search = async (s: Story, query: string, more: Record<string, unknown> = {}) => {
  const found = await s.rpc<{ code: string }[]>('search_items', { p_query: query, ...more })
  return found.map((item) => item.code)
}
const load = (s: Story, more: Record<string, unknown> = {}) =>
  s.rpc<{ code: string; version: number }>('import_item', { p_item: { ...STORY_ITEM, ...more } })

describe('finding an item, without a sign-in', () => {
  story('by code, name, everyday word, a sentence, or pinyin initials', async (s) => {
    await s.as('anon')
    for (const query of [
      'QX07',
      'qx07',
      '食品经营',
      '开饭馆',
      '我想开饭馆要办什么',
      'spjyxk',
      ' SPJY ',
      '食品 许可',
    ]) {
      expect(await search(s, query), query).toContain('QX07')
    }
    expect((await search(s, 'QX07'))[0]).toBe('QX07')
    expect(await search(s, '造火箭')).toEqual([])
  })

  story('an empty search gives what is asked for most', async (s) => {
    await s.as('anon')
    expect(await search(s, '')).toEqual(['QX07', 'ZZ01'])
    expect(await search(s, '', { p_limit: 1 })).toEqual(['QX07'])
    expect(await search(s, '', { p_category: 'city' })).toEqual([])
    expect(await search(s, '', { p_limit: -5 })).toHaveLength(1)
  })

  story('whatever people type is only text', async (s) => {
    await s.as('anon')
    for (const query of [
      "'; drop table items; --",
      '%',
      '_',
      '\\',
      '<script>',
      '😀',
      '长'.repeat(5000),
      '\n　',
    ]) {
      expect(Array.isArray(await search(s, query))).toBe(true)
    }
    expect(await search(s, '%')).toEqual([])
  })
})

describe('the printed code', () => {
  story('leads to its item, whatever its case', async (s) => {
    await s.as('anon')
    expect(await s.rpc('resolve_code', { p_code: ' zz01 ' })).toEqual({ item_code: 'ZZ01', name: '故事事项' })
  })

  story('unknown and revoked are two things; a revoked card leaves the item alone', async (s) => {
    await s.as('admin')
    expect(await s.rpc('revoke_code', { p_code: 'zz01', p_reason: '卡片丢了' })).toEqual({
      code: 'ZZ01',
      state: 'revoked',
    })
    await s.as('anon')
    await s.expectError('BB008', () => s.rpc('resolve_code', { p_code: 'QX99' }))
    await s.expectError('BB008', () => s.rpc('resolve_code', { p_code: '' }))
    const told = await s.expectError('BB009', () => s.rpc('resolve_code', { p_code: 'ZZ01' }))
    expect(told.detail).toEqual({ item_code: 'ZZ01', name: '故事事项' })
    expect(await s.rpc('get_item_guide', { p_code: 'ZZ01' })).toMatchObject({ code: 'ZZ01' })
    await s.as('admin')
    await s.rpc('restore_code', { p_code: 'ZZ01' })
    await s.as('anon')
    expect(await s.rpc('resolve_code', { p_code: 'ZZ01' })).toMatchObject({ item_code: 'ZZ01' })
  })

  story('only the operator stops one, with a reason; staff list them, others do not', async (s) => {
    for (const actor of ['zhang', 'li', 'wang', 'wu']) {
      await s.as(actor)
      await s.expectError('BB002', () => s.rpc('revoke_code', { p_code: 'ZZ01', p_reason: '试试' }))
      await s.expectError('BB002', () => s.rpc('restore_code', { p_code: 'ZZ01' }))
      await s.expectError('42501', () => s.sql`select * from public.item_codes`)
    }
    await s.expectError('BB008', async () => {
      await s.as('admin')
      return s.rpc('revoke_code', { p_code: 'XX99', p_reason: '试试' })
    })
    await s.as('admin')
    await s.expectError('BB014', () => s.rpc('revoke_code', { p_code: 'ZZ01', p_reason: ' ' }))
    await s.as('li')
    expect(await s.rpc('list_codes')).toEqual([
      expect.objectContaining({ code: 'QX07', state: 'active', department: expect.any(String) }),
      expect.objectContaining({ code: 'ZZ01', name: '故事事项', line: '扫码看材料。', revoked_reason: null }),
    ])
    await s.as('zhang')
    await s.expectError('BB002', () => s.rpc('list_codes'))
  })
})

describe('the guide', () => {
  story('is the whole item, in one answer', async (s) => {
    await s.as('anon')
    const guide = await s.rpc('get_item_guide', { p_code: 'ZZ01' })
    expect(guide).toEqual({
      code: 'ZZ01',
      name: '故事事项',
      category: 'food',
      department: '县行政审批局',
      handling_type: 'promised',
      promised_value: 5,
      promised_unit: 'working_day',
      statutory_value: 10,
      statutory_unit: 'working_day',
      server_now: expect.any(String),
      promised_if_accepted_today: expect.any(String),
      version_id: expect.any(String),
      version: 1,
      item_type: STORY_ITEM.item_type,
      audience: STORY_ITEM.audience,
      legal_basis: STORY_ITEM.legal_basis,
      conditions: STORY_ITEM.conditions,
      process: STORY_ITEM.process,
      special_procedures: [],
      visits: STORY_ITEM.visits,
      fee: STORY_ITEM.fee,
      result: STORY_ITEM.result,
      supports: STORY_ITEM.supports,
      faq: STORY_ITEM.faq,
      place: {
        address: expect.stringContaining('清溪县'),
        hours: '工作日 8:30–12:00，14:00–17:30',
        phone: expect.any(String),
        complaint_phone: expect.any(String),
      },
      situations: STORY_ITEM.situations,
      materials: STORY_ITEM.materials,
      form: STORY_ITEM.form,
      check_points: STORY_ITEM.check_points,
    })
  })

  story('of an unknown or withdrawn item says so', async (s) => {
    await s.sql`update public.items set state = 'withdrawn' where code = 'ZZ01'`
    await s.as('anon')
    await s.expectError('BB008', () => s.rpc('get_item_guide', { p_code: 'QX98' }))
    expect((await s.expectError('BB022', () => s.rpc('get_item_guide', { p_code: 'ZZ01' }))).detail).toEqual({
      name: '故事事项',
    })
    await s.expectError('BB022', () => s.rpc('resolve_code', { p_code: 'ZZ01' }))
    expect(await search(s, '故事')).toEqual([])
    expect(await s.sql`select * from public.items where code = 'ZZ01'`).toHaveLength(0)
    expect(await s.sql`select * from public.item_materials where name = '布局图'`).toHaveLength(0)
  })
})

describe('importing', () => {
  story('the same content keeps its version; a change makes the next; going back goes back', async (s) => {
    await s.as('service')
    expect(await load(s)).toEqual({ code: 'ZZ01', version: 1 })
    expect(await load(s, { aliases: ['新叫法', '别名'] })).toEqual({ code: 'ZZ01', version: 1 })
    expect(await load(s, { conditions: ['有固定场所', '有执照'] })).toEqual({ code: 'ZZ01', version: 2 })
    await s.as('anon')
    expect(await s.rpc('get_item_guide', { p_code: 'ZZ01' })).toMatchObject({ version: 2 })
    // The older version stays: an application may be filed under it.
    expect(
      await s.sql`select version from public.item_versions where item_code = 'ZZ01' order by version`,
    ).toEqual([{ version: 1 }, { version: 2 }])
    expect(await search(s, '新叫法')).toEqual([])
    await s.as('admin')
    expect(await load(s, { aliases: ['新叫法', '别名'] })).toEqual({ code: 'ZZ01', version: 1 })
    expect(await search(s, '新叫法')).toEqual(['ZZ01'])
  })

  story('a file that cannot work is refused, and says which part', async (s) => {
    await s.as('admin')
    const field = async (more: Record<string, unknown>) =>
      (await s.expectError('BB007', () => load(s, more))).detail.field
    expect(await field({ code: 'qx1' })).toBe('code')
    expect(await field({ name: ' ' })).toBe('name')
    expect(await field({ department: 'nasa' })).toBe('department')
    expect(await field({ handling_type: 'someday' })).toBe('handling_type')
    expect(await field({ promised_limit: null })).toBe('promised_limit')
    expect(await field({ promised_limit: { value: 0, unit: 'working_day' } })).toBe('promised_limit')
    expect(await field({ statutory_limit: { value: 20, unit: 'fortnight' } })).toBe('statutory_limit')
    expect(await field({ materials: '布局图' })).toBe('materials')
    expect(await field({ fee: null })).toBe('fee')
    expect(await field({ materials: [STORY_ITEM.materials[0], STORY_ITEM.materials[0]] })).toBe('materials')
    const when = (part: ImportedItem['form'][number] | undefined, given: unknown) => [
      { ...part, when: given },
    ]
    expect(await field({ form: when(STORY_ITEM.form[0], { who: ['nobody'] }) })).toBe('form')
    expect(await field({ form: when(STORY_ITEM.form[0], { where: ['self'] }) })).toBe('form')
    for (const item of [null, [], 'x', 7]) {
      await s.expectError(
        'BB007',
        () => s.sql`select public.import_item(${JSON.stringify(item)}::text::jsonb)`,
      )
    }
  })

  story('only the operator and the secret key import', async (s) => {
    for (const actor of ['zhang', 'li', 'wang', 'qian', 'zhou', 'wu']) {
      await s.as(actor)
      await s.expectError('BB002', () => load(s))
    }
    await s.as('anon')
    await s.expectError('42501', () => load(s))
    await s.expectError('42501', () => s.sql`update public.items set name = 'x'`)
  })
})

story('a part applies when each of its questions has one of the answers', async (s) => {
  const matches = async (when: unknown, answers: unknown) => {
    const [row] = await s.sql<{ yes: boolean }[]>`
      select private.matches(${JSON.stringify(when)}::text::jsonb, ${JSON.stringify(answers)}::text::jsonb) as yes`
    return row?.yes
  }
  expect(await matches(null, {})).toBe(true)
  expect(await matches({ who: ['agent'] }, { who: 'agent' })).toBe(true)
  expect(await matches({ who: ['agent', 'self'] }, { who: 'self' })).toBe(true)
  expect(await matches({ who: ['agent'] }, { who: 'self' })).toBe(false)
  expect(await matches({ who: ['agent'] }, {})).toBe(false)
  expect(await matches({ who: ['agent'], how: ['cook'] }, { who: 'agent' })).toBe(false)
  expect(await matches({ who: ['agent'], how: ['cook'] }, { who: 'agent', how: ['sell', 'cook'] })).toBe(true)
})
