import { forgetKeptFile, keptFileKeys } from './kept-files'
import { deviceKeys, forget } from './storage'

/** Keys of what a person typed or chose on this device begin with this. */
const OWN = 'bb.own.'

const listeners = new Set<() => void>()

/** Hears when everything of a person leaves this device: what stands in memory goes too. */
export function onForgotten(listen: () => void): void {
  listeners.add(listen)
}

/** On sign-out: drafts, what waits to be sent and the files of it leave the device with their owner. */
export async function forgetOwnData(): Promise<void> {
  // First what runs: it would write itself down again.
  for (const listen of [...listeners]) listen()
  for (const key of deviceKeys()) if (key.startsWith(OWN)) forget(key)
  for (const key of await keptFileKeys()) await forgetKeptFile(key)
}
