import { WebSocket } from 'ws'
import { interrupted, WxFailure } from './wx-http'
import type { Network } from './wx-network'
import { type Options, refuse, succeed } from './wx-types'

/** developers.weixin.qq.com, wx.connectSocket: at most 5 exist at once. */
const AT_ONCE = 5

/** The discard port of this machine, which refuses at once. */
const NOBODY = 'ws://127.0.0.1:9'

type Kind = 'open' | 'message' | 'close' | 'error'
interface ConnectOptions extends Options {
  url: string
  protocols?: string[]
  header?: Record<string, string>
  timeout?: number
}

/** A socket that WeChat has, and how it ends it. */
export interface WxSocket {
  /** What the app hears of its end; null: nothing, as happens on phones. */
  end: (told: Ending | null) => void
}
interface Ending {
  code: number
  reason: string
}
/** What phones report of a socket that WeChat ended in the background. */
export const IN_BACKGROUND: Ending = { code: 1000, reason: 'interrupted' }
export const CUT: Ending = { code: 1006, reason: 'abnormal closure' }

/** wx.connectSocket over a real WebSocket. */
export function connectSocket(net: Network, toRealmBuffer: (bytes: Buffer) => unknown) {
  return (o: ConnectOptions) => {
    const heard: Record<Kind, ((event: unknown) => void)[]> = { open: [], message: [], close: [], error: [] }
    const on = (kind: Kind) => (listener: (event: unknown) => void) => void heard[kind].push(listener)
    const refusal = net.away
      ? interrupted()
      : net.sockets.size >= AT_ONCE
        ? new WxFailure('exceed max task count', 600007)
        : null
    if (refusal) {
      queueMicrotask(() => refuse(o, `connectSocket:fail ${refusal.message}`, refusal.errno))
      return taskOf(null, on)
    }
    net.counter.sockets.push(o.url)
    // Offline nobody listens there: the socket fails as it does on a phone.
    const socket = new WebSocket(net.offline ? NOBODY : net.mapUrl(o.url), o.protocols ?? [], {
      headers: o.header,
      handshakeTimeout: o.timeout ?? 60_000,
    })
    socket.binaryType = 'arraybuffer'
    let ending: Ending | null | undefined
    const own: WxSocket = {
      end: (told) => {
        ending = told
        socket.terminate()
      },
    }
    net.sockets.add(own)
    const tell = (kind: Kind, event: unknown) => {
      if (ending !== null) for (const listener of heard[kind]) listener(event)
    }
    socket.onopen = () => tell('open', { header: {} })
    socket.onmessage = ({ data }) =>
      tell('message', {
        data: typeof data === 'string' ? data : toRealmBuffer(Buffer.from(data as ArrayBuffer)),
      })
    socket.onclose = (event) => {
      net.sockets.delete(own)
      tell('close', ending ?? { code: event.code, reason: event.reason })
    }
    socket.onerror = (event) => {
      if (!ending) tell('error', { errMsg: event.message || 'socket error' })
    }
    queueMicrotask(() => succeed(o, { errMsg: 'connectSocket:ok' }))
    return taskOf(socket, on)
  }
}

function taskOf(socket: WebSocket | null, on: (kind: Kind) => (listener: (event: unknown) => void) => void) {
  return {
    get readyState() {
      return socket?.readyState ?? WebSocket.CLOSED
    },
    send(x: { data: string | ArrayBuffer } & Options) {
      if (socket?.readyState !== WebSocket.OPEN) {
        refuse(x, 'sendSocketMessage:fail Socket is not open')
        return
      }
      const data = typeof x.data === 'string' ? x.data : Buffer.from(new Uint8Array(x.data))
      socket.send(data, (error) => (error ? refuse(x, error.message) : succeed(x, { errMsg: 'ok' })))
    },
    close(x: { code?: number; reason?: string } & Options = {}) {
      if (!socket || socket.readyState >= WebSocket.CLOSING) {
        refuse(x, 'closeSocket:fail WebSocket is not connected')
        return
      }
      socket.close(x.code ?? 1000, x.reason ?? '')
      succeed(x, { errMsg: 'ok' })
    },
    onOpen: on('open'),
    onMessage: on('message'),
    onClose: on('close'),
    onError: on('error'),
  }
}
