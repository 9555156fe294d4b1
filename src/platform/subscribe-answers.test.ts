import { expect, test } from 'vitest'
import { answersIn, answersOfFailure } from './subscribe-answers'

test('each template that was asked for has its answer, and nothing else counts', () => {
  const result = { errMsg: 'requestSubscribeMessage:ok', a: 'accept', b: 'reject', c: 'maybe', d: 'accept' }
  expect(answersIn(result, ['a', 'b', 'c'])).toEqual({ a: 'accept', b: 'reject' })
})

test('switched off is a no to all; a dialog that could not open is no answer', () => {
  expect(answersOfFailure({ errCode: 20004, errMsg: 'requestSubscribeMessage:fail' }, ['a', 'b'])).toEqual({
    a: 'ban',
    b: 'ban',
  })
  expect(answersOfFailure({ errCode: 10003 }, ['a'])).toEqual({})
  expect(answersOfFailure(undefined, ['a'])).toEqual({})
})
