import type { Adapter } from './adapter'
import type { Entry } from './entry'
import type { Shelf } from './line'

/** What the outbox needs of the world; tests give their own. */
export interface OutboxWorld {
  shelf: Shelf
  /** The adapter of a kind; loaded when an earlier visit has left something of it. */
  adapter: (kind: string) => Promise<Adapter>
  /** The same, if it is loaded. */
  known: (kind: string) => Adapter | undefined
  online: () => boolean
  /** Whether the person whose outbox this is is the one signed in. */
  mine: () => Promise<boolean>
  /** Runs while no other tab sends anything of this lane. */
  alone: (lane: string, act: () => Promise<void>) => Promise<void>
  later: (milliseconds: number, act: () => void) => () => void
  newId: () => string
  now: () => number
}

export interface OutboxView {
  /** In the order in which they were written. */
  entries: readonly Entry[]
  /** Those on their way; a number when there is a progress to tell. */
  going: ReadonlyMap<string, number | null>
  /** The device has no room: something is kept only as long as the app is open. */
  full: boolean
}

export interface Wish<Body> {
  lane: string
  body: Body
  id?: string
}

/** Whether an entry has failed and stands still. */
export const isStuck = (entry: Entry, view: OutboxView): boolean =>
  !view.going.has(entry.id) && (entry.problem !== null || entry.state === 'refused')
