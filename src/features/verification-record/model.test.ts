import { expect, test } from 'vitest'
import type { CheckPoint } from '@/shared/contract'
import { conclusionProblem, nextOpen, openPoints, openReason, openWords, type Point, pointOf } from './model'

const point = (change: Partial<Point> = {}): Point => ({ verdict: null, note: '', photos: [], ...change })
const check = (id: string): CheckPoint => ({
  id,
  title: `第${id}点`,
  standard: '',
  how_to_show: '',
  basis: null,
  when: null,
})

test('a point is open until it has a verdict, and one to mend until it says what', () => {
  expect(openReason(point())).toBe('还没看')
  expect(openReason(point({ verdict: 'ok' }))).toBeNull()
  expect(openReason(point({ verdict: 'unclear' }))).toBeNull()
  expect(openReason(point({ verdict: 'fix', note: '  ' }))).toContain('哪里不对')
  expect(openReason(point({ verdict: 'fix', note: '没有盖' }))).toBeNull()
  expect(openReason(point({ verdict: 'ok', note: '长'.repeat(501) }))).toContain('超了 1 字')
})

test('a finding of the server is shown as it was written', () => {
  expect(pointOf(undefined)).toEqual(point())
  expect(pointOf({ key: 'a', verdict: 'fix', note: null, photos: [] })).toEqual(point({ verdict: 'fix' }))
})

test('the way leads to the next open point, then from the top again', () => {
  const points = ['1', '2', '3'].map(check)
  const decided = new Set(['2'])
  const of = (key: string) => point(decided.has(key) ? { verdict: 'ok' } : {})
  expect(nextOpen(points, of, null)).toBe('1')
  expect(nextOpen(points, of, '1')).toBe('1')
  expect(nextOpen(points, of, '2')).toBe('3')
  expect(openWords(openPoints(points, of))).toBe('还有 2 点没定：第1点、第3点')
  decided.add('3')
  expect(nextOpen(points, of, '3')).toBe('1')
  decided.add('1')
  expect(nextOpen(points, of, '1')).toBeNull()
})

test('the conclusion cannot be better than its points, and all but 符合 say why', () => {
  expect(conclusionProblem(null, '', ['ok'])?.at).toBe('choice')
  expect(conclusionProblem('pass', '', ['ok', 'ok'])).toBeNull()
  expect(conclusionProblem('pass', '', ['ok', 'unclear'])).toMatchObject({ at: 'choice' })
  expect(conclusionProblem('rectify', ' ', ['fix'])).toMatchObject({ at: 'note' })
  expect(conclusionProblem('fail', '没有洗手池', ['fix'])).toBeNull()
  expect(conclusionProblem('pass', '好'.repeat(1001), ['ok'])).toMatchObject({ at: 'note' })
})
