import { expect, test } from 'vitest'
import { heldAppealWords, heldWords } from './held'

test('the author reads what happened and why, the others only that something waits', () => {
  expect(heldWords({ state: 'waiting', mine: true, reason: null })).toContain('正等专组核对')
  expect(heldWords({ state: 'kept', mine: true, reason: '有骂人的话' })).toBe(
    '专组核对过，没有转给对方：有骂人的话',
  )
  expect(heldWords({ state: 'waiting', mine: false, reason: null })).toBe('这条在等人工核对，核对后就能看到')
  expect(heldWords({ state: 'kept', mine: false, reason: null })).toBe('这条经人工核对，没有放行')
})

test('of an appeal everybody reads that its clocks run or that its handler has it', () => {
  for (const state of ['waiting', 'kept'] as const) {
    for (const mine of [true, false]) {
      expect(heldAppealWords({ state, mine, reason: null })).toMatch(/期限照算|办理的人/)
    }
  }
})
