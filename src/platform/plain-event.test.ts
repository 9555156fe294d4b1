import { AbortController } from 'abortcontroller-polyfill/dist/cjs-ponyfill'
import { afterEach, expect, it, vi } from 'vitest'
import { PlainEvent } from './plain-event'

/** Taro's document: makes events, but without initEvent. */
const taroDocument = { createEvent: () => ({}) }

afterEach(() => vi.unstubAllGlobals())

it('lets a request be cancelled where there is no Event and Taro gives a document', () => {
  vi.stubGlobal('document', taroDocument)
  vi.stubGlobal('Event', PlainEvent)
  const controller = new AbortController()
  const heard = vi.fn()
  controller.signal.addEventListener('abort', heard)
  controller.abort()
  expect(heard).toHaveBeenCalledOnce()
  expect(controller.signal.aborted).toBe(true)
})

it('is needed: without it the polyfill throws', () => {
  vi.stubGlobal('document', taroDocument)
  vi.stubGlobal('Event', undefined)
  expect(() => new AbortController().abort()).toThrow('initEvent')
})
