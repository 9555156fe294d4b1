import { describe, expect, it } from 'vitest'
import type { Message } from '@/shared/contract'
import { AppError } from '@/shared/errors'
import { createOutbox, type DeliverHooks, type OutboxWorld } from './outbox'
import { mayPass, type OutboxEntry, PATIENCE, pauseBefore, waitingWords } from './outbox-rules'

const entry = (id: string, over: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  conversationId: 'c',
  kind: 'text',
  body: id,
  file: null,
  application: null,
  writtenAt: '2026-03-31T03:00:00.000Z',
  state: 'waiting',
  failures: 0,
  problem: null,
  ...over,
})
const withFile = (id: string) =>
  entry(id, {
    kind: 'file',
    file: { name: '图.pdf', size: 9, kind: 'pdf', path: 'c/1.pdf', uploaded: false },
  })

const offline = () => new AppError('offline', '网络断了')
const refused = () => new AppError('BB014', '内容是空的', '写一句再发')

/** A world of which the test turns the network off, the clock on, and decides each delivery. */
function world(kept: OutboxEntry[] = []) {
  const state = {
    kept,
    online: true,
    sent: [] as string[],
    tidied: [] as string[],
    answer: (_entry: OutboxEntry, _hooks: DeliverHooks): Promise<void> => Promise.resolve(),
    timers: [] as (() => void)[],
  }
  const it: OutboxWorld = {
    load: () => state.kept,
    save: (entries) => {
      state.kept = entries
    },
    online: () => state.online,
    deliver: async (each, hooks) => {
      await state.answer(each, hooks)
      state.sent.push(each.id)
      return { id: each.id, conversation_id: each.conversationId } as Message
    },
    tidy: (each) => state.tidied.push(each.id),
    delivered: () => undefined,
    later: (_milliseconds, act) => {
      state.timers.push(act)
      return () => {
        state.timers = state.timers.filter((each) => each !== act)
      }
    },
  }
  return { state, world: it }
}

/** Lets everything that is ready run. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

describe('the outbox', () => {
  it('sends in the order of writing, one at a time, and forgets what arrived', async () => {
    const { state, world: w } = world()
    let running = 0
    state.answer = async () => {
      running += 1
      expect(running).toBe(1)
      await Promise.resolve()
      running -= 1
    }
    const outbox = createOutbox(w)
    for (const id of ['1', '2', '3']) outbox.add(entry(id))
    await settle()
    expect(state.sent).toEqual(['1', '2', '3'])
    expect(state.kept).toEqual([])
  })

  it('keeps on the device what was written without a network, over a restart, and sends it in order', async () => {
    const { state, world: w } = world()
    state.online = false
    const before = createOutbox(w)
    before.add(entry('1'))
    before.add(entry('2'))
    await settle()
    expect(state.sent).toEqual([])
    const after = createOutbox({ ...w, load: () => JSON.parse(JSON.stringify(state.kept)) })
    state.online = true
    after.wake()
    await settle()
    expect(state.sent).toEqual(['1', '2'])
  })

  it('does not let a later message overtake one that the network dropped', async () => {
    const { state, world: w } = world()
    state.answer = () => Promise.reject(offline())
    const outbox = createOutbox(w)
    outbox.add(entry('1'))
    outbox.add(entry('2'))
    await settle()
    expect(outbox.view().entries.map((each) => [each.id, each.failures])).toEqual([
      ['1', 1],
      ['2', 0],
    ])
    expect(waitingWords(outbox.view().entries[0] as OutboxEntry, false, null, true)).toMatch('连上会自动发')
    state.answer = () => Promise.resolve()
    for (const timer of state.timers) timer()
    await settle()
    expect(state.sent).toEqual(['1', '2'])
  })

  it('puts aside what the server refuses, keeps its text, and goes on', async () => {
    const { state, world: w } = world()
    state.answer = (each) => (each.id === '1' ? Promise.reject(refused()) : Promise.resolve())
    const outbox = createOutbox(w)
    outbox.add(entry('1'))
    outbox.add(entry('2'))
    await settle()
    expect(state.sent).toEqual(['2'])
    expect(state.kept.map((each) => [each.id, each.body, each.state])).toEqual([['1', '1', 'refused']])
    state.answer = () => Promise.resolve()
    outbox.retry('1')
    await settle()
    expect(state.sent).toEqual(['2', '1'])
  })

  it('lets a message step aside that the server cannot swallow, so that others get through', async () => {
    const { state, world: w } = world()
    state.answer = (each) =>
      each.id === '1' ? Promise.reject(new AppError('unknown', '政务网正在忙')) : Promise.resolve()
    const outbox = createOutbox(w)
    outbox.add(entry('1'))
    outbox.add(entry('2'))
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      await settle()
      state.timers.pop()?.()
    }
    await settle()
    expect(state.sent).toEqual(['2'])
    expect(state.kept[0]?.state).toBe('refused')
  })

  it('does not upload a file again that has arrived', async () => {
    const { state, world: w } = world()
    state.answer = async (each, hooks) => {
      if (!each.file?.uploaded) hooks.uploaded()
      throw offline()
    }
    const outbox = createOutbox(w)
    outbox.add(withFile('1'))
    await settle()
    expect(state.kept[0]?.file?.uploaded).toBe(true)
    expect(state.tidied).toEqual([])
  })

  it('stops an upload that the person gives up, but not a message on its way', async () => {
    const { state, world: w } = world()
    let stop: (() => void) | undefined
    state.answer = (_each, hooks) =>
      new Promise((_resolve, reject) => {
        stop = () => reject(new AppError('cancelled', '已取消上传'))
        hooks.stoppable(stop)
      })
    const outbox = createOutbox(w)
    outbox.add(withFile('1'))
    await settle()
    expect(outbox.discard('1')).toBe(true)
    await settle()
    expect(state.kept).toEqual([])
    expect(state.tidied).toEqual(['1'])
    state.answer = () => new Promise(() => undefined)
    outbox.add(entry('2'))
    await settle()
    expect(outbox.discard('2')).toBe(false)
  })

  it('waits for a sign-in without a timer', async () => {
    const { state, world: w } = world()
    state.answer = () => Promise.reject(new AppError('signed_out', '登录过期了'))
    const outbox = createOutbox(w)
    outbox.add(entry('1'))
    await settle()
    expect(state.timers).toEqual([])
    state.answer = () => Promise.resolve()
    outbox.wake()
    await settle()
    expect(state.sent).toEqual(['1'])
  })
})

describe('rules of trying again', () => {
  it('knows what may pass by itself', () => {
    expect(['offline', 'unknown', 'upload_failed', '57014'].map(mayPass)).toEqual([true, true, true, true])
    expect(['BB004', '42501', 'upload_large', 'file_lost'].map(mayPass)).toEqual([false, false, false, false])
  })
  it('waits longer each time, a minute at most', () => {
    expect([1, 2, 3, 10].map(pauseBefore)).toEqual([2000, 4000, 8000, 60_000])
  })
})
