import { type AppError, toAppError } from '@/shared/errors'
import type { Judged } from './model'

export interface KeeperWorld {
  /** null: the server keeps no verdicts at this stage, they wait here for the answer they go into. */
  save: ((row: string, judged: Judged, requestId: string) => Promise<void>) | null
  /** The server has it: what shows it from the cache is brought up to date before the edit is let go. */
  onSaved: (row: string, judged: Judged) => void
  newId: () => string
  /** Runs `act` after a pause; answers how to call it off. */
  later: (act: () => void) => () => void
}

export interface KeeperState {
  /** Verdicts that the server does not have yet. */
  edits: ReadonlyMap<string, Judged>
  saving: boolean
  error: AppError | null
}

/**
 * Verdicts on their way to the server, one after another, so that a quick second tap never arrives before the
 * first. What could not be sent stays and is tried again; leaving the page loses nothing.
 */
export class VerdictKeeper {
  private state: KeeperState = { edits: new Map(), saving: false, error: null }
  private readonly ids = new Map<string, { judged: Judged; id: string }>()
  private readonly listeners = new Set<() => void>()
  private callOff: (() => void) | null = null

  constructor(private readonly world: KeeperWorld) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly read = (): KeeperState => this.state

  /** A verdict or its words. `typing`: waits for a pause before it is sent. */
  set(row: string, judged: Judged, typing = false): void {
    const edits = new Map(this.state.edits)
    edits.set(row, judged)
    this.show({ edits })
    this.callOff?.()
    this.callOff = null
    if (typing) this.callOff = this.world.later(() => void this.flush())
    else void this.flush()
  }

  /** Sends what is not sent yet. */
  async flush(): Promise<void> {
    this.callOff?.()
    this.callOff = null
    const { save } = this.world
    if (this.state.saving || save === null) return
    this.show({ saving: true, error: null })
    try {
      for (let next = this.first(); next; next = this.first()) {
        const [row, judged] = next
        await save(row, judged, this.idOf(row, judged))
        this.ids.delete(row)
        this.world.onSaved(row, judged)
        if (this.state.edits.get(row) === judged) this.drop(row)
      }
      this.show({ saving: false })
    } catch (error) {
      this.show({ saving: false, error: toAppError(error) })
    }
  }

  /** Lets everything go: it went into a notice or an answer, or the application has moved on. */
  clear(): void {
    this.callOff?.()
    this.callOff = null
    this.ids.clear()
    this.show({ edits: new Map(), error: null })
  }

  private first(): [string, Judged] | undefined {
    return this.state.edits.entries().next().value
  }

  /** The same words keep their id over retries; changed words are a new wish. */
  private idOf(row: string, judged: Judged): string {
    const known = this.ids.get(row)
    if (known?.judged === judged) return known.id
    const id = this.world.newId()
    this.ids.set(row, { judged, id })
    return id
  }

  private drop(row: string): void {
    const edits = new Map(this.state.edits)
    edits.delete(row)
    this.show({ edits })
  }

  private show(change: Partial<KeeperState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
