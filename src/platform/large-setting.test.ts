import { expect, it } from 'vitest'
import { browserReadsLarge, readsLarge } from './large-setting'

it.each([
  [undefined, false],
  [15, false],
  [16, false],
  [17, false],
  [18.5, false],
  [19, true],
  [21, true],
  [23, true],
  [28, true],
  [35.7, true],
])('WeChat at %s: large %s', (size, large) => {
  expect(readsLarge(size)).toBe(large)
})

it.each([
  [9, false],
  [16, false],
  [18, false],
  [20, true],
  [24, true],
])('a browser at %s: large %s', (size, large) => {
  expect(browserReadsLarge(size)).toBe(large)
})
