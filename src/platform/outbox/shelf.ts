import Taro from '@tarojs/taro'
import { forget, keep, readKept } from '@/platform/storage'
import type { Entry } from './entry'
import type { Shelf } from './line'
import { tabsShare } from './tabs'

const OUTBOXES = 'bb.own.outbox.'
const prefixOf = (person: string) => `${OUTBOXES}${person}.`
const keysOf = (prefix: string) => Taro.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix))

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

/** The kinds of what waits for a person; nothing is loaded for it. */
export function waitingKinds(person: string): string[] {
  return [
    ...new Set(
      shelfOf(person)
        .read()
        .map((entry) => entry.kind),
    ),
  ]
}

/** Whether a storage key belongs to the outbox of this person. */
export const isOutboxKey = (key: string, person: string) => key.startsWith(prefixOf(person))

/** Ids of everything that waits on this device, whoever it belongs to. */
export const waitingIds = (): string[] =>
  keysOf(OUTBOXES).map((key) => key.slice(OUTBOXES.length).split('.').slice(1).join('.'))
