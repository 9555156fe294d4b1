import { expect, test } from 'vitest'
import {
  cleanCode,
  cleanPhone,
  codeProblem,
  needsSms,
  numberProblem,
  secondsLeft,
  TRIES,
  triesProblem,
  waitForAnother,
} from './phone-code'

test.each([
  ['123456', '123456'],
  [' 12 34 56 ', '123456'],
  ['１２３４５６', '123456'],
  ['123-456。', '123456'],
])('a pasted code %j is %s', (typed, code) => {
  expect(cleanCode(typed)).toBe(code)
  expect(codeProblem(typed)).toBeNull()
})

test('a code that is none is told how many digits are missing', () => {
  expect(codeProblem('')).toBe('还没写验证码')
  expect(codeProblem('1234')).toBe('验证码是 6 位，现在 4 位')
})

test.each([
  ['199 0000 0001', null],
  ['+86 199-0000-0001', null],
  ['', '还没写手机号'],
  ['1990000', '手机号是 11 位，现在 7 位'],
  ['29900000001', '手机号是 11 位数字，以 1 开头'],
  ['zhang@x', '还没写手机号'],
])('number %j', (typed, problem) => {
  expect(numberProblem(typed)).toBe(problem)
  if (!problem) expect(cleanPhone(typed)).toBe('19900000001')
})

test('the wait counts whole seconds down to nothing', () => {
  expect([secondsLeft(60_000, 0), secondsLeft(60_000, 59_001), secondsLeft(60_000, 70_000)]).toEqual([
    60, 1, 0,
  ])
})

test('a wrong code says how often one may try again, and that the last try was one', () => {
  expect(triesProblem(1)).toBe('看看最新一条短信，还能试 4 次')
  expect(triesProblem(TRIES)).toBe('试满 5 次了，重新获取验证码')
})

test('only where WeChat has none to give does the SMS form come by itself; a refusal is said at the button', () => {
  expect(['phone_no_wechat', 'WECHAT_PHONE_QUOTA'].map(needsSms)).toEqual([true, true])
  expect(['BB100', 'offline', 'WECHAT_CODE_INVALID', 'unknown'].map(needsSms)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a code asked for a moment ago is waited for; a limit of the hour is said as it is', () => {
  const refused = (retry_after_seconds: unknown, code = 'BB080') =>
    waitForAnother({ code, detail: { retry_after_seconds } })
  expect([52, 60, 61, 3600, undefined].map((seconds) => refused(seconds))).toEqual([52, 60, null, null, null])
  expect(refused(52, 'SMS_NOT_SENT')).toBeNull()
})
