import { forgetKeptFile, keptFileKeys } from '@/platform/kept-files'
import { waitingIds } from './shelf'

/** Longer than a file that was just kept takes to be written down as waiting, here or in another tab. */
const LATER_MS = 5_000

/**
 * Removes kept files that nobody waits for: an app that was killed between keeping a file and noting it down, or
 * between forgetting the one and the other, leaves one. Gives back how to call it off.
 */
export function sweepStrayFiles(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let off = false
  void keptFileKeys().then((keys) => {
    if (off || keys.length === 0) return
    timer = setTimeout(() => {
      const waiting = new Set(waitingIds())
      for (const key of keys) if (!waiting.has(key)) void forgetKeptFile(key)
    }, LATER_MS)
  })
  return () => {
    off = true
    clearTimeout(timer)
  }
}
