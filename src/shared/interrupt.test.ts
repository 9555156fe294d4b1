import { expect, test, vi } from 'vitest'
import { answerInterrupt, type Interrupt, interrupt } from './interrupt'

const question = (onAnswer: Interrupt['onAnswer']): Interrupt => ({
  kind: 'consent',
  title: '',
  lines: [],
  yes: { words: '同意' },
  no: '不同意',
  onAnswer,
})

test('a question is answered once, with what WeChat told', () => {
  const onAnswer = vi.fn()
  const asked = question(onAnswer)
  answerInterrupt(asked, true)
  expect(onAnswer).not.toHaveBeenCalled()
  interrupt(asked)
  answerInterrupt(asked, true, { code: 'c' })
  answerInterrupt(asked, false)
  expect(onAnswer.mock.calls).toEqual([[true, { code: 'c' }]])
})

test('what was taken back is answered no more', () => {
  const onAnswer = vi.fn()
  const asked = question(onAnswer)
  interrupt(asked)()
  answerInterrupt(asked, true)
  expect(onAnswer).not.toHaveBeenCalled()
})
