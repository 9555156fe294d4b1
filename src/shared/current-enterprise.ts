import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'

const KEY = 'bb.enterprise'
const listeners = new Set<() => void>()
let current: string | null | undefined

function read(): string | null {
  if (current === undefined) current = Taro.getStorageSync<string>(KEY) || null
  return current
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The enterprise that the person chose to act for, remembered on this device; null to forget it. */
export function setCurrentEnterprise(id: string | null): void {
  if (id === read()) return
  current = id
  if (id) Taro.setStorageSync(KEY, id)
  else Taro.removeStorageSync(KEY)
  for (const listener of listeners) listener()
}

/** The id chosen on this device; it may belong to an enterprise that is no longer the person's. */
export function useChosenEnterprise(): string | null {
  return useSyncExternalStore(subscribe, read, read)
}

/** The one among the person's enterprises to act for: the chosen one, else the first that is active, else the first. */
export function pickEnterprise<T extends { id: string; state: 'pending' | 'active' }>(
  enterprises: readonly T[],
  chosen: string | null,
): T | null {
  return (
    enterprises.find((each) => each.id === chosen) ??
    enterprises.find((each) => each.state === 'active') ??
    enterprises[0] ??
    null
  )
}
