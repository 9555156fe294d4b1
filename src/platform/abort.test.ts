import { afterEach, expect, it, vi } from 'vitest'
import { AbortController, AbortSignal } from './abort'

afterEach(() => vi.useRealTimers())

it('tells everybody who listens, once, with the reason', () => {
  const controller = new AbortController()
  const { signal } = controller
  const heard: string[] = []
  const left = () => heard.push('left')
  signal.onabort = () => heard.push('property')
  signal.addEventListener('abort', ({ type }) => heard.push(type))
  signal.addEventListener('abort', { handleEvent: ({ target }) => heard.push(String(target === signal)) })
  signal.addEventListener('abort', left)
  signal.removeEventListener('abort', left)
  controller.abort('why')
  controller.abort('again')
  expect(heard).toEqual(['property', 'abort', 'true'])
  expect(signal.aborted).toBe(true)
  expect(signal.reason).toBe('why')
})

it('aborts with an AbortError where no reason is given', () => {
  const controller = new AbortController()
  expect(() => controller.signal.throwIfAborted()).not.toThrow()
  controller.abort()
  expect(() => controller.signal.throwIfAborted()).toThrow(expect.objectContaining({ name: 'AbortError' }))
  expect(AbortSignal.abort().aborted).toBe(true)
})

it('aborts by itself when the time is over', () => {
  vi.useFakeTimers()
  const signal = AbortSignal.timeout(100)
  vi.advanceTimersByTime(99)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})
