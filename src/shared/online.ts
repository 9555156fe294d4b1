import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => onlineManager.subscribe(listener)
const read = () => onlineManager.isOnline()

/** Whether there is a network; src/platform/network feeds the manager on both targets. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, read, read)
}
