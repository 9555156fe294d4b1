import { describe, expect, test } from 'vitest'
import type { ApplicationDetail, ApplicationMaterial, FormField } from '@/shared/contract'
import type { DraftState } from './draft-state'
import { filesCount, firstOpenPage, formPages, isKnown, pageQuestion, stillToDo, withChanges } from './model'

const field = (id: string, group: string, more: Partial<FormField> = {}): FormField => ({
  id,
  label: id,
  type: 'text',
  hint: null,
  required: true,
  group,
  options: null,
  unit: null,
  min: null,
  max: null,
  max_length: null,
  prefill: null,
  when: null,
  ...more,
})
const material = (key: string, more: Partial<ApplicationMaterial> = {}): ApplicationMaterial => ({
  key,
  name: key,
  required: true,
  fetched_by_office: false,
  how_to: '',
  sample_points: [],
  file_types: ['jpg'],
  max_files: 1,
  files: [],
  old_files: [],
  verdict: null,
  verdict_reason: null,
  ...more,
})
const file = (mime: string) => ({
  id: mime,
  bucket: 'materials',
  path: mime,
  name: mime,
  mime,
  size: 1,
  sha256: '0'.repeat(64),
  uploaded_at: '2026-03-30T01:00:00Z',
})
const detail = {
  draft_revision: 3,
  situations: [{ id: 'how', question: '怎么卖？', help: null, options: [] }],
  situation_answers: { how: 'cook' },
  form: [
    field('company', '主体信息', { prefill: 'enterprise.name' }),
    field('area', '经营场所'),
    field('machines', '经营项目', { when: { how: ['vending'] } }),
    field('officer', '人员'),
    field('note', '人员', { required: false }),
  ],
  answers: { company: '清溪禾味' },
  materials: [
    material('layout'),
    material('licence', { fetched_by_office: true }),
    material('extra', { required: false }),
  ],
} as unknown as ApplicationDetail
const state = (more: Partial<DraftState> = {}): DraftState => ({
  changes: {},
  situations: {},
  acked: null,
  status: 'saved',
  savedAt: null,
  problem: null,
  onDevice: true,
  ...more,
})

describe('the form in pages', () => {
  test('groups in order of first appearance, without what does not apply', () => {
    expect(formPages(detail).map((page) => page.key)).toEqual(['主体信息', '经营场所', '人员'])
    const vending = withChanges(detail, state({ situations: { how: 'vending' } }))
    expect(formPages(vending).map((page) => page.key)).toContain('经营项目')
  })

  test('a new draft opens at its first page, a begun one where it stopped', () => {
    const pages = formPages(detail)
    expect(firstOpenPage(pages, detail)?.key).toBe('主体信息')
    expect(firstOpenPage(pages, { ...detail, answers: { ...detail.answers, area: '82' } })?.key).toBe('人员')
    const all = { ...detail.answers, area: '82', officer: '刘' }
    expect(firstOpenPage(pages, { ...detail, answers: all })).toBeNull()
  })

  test('what is known is shown, and one question becomes the title', () => {
    expect(isKnown(detail.form[0], detail.answers)).toBe(true)
    expect(pageQuestion('主体信息', []).title).toBe('先看看这些对不对')
    const uscc = field('统一社会信用代码', '主体信息', { type: 'uscc', hint: '18 位' })
    expect(pageQuestion('主体信息', [uscc])).toEqual({ title: '统一社会信用代码是多少？', hint: '18 位' })
    expect(pageQuestion('人员', [field('a', '人员'), field('b', '人员')]).title).toBe('人员')
  })
})

describe('what the person sees of a draft', () => {
  test('typed values lie over the server’s, an emptied one is gone', () => {
    const seen = withChanges(
      { ...detail, answers: { a: '1', b: '2' } },
      state({ changes: { a: '9', b: null } }),
    )
    expect(seen.answers).toEqual({ a: '9' })
  })

  test('an acknowledged save wins over an older copy, a newer copy over the save', () => {
    const acked = { answers: { a: 'saved' }, revision: 4, situations: {}, savedAt: '' }
    expect(withChanges(detail, state({ acked })).answers).toEqual({ a: 'saved' })
    const newer = { ...detail, draft_revision: 5, answers: { a: 'other device' } }
    expect(withChanges(newer, state({ acked })).answers).toEqual({ a: 'other device' })
  })
})

test('everything that is missing is named, what is optional or fetched is not', () => {
  const toDo = stillToDo({ ...detail, situation_answers: {} })
  expect(toDo.situations.map((each) => each.id)).toEqual(['how'])
  expect(toDo.fields.map(({ field: each }) => each.id)).toEqual(['area', 'officer'])
  expect(toDo.materials.map((each) => each.key)).toEqual(['layout'])
  expect(toDo.count).toBe(4)
})

test('photos are counted in 张, anything with a document in 份', () => {
  expect(filesCount(material('a', { files: [file('image/jpeg'), file('image/png')] }))).toBe('2 张')
  expect(filesCount(material('a', { files: [file('application/pdf')] }))).toBe('1 份')
})
