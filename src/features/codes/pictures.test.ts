import { expect, test } from 'vitest'
import { inGroups, missingWords, together } from './pictures'

test('codes are asked for a sheet at a time', () => {
  const codes = Array.from({ length: 17 }, (_, i) => `QX${10 + i}`)
  expect(inGroups(codes).map((group) => group.length)).toEqual([8, 8, 1])
  expect(inGroups(codes).flat()).toEqual(codes)
  expect(inGroups([])).toEqual([])
})

test('the sheets are one answer, with the first reason', () => {
  const answer = together([
    { pictures: { QX01: 'data:1' }, reason: null },
    { pictures: { QX02: null }, reason: 'quota' },
    { pictures: { QX03: null }, reason: 'busy' },
  ])
  expect(answer).toEqual({ pictures: { QX01: 'data:1', QX02: null, QX03: null }, reason: 'quota' })
})

test('what is missing is said with what to do; nothing missing is not said', () => {
  expect(missingWords({ pictures: { QX01: 'data:1' }, reason: null })).toBeNull()
  expect(missingWords({ pictures: { QX01: null }, reason: 'refused' })).toEqual({
    title: '还拿不到小程序码，先用普通二维码',
    advice: expect.stringContaining('发布'),
  })
  expect(missingWords({ pictures: { QX01: 'data:1', QX02: null }, reason: 'quota' })?.title).toContain('1 张')
})
