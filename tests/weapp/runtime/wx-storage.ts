import { type Options, refuse, succeed } from './wx-types'

const ITEM_BYTES = 1024 * 1024
const ALL_KB = 10 * 1024

// Blob: this file also runs in the browser of tests/rendered, which has no Buffer.
const bytesIn = (value: unknown) => new Blob([JSON.stringify(value ?? null)]).size

/** developers.weixin.qq.com, 存储: 1 MB a key, 10 MB in all. What is stored is a copy, as on a phone. */
export function storageCalls(store: Map<string, unknown>) {
  const sizeKb = (but?: string) =>
    [...store].reduce((sum, [key, value]) => sum + (key === but ? 0 : key.length + bytesIn(value)), 0) / 1024
  const put = (key: string, value: unknown) => {
    const bytes = bytesIn(value)
    if (bytes > ITEM_BYTES) throw new Error('setStorage:fail exceed storage item max length')
    if (sizeKb(key) + (key.length + bytes) / 1024 > calls.storageRoom.kb)
      throw new Error('setStorage:fail exceed storage max size 10Mb')
    store.set(key, structuredClone(value))
  }
  const calls = {
    /** A test makes the phone full by taking it away. */
    storageRoom: { kb: ALL_KB },
    getStorageSync: (key: string) => (store.has(key) ? structuredClone(store.get(key)) : ''),
    setStorageSync: put,
    removeStorageSync: (key: string) => void store.delete(key),
    clearStorageSync: () => store.clear(),
    getStorageInfoSync: () => ({
      keys: [...store.keys()],
      currentSize: Math.ceil(sizeKb()),
      limitSize: calls.storageRoom.kb,
    }),
    getStorage: (o: { key: string } & Options) =>
      store.has(o.key)
        ? succeed(o, { data: structuredClone(store.get(o.key)), errMsg: 'getStorage:ok' })
        : refuse(o, 'getStorage:fail data not found'),
    setStorage(o: { key: string; data: unknown } & Options) {
      try {
        put(o.key, o.data)
        succeed(o, { errMsg: 'setStorage:ok' })
      } catch (error) {
        refuse(o, (error as Error).message)
      }
    },
    removeStorage(o: { key: string } & Options) {
      store.delete(o.key)
      succeed(o, { errMsg: 'removeStorage:ok' })
    },
  }
  return calls
}
