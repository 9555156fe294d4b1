import type { AppError } from '@/shared/errors'
import type { Entry } from './entry'

export interface Hooks<Body> {
  /** 0 to 100. */
  progress(percent: number): void
  /** Remembers how far it has come, over a kill of the app. */
  note(body: Body): void
  /** How to stop it while that is possible; null from when it cannot be called back any more. */
  stoppable(stop: (() => void) | null): void
}

/** What becomes of a refused entry: it waits for the person, goes, or goes on without what was refused. */
export type AfterRefusal<Body> = 'keep' | 'drop' | { keep: Body; go: Body }

/** One kind of thing in the outbox: how it reaches the server, and what differs from the others. */
export interface Adapter<Body = unknown, Answer = unknown> {
  readonly kind: string
  /** Brings it to the server under `entry.id`, which is the same on every try. */
  deliver(entry: Entry<Body>, hooks: Hooks<Body>): Promise<Answer>
  /** The server has it: into the caches, before it leaves the outbox. */
  delivered?(entry: Entry<Body>, answer: Answer): void
  /** Another tab has brought it to the server. */
  deliveredElsewhere?(entry: Entry<Body>): void
  /** Joins newer content to what has not gone yet. Only for what may be said twice without harm. */
  merge?(older: Body, newer: Body): Body
  /** What of a refused content still stands once something newer was said; null: nothing. */
  without?(refused: Body, newer: Body): Body | null
  /** How long to wait for more of the same before it goes, in milliseconds. */
  readonly holdMs?: number
  /** How many failures that are not the network's it bears; PATIENCE when not said. */
  readonly patience?: number
  refused?(entry: Entry<Body>, error: AppError): AfterRefusal<Body>
  /** Whether the server may have it already although no answer came. */
  begun?(body: Body): boolean
  /** Undoes on the server what was given up too late to be called back. */
  takeBack?(entry: Entry<Body>, answer: Answer): Promise<void>
  /** It has left the outbox, whatever the reason: what was kept beside it may go. */
  tidy?(entry: Entry<Body>): void
}
