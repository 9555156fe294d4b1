import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Adapter } from './adapter'
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
