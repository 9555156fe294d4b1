import { abortError } from './transport-errors'

/** developers.weixin.qq.com, 网络使用说明: at most 10 requests at once. */
const LANES = 10
/** Slow calls leave four lanes free, so that ten downloads do not hold up a tap. */
const LONG_LANES = 6

interface Waiting {
  long: boolean
  start: () => void
}

/**
 * The order in which requests leave. WeChat would queue the eleventh itself, but there its time runs already, it
 * cannot be taken back, and a slow call stands in everybody's way.
 */
export class Lanes {
  private readonly waiting: Waiting[] = []
  private running = 0
  private runningLong = 0

  /** `open` says whether anything may leave now; call `moved` when that changes. */
  constructor(private readonly open: () => boolean = () => true) {}

  /** Waits for a lane; the answer gives it back. An aborted wait leaves the queue. */
  enter(long: boolean, signal?: AbortSignal | null): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const leaveQueue = () => {
        const place = this.waiting.indexOf(entry)
        if (place < 0) return
        this.waiting.splice(place, 1)
        reject(signal?.reason ?? abortError())
      }
      const entry: Waiting = {
        long,
        start: () => {
          signal?.removeEventListener('abort', leaveQueue)
          resolve(this.occupy(long))
        },
      }
      signal?.addEventListener('abort', leaveQueue)
      this.waiting.push(entry)
      this.moved()
    })
  }

  /** Lets go whoever may go, in order; the short ones pass the long ones that have no lane. */
  moved(): void {
    while (this.open() && this.running < LANES) {
      const place = this.waiting.findIndex(({ long }) => !long || this.runningLong < LONG_LANES)
      if (place < 0) return
      this.waiting.splice(place, 1)[0].start()
    }
  }

  private occupy(long: boolean): () => void {
    this.running += 1
    if (long) this.runningLong += 1
    let left = false
    return () => {
      if (left) return
      left = true
      this.running -= 1
      if (long) this.runningLong -= 1
      this.moved()
    }
  }
}
