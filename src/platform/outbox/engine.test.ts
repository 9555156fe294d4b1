import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Adapter, Hooks } from './adapter'
import { type Entry, mayPass, PATIENCE, pauseBefore } from './entry'
import { outboxDevice, settle } from './testing'

const offline = () => new AppError('offline', '网络断了')

/** What the server has taken, by lane; asked again with a known id it answers the same and takes nothing. */
class Server {
  readonly taken: Record<string, string[]> = {}
  readonly fields: Record<string, string> = {}
  readonly seen = new Set<string>()
  /** How the next calls go. */
  readonly fates: ('lost' | 'cut' | 'busy')[] = []

  async call(id: string, act: () => void): Promise<void> {
    await Promise.resolve()
    const fate = this.fates.shift()
    if (fate === 'cut') throw offline()
    if (fate === 'busy') throw new AppError('57014', '政务网正在忙')
    if (!this.seen.has(id)) act()
    this.seen.add(id)
    await Promise.resolve()
    if (fate === 'lost') throw offline()
  }
}

const words = (server: Server): Adapter<string, void> => ({
  kind: 'word',
  patience: Number.POSITIVE_INFINITY,
  deliver: ({ id, lane, body }) =>
    server.call(id, () => {
      server.taken[lane] = [...(server.taken[lane] ?? []), body]
    }),
})

type Fields = Record<string, string>
const fields = (server: Server): Adapter<Fields, void> => ({
  kind: 'fields',
  holdMs: 800,
  patience: Number.POSITIVE_INFINITY,
  merge: (older, newer) => ({ ...older, ...newer }),
  deliver: ({ id, body }) => server.call(id, () => void Object.assign(server.fields, body)),
})

describe('any interleaving of writing, failing, killing and starting again', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ say: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('area', 'staff'), value: fc.string() }) },
    {
      weight: 3,
      arbitrary: fc.record({ fate: fc.constantFrom('lost' as const, 'cut' as const, 'busy' as const) }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'kill' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'sleep' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'wake' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'tick' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'offline' as const }) },
    { weight: 2, arbitrary: fc.record({ turns: fc.nat(6) }) },
  )
  for (const tabs of [1, 2]) {
    test(`${tabs === 1 ? 'one app' : 'two tabs'}: each arrives exactly once, in the order of writing`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.nat(tabs - 1), step), { maxLength: 60 }), async (steps) => {
          const server = new Server()
          const device = outboxDevice(tabs > 1)
          const [word, field] = [words(server), fields(server)]
          const start = () => device.start([word as Adapter, field as Adapter])
          const apps = Array.from({ length: tabs }, start)
          const said: Record<string, string[]> = {}
          const typed: Fields = {}
          let count = 0
          for (const [tab, what] of steps) {
            const app = apps[tab]
            if ('say' in what) {
              count += 1
              said[what.say] = [...(said[what.say] ?? []), `${count}`]
              app.outbox.add(word, { lane: what.say, body: `${count}` })
            } else if ('type' in what) {
              typed[what.type] = what.value
              app.outbox.add(field, { lane: 'draft', body: { [what.type]: what.value } })
            } else if ('fate' in what) server.fates.push(what.fate)
            else if ('turns' in what) for (let turn = 0; turn < what.turns; turn += 1) await Promise.resolve()
            else if (what.do === 'kill') {
              app.kill()
              apps[tab] = start()
            } else if (what.do === 'tick') app.tick()
            else if (what.do === 'offline') device.online = false
            else {
              device.online = true
              if (what.do === 'sleep') app.outbox.sleep()
              else app.outbox.wake()
            }
          }
          server.fates.length = 0
          device.online = true
          for (let round = 0; round < 4; round += 1) {
            for (const app of apps) {
              app.outbox.wake()
              app.tick()
            }
            await settle()
          }
          expect(server.taken).toEqual(said)
          expect(server.fields).toEqual(typed)
          for (const app of apps) expect(app.outbox.view().entries).toEqual([])
          expect(device.kept.size).toBe(0)
        }),
        { numRuns: 300, seed: 4 },
      )
    })
  }
})

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
