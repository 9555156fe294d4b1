import { type AppError, toAppError } from '@/shared/errors'
import type { Answers } from '@/shared/form/answers'
import type { Changes, SaveAnswer } from './api'
import type { Kept, Sending } from './draft-shelf'

/** What the keeper needs of the world; tests give their own. */
export interface KeeperWorld {
  save: (changes: Changes, situations: Answers | null, requestId: string) => Promise<SaveAnswer>
  read: () => Kept | null
  write: (kept: Kept) => boolean
  clear: () => void
  newRequestId: () => string
  /** Runs something later; gives back how to call it off. */
  later: (ms: number, run: () => void) => () => void
}

export interface DraftState {
  /** Typed here, not yet with the server; null: emptied. */
  changes: Changes
  situations: Answers
  /** What the server said last, newer than the page's own copy when its revision is higher. */
  acked: { answers: Answers; revision: number; situations: Answers } | null
  status: 'saved' | 'saving' | 'device'
  /** When the server last took something from this page; null before the first time. */
  savedAt: string | null
  problem: AppError | null
  /** False when the device itself has no room either. */
  onDevice: boolean
}

/** After the last key; short enough that leaving the page loses no more than the device keeps anyway. */
const TYPING_PAUSE_MS = 800
const RETRY_MS = [4_000, 15_000, 60_000]

/**
 * Keeps one draft: every key goes to the device at once and to the server soon after, whatever the network does.
 * A save that got no answer is repeated with the same id and content, so the server takes it once.
 */
export class DraftKeeper {
  private pending: Changes
  private situations: Answers | null
  private sending: Sending | null
  /** Values that the server refused: kept here, not sent again until they change. */
  private refused: Changes = {}
  private acked: DraftState['acked'] = null
  private savedAt: string | null = null
  private problem: AppError | null = null
  private onDevice = true
  private busy: Promise<void> | null = null
  private failures = 0
  private callOff: (() => void) | null = null
  private closed = false
  private readonly listeners = new Set<() => void>()
  private snapshot: DraftState

  constructor(private readonly world: KeeperWorld) {
    const kept = world.read()
    this.pending = kept?.pending ?? {}
    this.situations = kept?.situations ?? null
    this.sending = kept?.sending ?? null
    this.snapshot = this.look()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly state = (): DraftState => this.snapshot

  /** One field changed; an empty value takes the answer back. */
  change(field: string, value: string): void {
    this.pending = { ...this.pending, [field]: value === '' ? null : value }
    this.afterChange()
  }

  /** The situation answers changed. */
  changeSituations(answers: Answers): void {
    this.situations = { ...this.situations, ...answers }
    this.afterChange()
  }

  /** Sends what is waiting, now; settles when there is nothing left or it did not work. */
  async flush(): Promise<void> {
    this.callOff?.()
    this.callOff = null
    while (!this.closed && (this.busy || this.waits())) {
      this.busy ??= this.send().finally(() => {
        this.busy = null
      })
      const failedBefore = this.failures
      await this.busy
      if (this.failures > failedBefore) return
    }
  }

  /** Filed or deleted: nothing more is sent or kept. */
  close(): void {
    this.closed = true
    this.callOff?.()
    this.world.clear()
  }

  private afterChange(): void {
    // No network and no session outlast a key press; a refused value may be right now.
    if (this.problem?.code.startsWith('BB')) this.problem = null
    this.persist()
    this.emit()
    this.schedule(TYPING_PAUSE_MS)
  }

  private schedule(ms: number): void {
    if (this.closed) return
    this.callOff?.()
    this.callOff = this.world.later(ms, () => {
      this.callOff = null
      void this.flush()
    })
  }

  /** What has gathered, without what the server refused. */
  private ready(): [string, string | null][] {
    return Object.entries(this.pending).filter(([key, value]) => this.refused[key] !== value)
  }

  private waits(): boolean {
    return this.sending !== null || this.situations !== null || this.ready().length > 0
  }

  /** The save to send: the one without an answer first, else what has gathered since. */
  private next(): Sending | null {
    if (this.sending) return this.sending
    const ready = this.ready()
    if (ready.length === 0 && !this.situations) return null
    return {
      requestId: this.world.newRequestId(),
      answers: Object.fromEntries(ready),
      situations: this.situations,
    }
  }

  private async send(): Promise<void> {
    const sending = this.next()
    if (!sending) return
    this.sending = sending
    for (const [key, value] of Object.entries(sending.answers)) {
      if (this.pending[key] === value) delete this.pending[key]
    }
    this.pending = { ...this.pending }
    if (this.situations === sending.situations) this.situations = null
    this.persist()
    this.emit()
    try {
      this.took(sending, await this.world.save(sending.answers, sending.situations, sending.requestId))
    } catch (error) {
      this.didNotTake(sending, toAppError(error))
    }
    this.persist()
    this.emit()
  }

  private took(sending: Sending, answer: SaveAnswer): void {
    this.sending = null
    this.failures = 0
    this.problem = null
    this.savedAt = answer.saved_at
    this.acked = {
      answers: answer.answers,
      revision: answer.draft_revision,
      situations: { ...this.acked?.situations, ...sending.situations },
    }
  }

  private didNotTake(sending: Sending, error: AppError): void {
    this.failures += 1
    this.problem = error
    if (!error.code.startsWith('BB')) {
      // No answer, or nobody signed in: the same save again, later.
      if (error.code !== 'signed_out') {
        this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1])
      }
      return
    }
    // A clear no. What was typed stays; the named field alone waits for its next change, the others go on.
    this.sending = null
    const culprits =
      error.field && error.field in sending.answers ? [error.field] : Object.keys(sending.answers)
    for (const key of culprits) this.refused = { ...this.refused, [key]: sending.answers[key] }
    this.pending = { ...sending.answers, ...this.pending }
    if (culprits.length < Object.keys(sending.answers).length) {
      this.situations = this.situations ?? sending.situations
      this.schedule(0)
    }
  }

  private persist(): void {
    if (this.closed) return
    if (!this.sending && !this.situations && Object.keys(this.pending).length === 0) {
      this.world.clear()
      return
    }
    this.onDevice = this.world.write({
      pending: this.pending,
      situations: this.situations,
      sending: this.sending,
    })
  }

  private look(): DraftState {
    const waiting = this.sending !== null || this.situations !== null || Object.keys(this.pending).length > 0
    return {
      changes: { ...this.sending?.answers, ...this.pending },
      situations: { ...this.sending?.situations, ...this.situations },
      acked: this.acked,
      status: waiting ? (this.problem ? 'device' : 'saving') : 'saved',
      savedAt: this.savedAt,
      problem: this.problem,
      onDevice: this.onDevice,
    }
  }

  private emit(): void {
    this.snapshot = this.look()
    for (const listener of this.listeners) listener()
  }
}
