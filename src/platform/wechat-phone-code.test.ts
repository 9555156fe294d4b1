import { expect, test } from 'vitest'
import { wechatPhoneCode } from './wechat-phone-code'

test('a code is for the server', () => {
  expect(wechatPhoneCode({ code: 'c', errMsg: 'getPhoneNumber:ok' })).toEqual({ code: 'c', why: null })
})

test.each([
  [{ errMsg: 'getPhoneNumber:fail user deny' }, '没有用微信里的手机号'],
  [{ errMsg: 'getPhoneNumber:fail jsapi has no permission, event quota', errno: 1400001 }, '次数用完了'],
  [{ errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 }, '没同意'],
  [{ errMsg: 'getPhoneNumber:fail no permission' }, '给不了'],
  [undefined, '给不了'],
])('%j: why there is none', (detail, why) => {
  const told = wechatPhoneCode(detail)
  expect(told.code).toBeNull()
  expect(told.why).toMatch(why)
})
