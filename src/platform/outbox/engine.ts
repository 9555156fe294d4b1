import { signedOutError } from '@/platform/errors'
import { type AppError, toAppError } from '@/shared/errors'
import { tellFault } from '@/shared/faults'
import type { Adapter, Hooks } from './adapter'
import { afterFailure, type Entry, pauseBefore } from './entry'
import { Line } from './line'
import type { OutboxView, OutboxWorld, Wish } from './world'

/** One on its way: its progress, and how to stop it while that is possible. */
type Going = { percent: number | null; stop: (() => void) | null }

/**
 * Everything that this device still has to bring to the server, of one person: kept over a kill, sent by lanes (in
 * order within one, lanes side by side), each under one request id, so that the server takes it exactly once.
 */
export class Outbox {
  private readonly line: Line
  private readonly going = new Map<string, Going>()
  private readonly timers = new Map<string, () => void>()
  private readonly runs = new Map<string, Promise<void>>()
  private readonly listeners = new Set<() => void>()
  /** WeChat cuts what runs in the background: that is no failure. */
  private asleep = false
  private naps = 0
  private shown: OutboxView

  constructor(private readonly world: OutboxWorld) {
    this.line = new Line(world.shelf, world.known)
    this.shown = this.look()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly view = (): OutboxView => this.shown

  /** Takes something in; false when the device has no room to keep it over a restart. */
  add<Body, Answer>(adapter: Adapter<Body, Answer>, { lane, body, id }: Wish<Body>): boolean {
    const kept = this.line.add(adapter as Adapter, lane, body, id ?? this.world.newId(), this.world.now())
    if (adapter.holdMs) this.after(lane, adapter.holdMs)
    else this.drain(lane)
    this.show()
    return kept
  }

  /** The person asks again, now. */
  retry(id: string): void {
    const entry = this.line.get(id)
    if (!entry || this.going.has(id)) return
    // Under this id the server has something else: the same words under a new one.
    const renewed = entry.problem?.code === 'BB003' ? this.line.rename(entry, this.world.newId()) : entry
    this.line.put({ ...renewed, state: 'waiting', failures: 0, problem: null })
    this.now(entry.lane)
  }

  /** Gives something up; false while it is on its way and can neither be called back nor undone. */
  discard(id: string): boolean {
    const entry = this.line.get(id)
    if (!entry) return true
    const adapter = this.world.known(entry.kind)
    const going = this.going.get(id)
    const arrived = going ? going.stop === null : (adapter?.begun?.(entry.body) ?? false)
    if (arrived && adapter?.takeBack) {
      this.line.put({ ...entry, unwanted: true, state: 'waiting' })
      this.now(entry.lane)
      return true
    }
    if (going && arrived) return false
    this.remove(entry)
    going?.stop?.()
    this.now(entry.lane)
    return true
  }

  /** What belongs to a lane is wanted no more: filed, deleted. */
  dropLane(lane: string): void {
    this.stopTimer(lane)
    for (const entry of this.line.of(lane)) {
      this.remove(entry)
      this.going.get(entry.id)?.stop?.()
    }
    this.show()
  }

  /** Sign-out: nothing stays. */
  clear(): void {
    for (const lane of this.line.lanes()) this.dropLane(lane)
  }

  /** Sends what waits in a lane, now; false when something is still only here. */
  async flush(lane: string): Promise<boolean> {
    this.stopTimer(lane)
    await this.runs.get(lane)
    this.stopTimer(lane)
    await this.drain(lane)
    return this.line.of(lane).length === 0
  }

  /** Something changed outside (network, sign-in, the app came back): try at once. */
  wake(): void {
    this.asleep = false
    this.line.reload()
    for (const lane of this.line.lanes()) this.now(lane)
  }

  /** The app went into the background: what is cut there goes on afterwards. */
  sleep(): void {
    this.asleep = true
    this.naps += 1
  }

  /** Another tab has changed what is kept. */
  reload(): void {
    this.line.reload()
    this.show()
  }

  private now(lane: string): void {
    this.stopTimer(lane)
    void this.drain(lane)
    this.show()
  }

  private after(lane: string, milliseconds: number): void {
    this.stopTimer(lane)
    const due = () => this.now(lane)
    this.timers.set(lane, this.world.later(milliseconds, due))
  }

  private stopTimer(lane: string): void {
    this.timers.get(lane)?.()
    this.timers.delete(lane)
  }

  private mayGo(lane: string): boolean {
    return this.world.online() && !this.asleep && this.line.next(lane) !== undefined
  }

  private drain(lane: string): Promise<void> {
    const running = this.runs.get(lane)
    if (running) return running
    if (!this.mayGo(lane)) return Promise.resolve()
    const run = this.world
      .alone(lane, () => this.sendAll(lane))
      .catch((thrown) => {
        // No lock to be had, as on a page that is just being left: later again.
        tellFault('rejection', thrown)
        this.after(lane, pauseBefore(1))
      })
      .finally(() => {
        this.runs.delete(lane)
        // Added between the last look and the end; nobody signs in by waiting.
        const blocked = this.line.next(lane)?.problem?.code === 'signed_out'
        if (!this.timers.has(lane) && !blocked) void this.drain(lane)
      })
    this.runs.set(lane, run)
    return run
  }

  private async sendAll(lane: string): Promise<void> {
    this.line.reload()
    while (this.mayGo(lane)) {
      const entry = this.line.next(lane)
      if (!entry || !(await this.send(entry))) break
    }
    this.show()
  }

  /** One try; false when the lane has to wait. */
  private async send(next: Entry): Promise<boolean> {
    // Its code is a part of the app, which may not be loaded now.
    const adapter = await this.world.adapter(next.kind).catch(() => null)
    if (!adapter) {
      this.after(next.lane, pauseBefore(next.failures))
      return false
    }
    const entry = this.line.seal(next, this.world.newId)
    if (!entry) return true
    const { naps } = this
    this.going.set(entry.id, { percent: null, stop: null })
    this.show()
    try {
      // Nobody is signed in, or somebody else: it waits for its owner.
      if (!(await this.world.mine())) throw signedOutError()
      const answer = await adapter.deliver(entry, this.hooks(entry.id))
      const now = this.line.get(entry.id)
      if (now?.unwanted) await adapter.takeBack?.(now, answer)
      else adapter.delivered?.(now ?? entry, answer)
      this.remove(entry)
      return true
    } catch (thrown) {
      const now = this.line.get(entry.id)
      return now ? this.failed(adapter, now, toAppError(thrown), naps) : true
    } finally {
      this.going.delete(entry.id)
      this.show()
    }
  }

  private failed(adapter: Adapter, entry: Entry, error: AppError, naps: number): boolean {
    if (error.code === 'offline' && naps !== this.naps) return !this.asleep
    const after = afterFailure(entry, error, adapter.patience)
    if (error.code === 'BB003' && adapter.merge && after.failures < 3) {
      this.line.put({ ...this.line.rename(entry, this.world.newId()), failures: after.failures })
      return true
    }
    if (after.state === 'refused') {
      const what = entry.unwanted ? 'drop' : (adapter.refused?.(entry, error) ?? 'keep')
      if (what === 'keep') this.line.put(after)
      else if (what === 'drop') this.remove(entry)
      else this.line.split(after, what.keep, what.go, this.world.newId)
      return true
    }
    this.line.put(after)
    if (error.code !== 'signed_out') this.after(entry.lane, pauseBefore(after.failures))
    return false
  }

  private hooks(id: string): Hooks<unknown> {
    const change = (to: Partial<Going>) => {
      const before = this.going.get(id)
      if (before) this.going.set(id, { ...before, ...to })
    }
    return {
      progress: (percent) => {
        change({ percent })
        this.show()
      },
      note: (body) => {
        const entry = this.line.get(id)
        if (entry) this.line.put({ ...entry, body })
      },
      stoppable: (stop) => change({ stop }),
    }
  }

  private remove(entry: Entry): void {
    this.line.remove(entry.id)
    this.world.known(entry.kind)?.tidy?.(entry)
  }

  private look(): OutboxView {
    const going = new Map([...this.going].map(([id, { percent }]) => [id, percent]))
    return { entries: this.line.all().filter((each) => !each.unwanted), going, full: this.line.full }
  }

  private show(): void {
    this.shown = this.look()
    for (const listener of [...this.listeners]) listener()
  }
}
