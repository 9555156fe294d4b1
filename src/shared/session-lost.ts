import { useSyncExternalStore } from 'react'

let lost = false
const listeners = new Set<() => void>()

/** The platform says so when a session ended that nobody ended: every open page tells it, and keeps what it shows. */
export function setSessionLost(now: boolean): void {
  if (now === lost) return
  lost = now
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const read = () => lost

/** Whether whoever used this device has to sign in again before anything is sent. */
export function useSessionLost(): boolean {
  return useSyncExternalStore(subscribe, read, read)
}
