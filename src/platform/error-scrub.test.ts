import { describe, expect, it } from 'vitest'
import { framesOf, scrub, told } from './error-scrub'

describe('what leaves the phone', () => {
  it.each([
    ['no field "张明远" in form', 'no field ‹› in form'],
    ["Unexpected token '餐' at 3", 'Unexpected token ‹› at 3'],
    ['欧阳·明远 is gone', '‹› is gone'],
    ['call 13800001234 back', 'call ‹n› back'],
    ['call 138 0000-1234 back', 'call ‹n› back'],
    ['id 11010519491231002X is taken', 'id ‹id› is taken'],
    ['uscc 91369921MA5K7H2R3E', 'uscc ‹id›'],
    ['mail zhang.my+1@qingxi.example now', 'mail ‹mail› now'],
    ['GET https://a.example/x?name=zhang&q=1 failed', 'GET ‹link› failed'],
    ['row 4b7f0f8e-2a52-4f0e-9d53-0a1b2c3d4e5f', 'row ‹id›'],
    ['three of 40 at line 1200', 'three of 40 at line 1200'],
  ])('%s → %s', (said, left) => {
    expect(scrub(said)).toBe(left)
  })
})

describe('the places of a stack', () => {
  it.each([
    ['V8', '    at Foo.draw (https://bb.example/js/kit.1a2b3c4d.js:1:20311)', 'Foo.draw@js/kit.js:1:20311'],
    ['V8 without a name', '    at https://bb.example/js/app.js?v=1:1:77', '<anonymous>@js/app.js:1:77'],
    ['V8, async', '    at async load (https://bb.example/js/a.js:2:3)', 'load@js/a.js:2:3'],
    ['Safari', 'draw@https://bb.example/js/kit.1a2b3c4d.js:1:20311', 'draw@js/kit.js:1:20311'],
    ['WeChat', '    at e (https://usr/vendors.js:1:5)', 'e@vendors.js:1:5'],
    ['WeChat on a phone', 'e@https://usr/pages/home/index.js:2:34', 'e@pages/home/index.js:2:34'],
  ])('%s', (_what, line, frame) => {
    expect(framesOf(`TypeError: x\n${line}`)).toEqual([frame])
  })

  it('eight at most, and nothing that is no place of a program', () => {
    expect(framesOf(Array(20).fill('at a (https://h/j.js:1:2)').join('\n'))).toHaveLength(8)
    expect(
      framesOf('张明远 13800001234\nat 张 (https://h/张明远.js:1:2)\nat a (https://h/x13800001234.js:1:2)'),
    ).toEqual([])
  })
})

describe('what was thrown', () => {
  it.each([
    [
      'an Error',
      Object.assign(new TypeError('x is not a function'), { stack: 'at a (https://h/j.js:1:2)' }),
      'TypeError: x is not a function',
    ],
    [
      'WeChat’s text',
      'MiniProgramError\nTypeError: x is not a function\n    at a (https://h/j.js:1:2)',
      'TypeError: x is not a function',
    ],
    ['a plain text', 'went wrong\n    at a (https://h/j.js:1:2)', 'went wrong'],
  ])('%s', (_what, thrown, message) => {
    expect(told(thrown)).toEqual({ message, stack: ['a@j.js:1:2'] })
  })
  it('a call of wx that failed, and nothing at all', () => {
    expect(told({ errMsg: 'chooseMedia:fail no such file "a.jpg"' }).message).toBe(
      'chooseMedia:fail no such file ‹›',
    )
    expect(told(undefined).message).toBe('no words')
  })
})
