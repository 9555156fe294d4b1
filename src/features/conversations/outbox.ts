import type { Message } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { afterFailure, forAnotherTry, nextOf, type OutboxEntry, pauseBefore } from './outbox-rules'

/** What the outbox needs of the world; tests give their own. */
export interface OutboxWorld {
  load: () => OutboxEntry[]
  save: (entries: OutboxEntry[]) => void
  online: () => boolean
  /** Uploads what is not uploaded yet and sends; answers with the server's message. */
  deliver: (entry: OutboxEntry, hooks: DeliverHooks) => Promise<Message>
  /** The server has it, or the person gave it up: what was kept beside it may go. */
  tidy: (entry: OutboxEntry) => void
  delivered: (message: Message) => void
  later: (milliseconds: number, act: () => void) => () => void
}

export interface DeliverHooks {
  progress: (percent: number) => void
  uploaded: () => void
  /** How to stop the upload while it runs; null once it cannot be stopped any more. */
  stoppable: (stop: (() => void) | null) => void
}

export interface OutboxView {
  entries: readonly OutboxEntry[]
  sendingId: string | null
  percent: number | null
}

export interface Outbox {
  add: (entry: OutboxEntry) => void
  /** The person asks again, now. */
  retry: (id: string) => void
  /** Gives a message up; false while it is on its way and cannot be called back. */
  discard: (id: string) => boolean
  /** Something changed outside (network, sign-in, the app came back): try at once. */
  wake: () => void
  view: () => OutboxView
  subscribe: (listener: () => void) => () => void
}

/** Sends messages one after the other, in the order they were written, until the server has each exactly once. */
export function createOutbox(world: OutboxWorld): Outbox {
  let view: OutboxView = { entries: world.load(), sendingId: null, percent: null }
  let cancelTimer: (() => void) | null = null
  let stopUpload: (() => void) | null = null
  const listeners = new Set<() => void>()

  const show = (next: Partial<OutboxView>) => {
    view = { ...view, ...next }
    for (const listener of [...listeners]) listener()
  }
  const write = (entries: readonly OutboxEntry[], rest: Partial<OutboxView> = {}) => {
    world.save([...entries])
    show({ ...rest, entries })
  }
  const edit = (id: string, change: (entry: OutboxEntry) => OutboxEntry) =>
    write(view.entries.map((entry) => (entry.id === id ? change(entry) : entry)))
  const drop = (id: string, rest: Partial<OutboxView> = {}) =>
    write(
      view.entries.filter((entry) => entry.id !== id),
      rest,
    )

  async function send(entry: OutboxEntry): Promise<void> {
    show({ sendingId: entry.id, percent: entry.file && !entry.file.uploaded ? 0 : null })
    try {
      const message = await world.deliver(entry, {
        progress: (percent) => show({ percent }),
        uploaded: () =>
          edit(entry.id, (old) => (old.file ? { ...old, file: { ...old.file, uploaded: true } } : old)),
        stoppable: (stop) => {
          stopUpload = stop
        },
      })
      // Into the thread before out of the outbox, so that it is never nowhere on the screen.
      world.delivered(message)
      world.tidy(entry)
      drop(entry.id, { sendingId: null, percent: null })
    } catch (thrown) {
      const error = toAppError(thrown)
      show({ sendingId: null, percent: null })
      if (error.code === 'cancelled') return
      edit(entry.id, (old) => afterFailure(old, error))
    } finally {
      stopUpload = null
    }
  }

  async function pump(): Promise<void> {
    if (view.sendingId !== null) return
    cancelTimer?.()
    cancelTimer = null
    const next = nextOf(view.entries)
    if (!next || !world.online()) return
    await send(next)
    const after = view.entries.find((entry) => entry.id === next.id)
    if (after?.state === 'waiting' && after.problem) {
      // Nobody signs in by waiting; wake() is called when somebody does.
      if (after.problem.code !== 'signed_out')
        cancelTimer = world.later(pauseBefore(after.failures), () => void pump())
      return
    }
    await pump()
  }

  return {
    add: (entry) => {
      write([...view.entries, entry])
      void pump()
    },
    retry: (id) => {
      edit(id, forAnotherTry)
      void pump()
    },
    discard: (id) => {
      const entry = view.entries.find((each) => each.id === id)
      if (!entry) return true
      if (view.sendingId === id && !stopUpload) return false
      stopUpload?.()
      world.tidy(entry)
      drop(id)
      return true
    },
    wake: () => void pump(),
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
