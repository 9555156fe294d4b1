import type { Finding } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { type Conclusion, openReason, type Photo, type Point } from './model'

/** A point that is not on the server as it stands here. */
export interface Edit {
  point: Point
  /** open: something is missing. ready: can go. failed: did not arrive, is kept. */
  state: 'open' | 'ready' | 'sending' | 'failed'
  error: AppError | null
}

/** The conclusion as it is being written. */
export interface Closing {
  choice: Conclusion | null
  note: string
}

export interface Unsaved {
  edits: Readonly<Record<string, Edit>>
  closing: Closing
}

export interface RecordWorld {
  save: (key: string, point: Point, requestId: string) => Promise<Finding>
  /** The server has it: shown from now on as its own. */
  saved: (finding: Finding) => void
  newId: () => string
  read: () => Unsaved | null
  /** null: nothing is left to keep. */
  write: (unsaved: Unsaved | null) => void
}

const BLANK: Closing = { choice: null, note: '' }

/**
 * What an officer writes during a video check: kept on the device as it is typed, saved point by point, one
 * request at a time a point, the last word wins. A save that did not arrive is sent again with the same id.
 */
export class RecordKeeper {
  private unsaved: Unsaved
  private readonly ids = new Map<string, string>()
  private readonly running = new Map<string, Promise<void>>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly world: RecordWorld) {
    const kept = world.read()
    const edits: Record<string, Edit> = {}
    // What was on its way when the app closed may not have arrived: it is sent again.
    for (const [key, { point }] of Object.entries(kept?.edits ?? {})) edits[key] = fresh(point)
    this.unsaved = { edits, closing: kept?.closing ?? BLANK }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly read = (): Unsaved => this.unsaved

  /** Changes a point; `server` is what the server has of it. It is sent by `send`. */
  change(key: string, server: Point, change: Partial<Point>): void {
    const point = { ...(this.unsaved.edits[key]?.point ?? server), ...change }
    this.ids.delete(key)
    this.put(key, fresh(point))
  }

  /** A photo has arrived in Storage: it belongs to this point, also when nobody has judged it yet. */
  addPhoto(key: string, server: Point, photo: Photo): void {
    const { photos } = this.unsaved.edits[key]?.point ?? server
    if (!photos.some((each) => each.path === photo.path)) {
      this.change(key, server, { photos: [...photos, photo] })
    }
    void this.send(key)
  }

  close(change: Partial<Closing>): void {
    this.show({ ...this.unsaved, closing: { ...this.unsaved.closing, ...change } })
  }

  /** Saves a point if it is decided; settles when its last word is saved or has failed. */
  send(key: string): Promise<void> {
    const running = this.running.get(key)
    if (running) return running
    const edit = this.unsaved.edits[key]
    if (!edit || edit.state === 'open') return Promise.resolve()
    const work = this.run(key)
    this.running.set(key, work)
    return work
  }

  /** Saves everything that is decided; true when nothing decided is left unsaved. */
  async sendAll(): Promise<boolean> {
    await Promise.all(Object.keys(this.unsaved.edits).map((key) => this.send(key)))
    return Object.values(this.unsaved.edits).every((edit) => edit.state === 'open')
  }

  /** The network is back. */
  retryCut(): void {
    for (const [key, edit] of Object.entries(this.unsaved.edits)) {
      if (edit.error?.code === 'offline') void this.send(key)
    }
  }

  /** The check is concluded: nothing of it stays on the device. */
  forget(): void {
    this.show({ edits: {}, closing: BLANK })
  }

  private async run(key: string): Promise<void> {
    try {
      await this.rounds(key)
    } finally {
      this.running.delete(key)
    }
  }

  private async rounds(key: string): Promise<void> {
    for (;;) {
      const edit = this.unsaved.edits[key]
      if (!edit || edit.state === 'open') return
      const { point } = edit
      const requestId = this.ids.get(key) ?? this.world.newId()
      this.ids.set(key, requestId)
      this.put(key, { point, state: 'sending', error: null })
      try {
        const finding = await this.world.save(key, point, requestId)
        this.ids.delete(key)
        this.world.saved(finding)
      } catch (caught) {
        const error = toAppError(caught)
        if (error.code.startsWith('BB')) this.ids.delete(key)
        if (this.unsaved.edits[key]?.point === point) {
          this.put(key, { point, state: 'failed', error })
          return
        }
        continue
      }
      if (this.unsaved.edits[key]?.point === point) {
        this.drop(key)
        return
      }
    }
  }

  private put(key: string, edit: Edit): void {
    this.show({ ...this.unsaved, edits: { ...this.unsaved.edits, [key]: edit } })
  }

  private drop(key: string): void {
    const { [key]: _gone, ...edits } = this.unsaved.edits
    this.show({ ...this.unsaved, edits })
  }

  private show(unsaved: Unsaved): void {
    this.unsaved = unsaved
    const { choice, note } = unsaved.closing
    const nothing = Object.keys(unsaved.edits).length === 0 && choice === null && note === ''
    this.world.write(nothing ? null : unsaved)
    for (const listener of this.listeners) listener()
  }
}

function fresh(point: Point): Edit {
  return { point, state: openReason(point) === null ? 'ready' : 'open', error: null }
}
