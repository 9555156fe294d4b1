import { abortError, namedError } from './transport-errors'

/**
 * AbortController for WeChat, which has none. The usual polyfill makes its event through `document` when there is
 * one; Taro's has no `initEvent`, so that each abort threw, and with it every query that was cancelled.
 */
type AbortEvent = { type: 'abort'; target: AbortSignal }
type Listener = ((event: AbortEvent) => void) | { handleEvent: (event: AbortEvent) => void }

export class AbortSignal {
  aborted = false
  reason: unknown
  onabort: ((event: AbortEvent) => void) | null = null
  /** In the order of their coming. */
  private readonly listeners = new Set<Listener>()

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal()
    signal.fire(reason)
    return signal
  }

  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal()
    setTimeout(() => signal.fire(namedError('TimeoutError', 'The operation timed out.')), ms)
    return signal
  }

  addEventListener(type: string, listener: Listener): void {
    if (type === 'abort' && listener) this.listeners.add(listener)
  }

  removeEventListener(type: string, listener: Listener): void {
    if (type === 'abort') this.listeners.delete(listener)
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }

  /** Only the controller calls it; a second abort changes nothing. */
  fire(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason ?? abortError()
    const event: AbortEvent = { type: 'abort', target: this }
    this.onabort?.(event)
    for (const listener of [...this.listeners]) {
      if (typeof listener === 'function') listener.call(this, event)
      else listener.handleEvent(event)
    }
    this.listeners.clear()
  }
}

export class AbortController {
  readonly signal = new AbortSignal()

  abort(reason?: unknown): void {
    this.signal.fire(reason)
  }
}
