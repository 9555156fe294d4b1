import type { RealtimeClientOptions } from '@supabase/supabase-js'
import Taro from '@tarojs/taro'

type Handler<E> = ((event: E) => void) | null

/** wx.connectSocket in the shape of a WebSocket, as far as realtime-js uses one. */
class WechatSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readyState = 0
  binaryType = 'arraybuffer'
  readonly bufferedAmount = 0
  readonly extensions = ''
  readonly protocol = ''
  onopen: Handler<{ type: string }> = null
  onmessage: Handler<{ type: string; data: unknown }> = null
  onclose: Handler<{ type: string; code: number; reason: string; wasClean: boolean }> = null
  onerror: Handler<unknown> = null
  private task: Taro.SocketTask | null = null

  constructor(
    readonly url: string,
    protocols?: string | string[],
  ) {
    const wanted = typeof protocols === 'string' ? [protocols] : protocols
    Taro.connectSocket({ url, protocols: wanted, fail: (failure) => this.failed(failure.errMsg) }).then(
      (task) => this.listen(task),
      (failure: { errMsg?: string }) => this.failed(failure?.errMsg ?? 'connectSocket failed'),
    )
  }

  private listen(task: Taro.SocketTask): void {
    // Closed before WeChat had opened it.
    if (this.readyState >= this.CLOSING) {
      task.close({ code: 1000 })
      return
    }
    this.task = task
    task.onOpen(() => {
      this.readyState = this.OPEN
      this.onopen?.({ type: 'open' })
    })
    task.onMessage((message) => this.onmessage?.({ type: 'message', data: message.data }))
    task.onError((error) => this.onerror?.(error))
    task.onClose((event) => this.closed(event.code ?? 1006, event.reason ?? ''))
  }

  private failed(reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.onerror?.(new Error(reason))
    this.closed(1006, reason)
  }

  private closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.onclose?.({ type: 'close', code, reason, wasClean: code === 1000 })
  }

  send(data: string | ArrayBuffer): void {
    this.task?.send({ data })
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState >= this.CLOSING) return
    this.readyState = this.CLOSING
    if (this.task) this.task.close({ code, reason })
    else this.closed(code, reason)
  }
}

export const socketTransport = WechatSocket as unknown as RealtimeClientOptions['transport']
