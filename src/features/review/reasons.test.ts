import { describe, expect, it } from 'vitest'
import { OTHER, reasonsFor, revealReason, withReason } from './reasons'

const all = reasonsFor('material', true)
const [first, second] = all

describe('a reason to start from', () => {
  it('fits what is judged', () => {
    expect(reasonsFor('material', false).map((each) => each.chip)).toEqual(['没交'])
    expect(reasonsFor('field', true).map((each) => each.chip)).toContain('写错了')
  })
  it('goes into the empty box, and an untouched one gives way to another', () => {
    if (!first || !second) throw new Error('no reasons')
    const once = withReason('', first, all)
    expect(once).toBe(first.text)
    expect(withReason(once, second, all)).toBe(second.text)
    expect(withReason(once, first, all)).toBe('')
  })
  it('never takes words that somebody wrote', () => {
    if (!first) throw new Error('no reasons')
    expect(withReason('后厨没画', first, all)).toBe(`后厨没画\n${first.text}`)
    expect(withReason(`后厨没画\n${first.text}`, first, all)).toBe('后厨没画')
  })
})

describe('why somebody wants to see a whole number', () => {
  it('is one of the list, or said in words', () => {
    expect(revealReason('call', '')).toEqual({ reason: '打电话联系申请人', problem: null })
    expect(revealReason(OTHER, ' 补寄证照 ')).toEqual({ reason: '补寄证照', problem: null })
  })
  it('is asked for when it is missing or endless', () => {
    expect(revealReason(null, '')).toEqual({ reason: null, problem: '选一个原因' })
    expect(revealReason(OTHER, '  ')).toEqual({ reason: null, problem: '写明原因' })
    expect(revealReason(OTHER, '因'.repeat(103)).problem).toBe('最多 100 个字，删掉 3 个')
  })
})
