import { afterEach, expect, it, vi } from 'vitest'
import { uuid } from './uuid'

const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

afterEach(() => vi.unstubAllGlobals())

it('makes a UUID v4, each different', () => {
  const made = Array.from({ length: 200 }, uuid)
  expect(made.every((each) => V4.test(each))).toBe(true)
  expect(new Set(made).size).toBe(200)
})

it('needs no crypto, which WeChat lacks', () => {
  vi.stubGlobal('crypto', undefined)
  expect(uuid()).toMatch(V4)
})
