import Taro from '@tarojs/taro'

/** Text on this device. WeChat: 1 MB a key, 10 MB in all. */
export const deviceStorage = {
  getItem: (key: string): string | null => Taro.getStorageSync<string>(key) || null,
  setItem: (key: string, value: string): void => Taro.setStorageSync(key, value),
  removeItem: (key: string): void => Taro.removeStorageSync(key),
}

/** A value kept on this device; null when there is none or it cannot be read any more. */
export function readKept<T>(key: string): T | null {
  const text = deviceStorage.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** Keeps a value on this device; false when the device has no room for it. */
export function keep(key: string, value: unknown): boolean {
  try {
    deviceStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** Forgets a kept value. */
export function forget(key: string): void {
  deviceStorage.removeItem(key)
}
