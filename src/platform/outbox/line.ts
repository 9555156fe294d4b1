import type { Adapter } from './adapter'
import type { Entry } from './entry'

/** Where entries are kept over a restart, each by itself: two tabs do not write over one another. */
export interface Shelf {
  /** Whether other tabs write here too. */
  shared: boolean
  read: () => Entry[]
  get: (id: string) => Entry | null
  /** False when the device has no room. */
  put: (entry: Entry) => boolean
  remove: (id: string) => void
}

/** The id of what still gathers in a lane: the same for all tabs. */
const openId = (lane: string) => `open.${lane}`

/** What waits, in order, in memory and on the shelf. */
export class Line {
  private readonly entries = new Map<string, Entry>()
  /** What the shelf had no room for. */
  private readonly unkept = new Set<string>()

  constructor(
    private readonly shelf: Shelf,
    private readonly known: (kind: string) => Adapter | undefined,
  ) {
    for (const entry of shelf.read()) this.entries.set(entry.id, entry)
  }

  get full(): boolean {
    return this.unkept.size > 0
  }

  all(): Entry[] {
    return [...this.entries.values()].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id))
  }

  of(lane: string): Entry[] {
    return this.all().filter((entry) => entry.lane === lane)
  }

  lanes(): string[] {
    return [...new Set(this.all().map((entry) => entry.lane))]
  }

  get(id: string): Entry | undefined {
    return this.entries.get(id)
  }

  /** The oldest that waits. A refused one holds nobody up. */
  next(lane: string): Entry | undefined {
    return this.of(lane).find((entry) => entry.state === 'waiting')
  }

  /** At the end of its lane, or into what gathers there; false without room on the device. */
  add(adapter: Adapter, lane: string, body: unknown, id: string, now: number): boolean {
    // Behind what other tabs have written, whatever their clocks say.
    this.reload()
    const last = Math.max(0, ...[...this.entries.values()].map((entry) => entry.order))
    const blank = { kind: adapter.kind, lane, state: 'waiting', failures: 0, problem: null } as const
    const order = Math.max(now, last + 1)
    if (!adapter.merge) return this.put({ ...blank, id, order, body, open: false })
    for (const entry of this.of(lane).filter((each) => each.state === 'refused')) {
      const rest = adapter.without?.(entry.body, body) ?? null
      if (rest === null) this.remove(entry.id)
      else this.put({ ...entry, body: rest })
    }
    const open = this.newest(openId(lane))
    const joined = open ? adapter.merge(open.body, body) : body
    return this.put({ ...blank, id: openId(lane), order: open?.order ?? order, body: joined, open: true })
  }

  put(entry: Entry): boolean {
    this.entries.set(entry.id, entry)
    const kept = this.shelf.put(entry)
    if (kept) this.unkept.delete(entry.id)
    else this.unkept.add(entry.id)
    return kept
  }

  remove(id: string): void {
    this.entries.delete(id)
    this.unkept.delete(id)
    this.shelf.remove(id)
  }

  /** The same entry under another id. */
  rename(entry: Entry, id: string): Entry {
    const renamed = { ...entry, id, open: false }
    // First the new one: an app that is killed between the two says it twice, which does no harm, but not never.
    this.put(renamed)
    this.remove(entry.id)
    return renamed
  }

  /** Fixes what goes now under a request id of its own; null when another tab was quicker. */
  seal(entry: Entry, newId: () => string): Entry | null {
    if (!entry.open) return entry
    const open = this.newest(entry.id)
    if (open) return this.rename(open, newId())
    this.entries.delete(entry.id)
    return null
  }

  /** What was refused stays, the rest goes on, both under new ids: the old one is spent. */
  split(entry: Entry, keep: unknown, go: unknown, newId: () => string): void {
    this.put({ ...entry, id: newId(), body: keep, state: 'refused' })
    this.put({ ...entry, id: newId(), body: go, state: 'waiting', failures: 0, problem: null })
    this.remove(entry.id)
  }

  /** As other tabs have left it. */
  reload(): void {
    if (!this.shelf.shared) return
    const kept = new Map(this.shelf.read().map((entry) => [entry.id, entry]))
    for (const [id, entry] of this.entries) {
      if (kept.has(id) || this.unkept.has(id)) continue
      this.entries.delete(id)
      if (!entry.open) this.known(entry.kind)?.deliveredElsewhere?.(entry)
    }
    for (const [id, entry] of kept) if (!this.unkept.has(id)) this.entries.set(id, entry)
  }

  /** An entry as it is on the shelf, where another tab may have written to it since. */
  private newest(id: string): Entry | undefined {
    if (!this.shelf.shared || this.unkept.has(id)) return this.entries.get(id)
    return this.shelf.get(id) ?? undefined
  }
}
