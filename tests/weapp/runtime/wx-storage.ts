import { type Options, refuse, succeed } from './wx-types'

/** developers.weixin.qq.com: 1 MB a key. What is stored is a copy, as on a phone. */
export function storageCalls(store: Map<string, unknown>) {
  return {
    getStorageSync: (key: string) => (store.has(key) ? structuredClone(store.get(key)) : ''),
    setStorageSync(key: string, value: unknown) {
      if (JSON.stringify(value ?? null).length > 1024 * 1024)
        throw new Error('setStorage:fail exceed storage item max length')
      store.set(key, structuredClone(value))
    },
    removeStorageSync: (key: string) => void store.delete(key),
    clearStorageSync: () => store.clear(),
    getStorageInfoSync: () => ({ keys: [...store.keys()], currentSize: 1, limitSize: 10240 }),
    getStorage: (o: { key: string } & Options) =>
      store.has(o.key)
        ? succeed(o, { data: structuredClone(store.get(o.key)), errMsg: 'getStorage:ok' })
        : refuse(o, 'getStorage:fail data not found'),
    setStorage(o: { key: string; data: unknown } & Options) {
      store.set(o.key, structuredClone(o.data))
      succeed(o, { errMsg: 'setStorage:ok' })
    },
    removeStorage(o: { key: string } & Options) {
      store.delete(o.key)
      succeed(o, { errMsg: 'removeStorage:ok' })
    },
  }
}
