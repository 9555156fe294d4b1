import { expiredMessage } from './tokens'

// Hosted looks again at least every five minutes; setTimeout also overflows on the far expiry of an opaque key.
const LONGEST_TIMER_MS = 5 * 60_000

/** Watches one token's expiry and says once, in hosted's words, that it has passed. */
export class ExpiryWatch {
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly onExpired: (message: string) => void) {}

  /** Begins again with another expiry, in seconds since the epoch. */
  restart(exp: number): void {
    this.stop()
    const left = exp * 1000 - Date.now()
    if (left <= 0) {
      this.onExpired(expiredMessage(exp))
      return
    }
    this.timer = setTimeout(() => this.restart(exp), Math.min(LONGEST_TIMER_MS, left))
    this.timer.unref()
  }

  stop(): void {
    clearTimeout(this.timer)
  }
}
