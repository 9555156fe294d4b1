import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMITS } from '../../scripts/lib/dist'
import { drive } from '../../scripts/lib/weapp-audit/drive'
import { type Audit, judge, report } from '../../scripts/lib/weapp-audit/score'
import type { Seen } from '../../scripts/lib/weapp-audit/seen'
import { keepFigures } from '../support/figures'
import { type County, startCounty } from '../support/product'

/** What WeChat's own tool would have to find lost to say otherwise: five points of a hundred. */
const WANTED = 95

let county: County
let seen: Seen
let audit: Audit

beforeAll(async () => {
  county = await startCounty()
  seen = await drive(county)
  audit = judge(seen)
  keepFigures('audit-weapp', { ...audit })
}, 240_000)
afterAll(async () => {
  await county?.stack.stop()
})

it('scores what is wanted by the rules that need no drawing', () => {
  expect(audit.score, report(audit)).toBeGreaterThanOrEqual(WANTED)
})

it('has been on every page', () => {
  // A department's task: tests/rendered draws it.
  const elsewhere = ['packages/officer/task/index']
  expect(seen.routes.filter((route) => !seen.pages.has(route))).toEqual(elsewhere)
})

it('keeps the packages under the limits', () => {
  const { main, subpackages } = seen.sizes
  expect(main).toBeLessThanOrEqual(LIMITS.weappMain)
  expect(Object.values(subpackages).filter((size) => size > LIMITS.weappSubpackage)).toEqual([])
})
