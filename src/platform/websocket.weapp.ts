import type { RealtimeClientOptions } from '@supabase/supabase-js'
import Taro from '@tarojs/taro'
import { onLineChange } from './line'
import { namedError } from './transport-errors'
import { CLOSING_MS, SOCKET_MS } from './transport-times'
import { leavePlace, waitForPlace } from './websocket-places'

interface SocketEvent {
  type: 'open' | 'message' | 'error' | 'close'
  data?: unknown
  code?: number
  reason?: string
  wasClean?: boolean
  message?: string
}
type Listener = (event: SocketEvent) => void
type Data = string | ArrayBuffer | ArrayBufferView

const live = new Set<WechatSocket>()
// WeChat closes what is open 5 seconds after the app went to the background and does not always say so; after a
// change of the network nobody does. Whoever holds the socket hears of it now, not at the next heartbeat.
onLineChange(() => {
  for (const socket of [...live]) socket.cut()
})

/** wx.connectSocket in the shape of a browser's WebSocket. */
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
  onopen: Listener | null = null
  onmessage: Listener | null = null
  onclose: Listener | null = null
  onerror: Listener | null = null
  private readonly listeners: [type: string, listener: Listener][] = []
  private task: Taro.SocketTask | null = null
  private timer: ReturnType<typeof setTimeout>

  constructor(
    readonly url: string,
    protocols?: string | string[],
  ) {
    live.add(this)
    this.timer = setTimeout(() => this.failed('the socket did not open in time'), SOCKET_MS)
    waitForPlace(this, () => this.connect(typeof protocols === 'string' ? [protocols] : protocols))
  }

  addEventListener(type: string, listener: Listener): void {
    if (!this.listeners.some(([t, l]) => t === type && l === listener)) this.listeners.push([type, listener])
  }

  removeEventListener(type: string, listener: Listener): void {
    const place = this.listeners.findIndex(([t, l]) => t === type && l === listener)
    if (place >= 0) this.listeners.splice(place, 1)
  }

  send(data: Data): void {
    if (this.readyState === this.CONNECTING) {
      throw namedError('InvalidStateError', 'The socket is still connecting.')
    }
    // As a browser does: what is said to a closing socket is lost without a word.
    if (this.readyState !== this.OPEN) return
    const bytes = ArrayBuffer.isView(data)
      ? (data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer)
      : data
    this.task?.send({ data: bytes, fail: (failure) => this.failed(failure.errMsg) })
  }

  close(code?: number, reason = ''): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw namedError('InvalidAccessError', `A socket cannot be closed with ${code}.`)
    }
    if (this.readyState >= this.CLOSING) return
    const opened = this.readyState === this.OPEN
    this.readyState = this.CLOSING
    clearTimeout(this.timer)
    if (!opened) {
      // A browser calls that a failure of the connection.
      setTimeout(() => this.failed('closed before it was open'), 0)
      return
    }
    this.task?.close({ code: code ?? 1000, reason })
    this.timer = setTimeout(() => this.closed(1006, ''), CLOSING_MS)
  }

  /** The connection is gone, whatever WeChat says. */
  cut(): void {
    this.failed('interrupted')
  }

  private connect(protocols?: string[]): void {
    const fail = (failure?: { errMsg?: string }) => this.failed(failure?.errMsg ?? 'connectSocket failed')
    // Base library 2.10.0 takes a timeout; Taro's types do not know it.
    const options: Taro.connectSocket.Option & { timeout: number } = {
      url: this.url,
      protocols,
      timeout: SOCKET_MS,
      fail,
    }
    Taro.connectSocket(options).then((task) => this.listen(task), fail)
  }

  private listen(task: Taro.SocketTask): void {
    // Given up before WeChat had made it.
    if (this.readyState >= this.CLOSING) {
      task.close({ code: 1000 })
      return
    }
    this.task = task
    task.onOpen(() => {
      if (this.readyState !== this.CONNECTING) return
      clearTimeout(this.timer)
      this.readyState = this.OPEN
      this.tell({ type: 'open' })
    })
    task.onMessage(({ data }) => {
      if (this.readyState === this.OPEN) this.tell({ type: 'message', data })
    })
    // WeChat does not always say onClose after it.
    task.onError((error) => this.failed(error?.errMsg ?? 'socket error'))
    task.onClose(({ code, reason }) => this.closed(code ?? 1006, reason ?? ''))
  }

  private failed(message: string): void {
    if (this.readyState === this.CLOSED) return
    const { task } = this
    this.readyState = this.CLOSED
    this.tell({ type: 'error', message })
    this.ended(1006, message)
    task?.close({ code: 1000 })
  }

  private closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    const refused = this.readyState === this.CONNECTING
    this.readyState = this.CLOSED
    if (refused) this.tell({ type: 'error', message: reason })
    this.ended(refused ? 1006 : code, reason)
  }

  private ended(code: number, reason: string): void {
    clearTimeout(this.timer)
    live.delete(this)
    leavePlace(this)
    this.tell({ type: 'close', code, reason, wasClean: code !== 1006 })
  }

  private tell(event: SocketEvent): void {
    this[`on${event.type}`]?.(event)
    for (const [type, listener] of [...this.listeners]) if (type === event.type) listener.call(this, event)
  }
}

export const socketTransport = WechatSocket as unknown as RealtimeClientOptions['transport']
