import type { Adapter } from './adapter'
import { Outbox } from './engine'
import type { Entry } from './entry'

/** Lets everything that is ready run. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A device for tests: what it keeps, its network, its tabs, and the power switch. */
export function outboxDevice(shared: boolean) {
  const kept = new Map<string, string>()
  const queues = new Map<string, Promise<void>>()
  let ids = 0
  let clock = 0
  const device = {
    kept,
    online: true,
    full: false,
    mine: true,
    /** What the browser does when it is asked for a lock. */
    locks: async (): Promise<void> => undefined,
    start(adapters: Adapter[]) {
      let alive = true
      let timers: (() => void)[] = []
      // What a killed app would still do comes to nothing: not even a lock of it is given back later.
      const never = new Promise<never>(() => undefined)
      let died: () => void = () => {}
      const death = new Promise<void>((resolve) => {
        died = resolve
      })
      const whileAlive = async <T>(work: Promise<T>): Promise<T> => {
        const result = await work.then(
          (value) => () => value,
          (error: unknown) => () => {
            throw error
          },
        )
        return alive ? result() : never
      }
      const outbox = new Outbox({
        shelf: {
          shared,
          read: () => [...kept.values()].map((text) => JSON.parse(text) as Entry),
          get: (id) => JSON.parse(kept.get(id) ?? 'null') as Entry | null,
          put: (entry) => {
            if (!alive || device.full) return false
            kept.set(entry.id, JSON.stringify(entry))
            return true
          },
          remove: (id) => void (alive && kept.delete(id)),
        },
        adapter: async (kind) => {
          const adapter = adapters.find((each) => each.kind === kind)
          if (!adapter) throw new Error(`no ${kind}`)
          return { ...adapter, deliver: (entry, hooks) => whileAlive(adapter.deliver(entry, hooks)) }
        },
        known: (kind) => adapters.find((each) => each.kind === kind),
        online: () => alive && device.online,
        mine: async () => device.mine,
        alone: async (lane, act) => {
          await device.locks()
          const before = queues.get(lane) ?? Promise.resolve()
          const run = before.then(() => (alive ? Promise.race([act(), death]) : undefined))
          queues.set(lane, run)
          await run
        },
        later: (_milliseconds, act) => {
          timers.push(act)
          return () => {
            timers = timers.filter((each) => each !== act)
          }
        },
        newId: () => {
          ids += 1
          return `id-${ids}`
        },
        now: () => {
          clock += 1
          return clock
        },
      })
      return {
        outbox,
        timers: () => timers.length,
        /** Time passes: everything that waits for it is due. */
        tick: () => {
          for (const act of timers.splice(0)) act()
        },
        kill: () => {
          alive = false
          timers = []
          died()
        },
      }
    },
  }
  return device
}
