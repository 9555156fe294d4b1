import { expect } from 'vitest'
import { stories } from './harness'
import { asFunction, confirm, NUMBER, refused, send, use } from './phone-steps'

const { race } = stories()

race('a right code that comes many times at once opens once', async (open) => {
  const before = await open()
  await asFunction(before)
  await send(before, NUMBER)
  await before.commit()
  const all = await Promise.all(Array.from({ length: 6 }, open))
  const opened = await Promise.all(
    all.map(async (s) => {
      await s.as('service')
      const answer = await refused(use(s, NUMBER))
      await s.commit()
      return answer.code
    }),
  )
  expect(opened.filter((code) => code.startsWith('allowed'))).toHaveLength(1)
})

race('guesses at once spend a guess each', async (open) => {
  const before = await open()
  await asFunction(before)
  await send(before, NUMBER)
  await before.commit()
  const all = await Promise.all(Array.from({ length: 6 }, open))
  await Promise.all(
    all.map(async (s) => {
      await s.as('service')
      await refused(use(s, NUMBER, '000000'))
      await s.commit()
    }),
  )
  const after = await open()
  await after.as('service')
  expect((await refused(use(after, NUMBER))).code).toBe('BB101')
})

race('two accounts confirm one number at once: one has it, the other is told', async (open) => {
  const both = await Promise.all([open(), open()])
  const codes = await Promise.all(
    both.map(async (s, i) => {
      await s.as('service')
      const answer = await refused(confirm(s, s.id(i ? 'liu' : 'sun'), NUMBER))
      await s.commit()
      return answer.code
    }),
  )
  expect(codes.sort()).toEqual(['BB100', `allowed: ${JSON.stringify({ phone: NUMBER })}`])
})
