import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let count = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sets the number on the 消息 tab; whoever learns a newer number (home, inbox, realtime) calls it. */
export function setUnread(next: number): void {
  if (next === count) return
  count = next
  for (const listener of listeners) listener()
}

/** The number of unread messages, for the tab bar. */
export function useUnread(): number {
  return useSyncExternalStore(
    subscribe,
    () => count,
    () => count,
  )
}
