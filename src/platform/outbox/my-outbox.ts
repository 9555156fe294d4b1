import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { onForgotten } from '@/platform/own-data'
import { currentUserId, useSession } from '@/platform/session'
import { uuid } from '@/shared/uuid'
import type { Adapter } from './adapter'
import { onAwake } from './awake'
import { Outbox } from './engine'
import { loadKind } from './kinds'
import { shelfOf } from './shelf'
import { aloneAmongTabs, onOtherTab } from './tabs'
import type { OutboxView } from './world'

const adapters = new Map<string, Adapter>()

/** Makes a kind known; called where it is defined. */
export function defineKind<Body, Answer>(adapter: Adapter<Body, Answer>): Adapter<Body, Answer> {
  adapters.set(adapter.kind, adapter as Adapter)
  return adapter
}

async function adapterOf(kind: string): Promise<Adapter> {
  if (!adapters.has(kind)) await loadKind(kind)
  const adapter = adapters.get(kind)
  if (!adapter) throw new Error(`Nothing brings ${kind} to the server`)
  return adapter
}

const boxes = new Map<string, Outbox>()

/** The outbox of one person on this device. */
export function outboxOf(person: string): Outbox {
  const existing = boxes.get(person)
  if (existing) return existing
  const outbox = new Outbox({
    shelf: shelfOf(person),
    adapter: adapterOf,
    known: (kind) => adapters.get(kind),
    online: () => onlineManager.isOnline(),
    mine: async () => (await currentUserId()) === person,
    alone: (lane, act) => aloneAmongTabs(`bb.outbox.${person}.${lane}`, act),
    later: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds)
      return () => clearTimeout(timer)
    },
    newId: uuid,
    now: Date.now,
  })
  boxes.set(person, outbox)
  // For as long as the app lives, whatever page is open.
  onlineManager.subscribe((online) => {
    if (online) outbox.wake()
  })
  onAwake((awake) => (awake ? outbox.wake() : outbox.sleep()))
  onOtherTab(`bb.own.outbox.${person}.`, () => outbox.reload())
  return outbox
}

/** Who was signed in last: when the session ends in the middle, what waits is still theirs. */
let last: string | null = null

/** The person whose outbox is in use here; null when nobody has signed in. */
export function useOutboxPerson(): string | null {
  const session = useSession()
  if (session) last = session.user.id
  return session?.user.id ?? (session === null ? last : null)
}

/** The outbox of who is signed in; null while nobody is. */
export function useOutbox(): Outbox | null {
  const person = useOutboxPerson()
  return person ? outboxOf(person) : null
}

const NOTHING: OutboxView = { entries: [], going: new Map(), full: false }
const STILL = () => () => undefined

/** What waits in an outbox, kept up to date. */
export function useOutboxView(outbox: Outbox | null): OutboxView {
  const view = outbox?.view ?? (() => NOTHING)
  return useSyncExternalStore(outbox?.subscribe ?? STILL, view, view)
}

// Sign-out: nothing stays to be sent, whoever it belonged to.
onForgotten(() => {
  for (const outbox of boxes.values()) outbox.clear()
  last = null
})
