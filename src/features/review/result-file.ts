import { useSyncExternalStore } from 'react'
import { onForgotten } from '@/platform/own-data'
import { forget, keep, readKept } from '@/platform/storage'
import { defineUploads } from '@/platform/uploads'

/** A file that Storage has, waiting for the officer to issue it. */
export interface StoredResult {
  path: string
  name: string
  size: number
}

const kept = new Map<string, StoredResult | null>()
const listeners = new Set<() => void>()
const keyOf = (application: string) => `bb.own.result.${application}`

function show(): void {
  for (const listener of [...listeners]) listener()
}
onForgotten(() => {
  kept.clear()
  show()
})

function read(application: string): StoredResult | null {
  const known = kept.get(application)
  if (known !== undefined) return known
  const stored = readKept<StoredResult>(keyOf(application))
  kept.set(application, stored)
  return stored
}

/** The file that goes out with the result; null: another one is to be chosen, or it went out. */
export function setResult(application: string, stored: StoredResult | null): void {
  kept.set(application, stored)
  if (stored) keep(keyOf(application), stored)
  else forget(keyOf(application))
  show()
}

/** The file of an application's result, as far as Storage has it; over a restart too. */
export function useStoredResult(application: string): StoredResult | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => read(application),
    () => null,
  )
}

/** The one file of a result on its way to Storage. */
export const resultFiles = defineUploads<string, void>({
  kind: 'file.result',
  bucket: 'results',
  nameOf: (application) => `result.${application}`,
  pathFor: (application, file, id) => `${application}/${id}.${file.kind}`,
  attach: async (application, { path, name, size }) => setResult(application, { path, name, size }),
})
