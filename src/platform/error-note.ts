import { AppError } from '@/shared/errors'
import { type FaultKind, onFault } from '@/shared/faults'

interface Sender {
  sendFault: (kind: FaultKind, thrown: unknown) => Promise<void>
}

/** Of one start of the app: whatever breaks after that has broken already. */
const MOST = 5

/** What is no fault of the program: said to the person, given up by him, or noise of browsers. */
const NO_FAULT = /^(AbortError|CancelledError|ChunkLoadError)$/
const NOISE = /ResizeObserver loop|^Script error\.?$/

function isFault(thrown: unknown): boolean {
  if (thrown instanceof AppError || thrown === null || thrown === undefined) return false
  const { name, message } = thrown as { name?: string; message?: string }
  return !NO_FAULT.test(name ?? '') && !NOISE.test(message ?? '')
}

/** The part that is there from the start; `load` brings the rest when there is something to report. */
export function noteFaults(load: () => Promise<Sender> = () => import('./error-send')): void {
  let left = MOST
  onFault((kind, thrown) => {
    if (left <= 0 || !isFault(thrown)) return
    left -= 1
    load().then(
      ({ sendFault }) => sendFault(kind, thrown),
      () => undefined,
    )
  })
}
