import { deviceKeys, forget, keep, readKept } from '@/platform/storage'
import type { Entry } from './entry'
import type { Shelf } from './line'
import { tabsShare } from './tabs'

const OUTBOXES = 'bb.own.outbox.'
const prefixOf = (person: string) => `${OUTBOXES}${person}.`
const keysOf = (prefix: string) => deviceKeys().filter((key) => key.startsWith(prefix))

/** What a person still has to send from this device, each thing under a key of its own (WeChat: 1 MB a key). */
export function shelfOf(person: string): Shelf {
  const prefix = prefixOf(person)
  return {
    shared: tabsShare,
    read: () => keysOf(prefix).flatMap((key) => readKept<Entry>(key) ?? []),
    get: (id) => readKept<Entry>(prefix + id),
    put: (entry) => keep(prefix + entry.id, entry),
    remove: (id) => forget(prefix + id),
  }
}

/** Whether anything of a person waits here; nothing is loaded for it. */
export const waitsFor = (person: string): boolean => keysOf(prefixOf(person)).length > 0

/** Ids of everything that waits on this device, whoever it belongs to. */
export const waitingIds = (): string[] =>
  keysOf(OUTBOXES).map((key) => key.slice(OUTBOXES.length).split('.').slice(1).join('.'))
