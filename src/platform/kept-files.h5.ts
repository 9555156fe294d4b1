import type { KeptFacts } from './kept-files'
import type { PickedFile } from './media'

const STORE = 'files'
/** What this page has seen: no need to ask the database, which a private window may not even have. */
const seen = new Map<string, PickedFile>()
let database: Promise<IDBDatabase> | null = null

function openDatabase(): Promise<IDBDatabase> {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('bb.kept', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return database
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await openDatabase()).transaction(STORE, mode)
  const request = act(transaction.objectStore(STORE))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

// A private window or a full disk refuses: the file then lives as long as the page, which is what it was before.
export async function keepFile(key: string, file: PickedFile): Promise<{ file: PickedFile; kept: boolean }> {
  seen.set(key, file)
  const kept = await inStore('readwrite', (store) => store.put(file.blob, key)).then(
    () => true,
    () => false,
  )
  return { file, kept }
}

export async function readKeptFile(key: string, facts: KeptFacts): Promise<PickedFile | null> {
  const known = seen.get(key)
  if (known) return known
  const blob = await inStore<unknown>('readonly', (store) => store.get(key)).catch(() => null)
  if (!(blob instanceof Blob)) return null
  const file = { ...facts, path: URL.createObjectURL(blob), blob }
  seen.set(key, file)
  return file
}

export async function forgetKeptFile(key: string): Promise<void> {
  const known = seen.get(key)
  if (known) URL.revokeObjectURL(known.path)
  seen.delete(key)
  await inStore('readwrite', (store) => store.delete(key)).catch(() => undefined)
}

export async function keptFileKeys(): Promise<string[]> {
  const keys = await inStore('readonly', (store) => store.getAllKeys()).catch(() => [])
  return keys.map(String)
}
