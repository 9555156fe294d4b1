import Taro from '@tarojs/taro'

/** What the device had no room for: it lives as long as the app does. */
const unkept = new Map<string, string>()

/**
 * Text on this device. WeChat: 1 MB a key, 10 MB in all; a browser about 5. A full device loses nothing while the app
 * is open: neither the session nor what is being typed may fail for that.
 */
export const deviceStorage = {
  getItem: (key: string): string | null => unkept.get(key) ?? (Taro.getStorageSync<string>(key) || null),
  setItem(key: string, value: string): void {
    try {
      Taro.setStorageSync(key, value)
      unkept.delete(key)
    } catch {
      unkept.set(key, value)
    }
  },
  removeItem(key: string): void {
    unkept.delete(key)
    Taro.removeStorageSync(key)
  },
}

/** The keys of everything on this device. */
export const deviceKeys = (): string[] => [...new Set([...Taro.getStorageInfoSync().keys, ...unkept.keys()])]

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

/** Keeps a value on this device; false when the device has no room for it over a restart. */
export function keep(key: string, value: unknown): boolean {
  deviceStorage.setItem(key, JSON.stringify(value))
  return !unkept.has(key)
}

/** Forgets a kept value. */
export function forget(key: string): void {
  deviceStorage.removeItem(key)
}
