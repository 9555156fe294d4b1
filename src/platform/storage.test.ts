import { beforeEach, describe, expect, it, vi } from 'vitest'

const device = { kept: new Map<string, string>(), full: false }
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => device.kept.get(key) ?? '',
    setStorageSync: (key: string, value: string) => {
      if (device.full) throw new Error('setStorage:fail exceed max storage size 10Mb')
      device.kept.set(key, value)
    },
    removeStorageSync: (key: string) => device.kept.delete(key),
    getStorageInfoSync: () => ({ keys: [...device.kept.keys()] }),
  },
}))
const { deviceKeys, deviceStorage, forget, keep, readKept } = await import('./storage')

describe('a device without room', () => {
  beforeEach(() => {
    device.full = false
    for (const key of deviceKeys()) forget(key)
  })

  it('says so, and still knows while the app is open; with room again it is kept', () => {
    expect(keep('a', [1])).toBe(true)
    device.full = true
    expect(keep('a', [2])).toBe(false)
    expect(readKept('a')).toEqual([2])
    expect(device.kept.get('a')).toBe('[1]')
    device.full = false
    expect(keep('a', [3])).toBe(true)
    expect(device.kept.get('a')).toBe('[3]')
  })

  it('what was never kept is forgotten with the rest', () => {
    device.full = true
    deviceStorage.setItem('words', '写到一半')
    expect(deviceStorage.getItem('words')).toBe('写到一半')
    expect(deviceKeys()).toEqual(['words'])
    forget('words')
    expect([deviceStorage.getItem('words'), deviceKeys()]).toEqual([null, []])
  })
})
