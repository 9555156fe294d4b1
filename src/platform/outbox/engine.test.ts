import { describe, expect, test } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Adapter, Hooks } from './adapter'
import { type Entry, mayPass, PATIENCE, pauseBefore } from './entry'
import { outboxDevice, settle } from './testing'

const offline = () => new AppError('offline', '网络断了')

describe('the outbox', () => {
  const one = (
    deliver: (entry: Entry<string>, hooks: Hooks<string>) => Promise<unknown>,
    more: Partial<Adapter<string>> = {},
  ) => {
    const device = outboxDevice(false)
    const adapter: Adapter<string> = { kind: 'word', deliver, ...more }
    const app = device.start([adapter as Adapter])
    return {
      device,
      adapter,
      ...app,
      add: (body: string, lane = 'a') => app.outbox.add(adapter, { lane, body }),
    }
  }

  test('puts aside what the server refuses, keeps it, and goes on; one tap sends it again', async () => {
    const sent: string[] = []
    let refuses = true
    const { outbox, add } = one(async ({ body }) => {
      if (refuses && body === '1') throw new AppError('BB014', '内容是空的')
      sent.push(body)
    })
    add('1')
    add('2')
    await settle()
    expect(sent).toEqual(['2'])
    expect(outbox.view().entries).toMatchObject([{ body: '1', state: 'refused', problem: { code: 'BB014' } }])
    refuses = false
    outbox.retry(outbox.view().entries[0].id)
    await settle()
    expect(sent).toEqual(['2', '1'])
  })

  test('lets step aside what the server cannot swallow, so that others get through', async () => {
    const sent: string[] = []
    const { outbox, add, tick } = one(async ({ body }) => {
      if (body === '1') throw new AppError('unknown', '政务网正在忙')
      sent.push(body)
    })
    add('1')
    add('2')
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      await settle()
      tick()
    }
    await settle()
    expect(sent).toEqual(['2'])
    expect(outbox.view().entries).toMatchObject([{ state: 'refused' }])
  })

  test('where no lock is to be had it waits a while, instead of asking for one without end', async () => {
    let asked = 0
    const { outbox, adapter, device, timers, tick } = one(async () => undefined)
    device.locks = async () => {
      asked += 1
      if (asked < 3) throw new Error('InvalidStateError')
    }
    outbox.add(adapter, { lane: 'a', body: '1' })
    await settle()
    expect([asked, timers()]).toEqual([1, 1])
    tick()
    await settle()
    tick()
    await settle()
    expect([asked, outbox.view().entries]).toEqual([3, []])
  })

  test('what is cut in the background is no failure: it goes on when the app is back', async () => {
    let cut: () => void = () => {}
    let tries = 0
    const { outbox, add } = one(() => {
      tries += 1
      return new Promise((resolve, reject) => {
        cut = () => reject(offline())
        if (tries === 2) resolve(null)
      })
    })
    add('1')
    await settle()
    outbox.sleep()
    cut()
    await settle()
    expect(outbox.view().entries).toMatchObject([{ state: 'waiting', failures: 0, problem: null }])
    expect(tries).toBe(1)
    outbox.wake()
    await settle()
    expect(outbox.view().entries).toEqual([])
  })

  test('another person signed in meanwhile sends nothing of it; its owner does', async () => {
    const sent: string[] = []
    const { device, outbox, add, timers } = one(async ({ body }) => sent.push(body))
    device.mine = false
    add('1')
    await settle()
    expect(sent).toEqual([])
    expect(timers()).toBe(0)
    expect(outbox.view().entries[0].problem?.code).toBe('signed_out')
    device.mine = true
    outbox.wake()
    await settle()
    expect(sent).toEqual(['1'])
  })

  test('a device without room says so, and sends it nevertheless', async () => {
    const sent: string[] = []
    const { device, outbox, add } = one(async ({ body }) => sent.push(body))
    device.full = true
    device.online = false
    expect(add('1')).toBe(false)
    expect(outbox.view().full).toBe(true)
    device.online = true
    outbox.wake()
    await settle()
    expect(sent).toEqual(['1'])
    expect(outbox.view().full).toBe(false)
  })

  test('given up before it goes: stopped and gone; on its way: only if it can be undone', async () => {
    let stopped = 0
    const undone: string[] = []
    let answer: () => void = () => {}
    const { outbox, add } = one(
      (_entry, hooks) =>
        new Promise((resolve, reject) => {
          hooks.stoppable(() => {
            stopped += 1
            reject(new AppError('cancelled', '已取消'))
          })
          answer = () => resolve('there')
        }),
      { takeBack: async ({ body }) => void undone.push(body) },
    )
    add('1')
    await settle()
    expect(outbox.discard(outbox.view().entries[0].id)).toBe(true)
    await settle()
    expect([stopped, outbox.view().entries.length]).toEqual([1, 0])

    const late = one(
      async () =>
        new Promise((resolve) => {
          answer = () => resolve('there')
        }),
      {
        takeBack: async ({ body }) => void undone.push(body),
      },
    )
    late.add('2')
    await settle()
    expect(late.outbox.discard(late.outbox.view().entries[0].id)).toBe(true)
    expect(late.outbox.view().entries).toEqual([])
    expect(late.device.kept.size).toBe(1)
    answer()
    await settle()
    expect(undone).toEqual(['2'])
    expect(late.device.kept.size).toBe(0)

    const never = one(() => new Promise(() => undefined))
    never.add('3')
    await settle()
    expect(never.outbox.discard(never.outbox.view().entries[0].id)).toBe(false)
  })

  test('an id that the server knows with other content: what may be said twice gets a new one by itself', async () => {
    const ids: string[] = []
    const { add } = one(
      async ({ id }) => {
        ids.push(id)
        if (ids.length === 1) throw new AppError('BB003', '这次提交和上一次的内容不一样')
      },
      { merge: (_older, newer) => newer },
    )
    add('1')
    await settle()
    expect(new Set(ids).size).toBe(2)
  })

  test('a newer word swallows the one that has not gone', async () => {
    const sent: string[] = []
    const { device, outbox, add } = one(async ({ body }) => sent.push(body), {
      merge: (a, b) => `${Math.max(Number(a), Number(b))}`,
    })
    device.online = false
    for (const seq of ['3', '7', '5']) add(seq)
    device.online = true
    outbox.wake()
    await settle()
    expect(sent).toEqual(['7'])
  })
})

describe('rules of trying again', () => {
  test('knows what may pass by itself', () => {
    expect(['offline', 'unknown', 'upload_failed', '57014'].map(mayPass)).toEqual([true, true, true, true])
    expect(['BB004', '42501', 'upload_large', 'file_lost'].map(mayPass)).toEqual([false, false, false, false])
  })
  test('waits longer each time, a minute at most', () => {
    expect([1, 2, 3, 10].map(pauseBefore)).toEqual([2000, 4000, 8000, 60_000])
  })
})
