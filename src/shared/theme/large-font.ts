import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'

const KEY = 'bb.large-font'
const listeners = new Set<() => void>()
let large: boolean | null = null

function read(): boolean {
  if (large === null) large = Taro.getStorageSync(KEY) === '1'
  return large
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Turns large-font mode (大字) on or off on every open page, and remembers it on this device. */
export function setLargeFont(on: boolean): void {
  large = on
  Taro.setStorageSync(KEY, on ? '1' : '0')
  for (const listener of listeners) listener()
}

/** Follows the phone's own setting (关怀模式, big type) until the person chooses here. */
export function suggestLargeFont(on: boolean): void {
  if (Taro.getStorageSync(KEY) !== '') return
  large = on
  for (const listener of listeners) listener()
}

/** Whether large-font mode is on, and the switch. */
export function useLargeFont(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, read, read), setLargeFont]
}
