import { describe, expect, it } from 'vitest'
import type { ApplicationMaterial, CorrectionPoint, FormField } from '@/shared/contract'
import { earlierFiles, mends, mendsTitle } from './correction'
import { detailOf } from './detail-fixture'

const point = (
  target: 'material' | 'field',
  key: string,
  answered_at: string | null = null,
): CorrectionPoint => ({
  id: key,
  target,
  key,
  title: key,
  reason: '不对',
  how_to: null,
  answered_at,
})
const AREA: FormField = {
  id: 'area',
  label: '经营面积',
  type: 'number',
  hint: null,
  required: true,
  group: '场所',
  options: null,
  unit: '平方米',
  min: 1,
  max: null,
  max_length: null,
  prefill: null,
  when: null,
}
const file = (id: string) => ({
  id,
  bucket: 'materials',
  path: id,
  name: `${id}.jpg`,
  mime: 'image/jpeg',
  size: 1,
  sha256: '0'.repeat(64),
  uploaded_at: '',
})
const LAYOUT: ApplicationMaterial = {
  key: 'layout',
  name: '布局图',
  required: true,
  fetched_by_office: false,
  how_to: '',
  sample_points: [],
  file_types: ['jpg'],
  max_files: 3,
  files: [file('new')],
  old_files: [file('old')],
  verdict: 'fix',
  verdict_reason: null,
}
const AT = '2026-04-01T10:50:00+08:00'

describe('the points of a correction', () => {
  const detail = detailOf({
    form: [AREA],
    answers: { area: '82' },
    materials: [LAYOUT],
    correction_points: [point('material', 'layout'), point('field', 'area')],
  })

  it('counts what is left', () => {
    expect(mendsTitle(mends(detail, new Set()))).toBe('要补 2 处，还差 2 处')
    expect(mendsTitle(mends(detail, new Set(['area'])))).toBe('要补 2 处，还差 1 处')
    const done = {
      ...detail,
      correction_points: [point('material', 'layout', AT), point('field', 'area', AT)],
    }
    expect(mendsTitle(mends(done, new Set()))).toBe('2 处都补好了')
  })

  it('does not take a wrong value for an answer, and says what is wrong with it', () => {
    const wrong = { ...detail, answers: { area: '八十' } }
    expect(mends(wrong, new Set(['area']))[1]).toMatchObject({
      done: false,
      problem: '只填数字，比如 82 或 82.5',
    })
    // Nothing typed yet: not scolded before trying.
    expect(mends(wrong, new Set())[1]).toMatchObject({ done: false, problem: null })
  })

  it('shows what was sent the time before, also after the new file is there', () => {
    const [open] = mends(detail, new Set())
    expect(earlierFiles(open).map((each) => each.id)).toEqual(['new', 'old'])
    const [done] = mends({ ...detail, correction_points: [point('material', 'layout', AT)] }, new Set())
    expect(earlierFiles(done).map((each) => each.id)).toEqual(['old'])
  })
})
