import { expect, it, vi } from 'vitest'
import { AppError } from '@/shared/errors'
import { tellFault as tell } from '@/shared/faults'
import { noteFaults } from './error-note'

function begin() {
  const sendFault = vi.fn(async () => {})
  noteFaults(async () => ({ sendFault }))
  return sendFault
}

it('nothing is said before somebody listens', () => {
  expect(() => tell('error', new Error('x'))).not.toThrow()
})

it('a fault is told, five of one start at most', async () => {
  const sendFault = begin()
  for (let at = 0; at < 9; at += 1) tell('error', new Error(`x ${at}`))
  await vi.waitFor(() => expect(sendFault).toHaveBeenCalledTimes(5))
})

it('what cannot be loaded is not told, and breaks nothing', async () => {
  const load = vi.fn(() => Promise.reject(new Error('gone')))
  noteFaults(load)
  tell('error', new Error('x'))
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1))
})

it.each([
  ['what the person was told', new AppError('offline', '网络断了')],
  ['what was given up', Object.assign(new Error('x'), { name: 'AbortError' })],
  ['a page that did not load', Object.assign(new Error('x'), { name: 'ChunkLoadError' })],
  ['noise of browsers', new Error('ResizeObserver loop completed with undelivered notifications.')],
  ['a script of somebody else', { message: 'Script error.' }],
  ['nothing', undefined],
])('%s is no fault', async (_what, thrown) => {
  const sendFault = begin()
  tell('rejection', thrown)
  tell('error', new Error('the next one'))
  await vi.waitFor(() => expect(sendFault).toHaveBeenCalledTimes(1))
  expect(sendFault).toHaveBeenCalledWith('error', new Error('the next one'))
})
