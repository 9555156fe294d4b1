import { expect, test } from 'vitest'
import { alone, whenIdle } from './session-gate'

const open = () => {
  let resolve: (value: string) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const done = new Promise<string>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { done, resolve, reject }
}

test('the second begins when the first has ended', async () => {
  const first = open()
  const log: string[] = []
  const one = alone(() => {
    log.push('first begins')
    return first.done
  })
  const two = alone(async () => {
    log.push('second begins')
    return 'two'
  })
  await Promise.resolve()
  expect(log).toEqual(['first begins'])
  first.resolve('one')
  expect([await one, await two]).toEqual(['one', 'two'])
  expect(log).toEqual(['first begins', 'second begins'])
})

test('a failure is told to who asked, and does not stand in the way of the next', async () => {
  const first = open()
  const one = alone(() => first.done)
  const two = alone(async () => 'two')
  first.reject(new Error('no network'))
  await expect(one).rejects.toThrow('no network')
  expect(await two).toBe('two')
})

test('idle is when also what was asked meanwhile has ended', async () => {
  const first = open()
  const second = open()
  let idle = false
  void alone(() => first.done)
  const waiting = whenIdle().then(() => {
    idle = true
  })
  void alone(() => second.done)
  first.resolve('')
  await first.done
  await new Promise((go) => setTimeout(go, 0))
  expect(idle).toBe(false)
  second.resolve('')
  await waiting
  expect(idle).toBe(true)
})
