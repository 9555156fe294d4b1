import { type Options, refuse, succeed } from '../../../weapp/runtime/wx-types'
import type { Files } from './files'
import { native } from './natives'

interface Request extends Options {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: string
  timeout?: number
}
interface Upload extends Options {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
}
type Heard = Record<'open' | 'message' | 'close' | 'error', ((event: unknown) => void)[]>

/** developers.weixin.qq.com wx.request: no PATCH. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
const bodyOf = (data: unknown): BodyInit | undefined =>
  data === undefined || data === null || typeof data === 'string' || data instanceof ArrayBuffer
    ? ((data ?? undefined) as BodyInit | undefined)
    : JSON.stringify(data)

const none = () => {}

/** wx.request, uploadFile and connectSocket by the browser's own means; `busy` tells how many are under way. */
export function networkCalls(files: Files, addressOf: (url: string) => string, busy: { now: number }) {
  function send(
    url: string,
    init: RequestInit,
    o: Options,
    name: string,
    give: (r: Response) => Promise<object>,
  ) {
    const stop = new native.AbortController()
    busy.now += 1
    native
      .fetch(addressOf(url), { ...init, signal: stop.signal, cache: 'no-store' })
      .then(async (response) => {
        const header = Object.fromEntries(response.headers)
        const answer = await give(response)
        succeed(o, { statusCode: response.status, header, cookies: [], errMsg: `${name}:ok`, ...answer })
      })
      .catch((error: Error) =>
        refuse(o, `${name}:fail ${stop.signal.aborted ? 'abort' : error.message}`, 600001),
      )
      .finally(() => {
        busy.now -= 1
      })
    return () => stop.abort()
  }

  return {
    request(o: Request) {
      const method = (o.method ?? 'GET').toUpperCase()
      if (!METHODS.includes(method)) throw new Error(`wx.request has no ${method}`)
      const header = { 'content-type': 'application/json', ...lowerCase(o.header) }
      const bare = method === 'GET' || method === 'HEAD'
      const abort = send(
        o.url,
        { method, headers: header, body: bare ? undefined : bodyOf(o.data) },
        o,
        'request',
        async (response) => {
          if (o.responseType === 'arraybuffer') return { data: await response.arrayBuffer() }
          const text = await response.text()
          return { data: o.dataType === undefined || o.dataType === 'json' ? parsed(text) : text }
        },
      )
      return {
        abort,
        onHeadersReceived: none,
        offHeadersReceived: none,
        onChunkReceived: none,
        offChunkReceived: none,
      }
    },

    uploadFile(o: Upload) {
      const listeners: ((event: object) => void)[] = []
      const form = new native.FormData()
      for (const [name, value] of Object.entries(o.formData ?? {})) form.append(name, value)
      const { name, mime, bytes } = files.get(o.filePath)
      form.append(o.name, new native.Blob([bytes], { type: mime }), name)
      const { 'content-type': _, ...headers } = lowerCase(o.header)
      const progress = (percent: number) => {
        const sent = Math.round((bytes.length * percent) / 100)
        for (const listen of listeners)
          listen({ progress: percent, totalBytesSent: sent, totalBytesExpectedToSend: bytes.length })
      }
      queueMicrotask(() => progress(50))
      const init = { method: 'POST', headers, body: form }
      const abort = send(o.url, init, o, 'uploadFile', async (response) => {
        progress(100)
        return { data: await response.text() }
      })
      return {
        abort,
        onProgressUpdate: (listen: (event: object) => void) => listeners.push(listen),
        offProgressUpdate: none,
        onHeadersReceived: none,
        offHeadersReceived: none,
      }
    },

    connectSocket(o: { url: string; protocols?: string[] } & Options) {
      const heard: Heard = { open: [], message: [], close: [], error: [] }
      const socket = new native.WebSocket(addressOf(o.url), o.protocols ?? [])
      socket.binaryType = 'arraybuffer'
      const tell = (kind: keyof Heard, event: unknown) => {
        for (const listener of heard[kind]) listener(event)
      }
      socket.onopen = () => tell('open', { header: {} })
      socket.onmessage = ({ data }) => tell('message', { data })
      socket.onclose = ({ code, reason }) => tell('close', { code, reason })
      socket.onerror = () => tell('error', { errMsg: 'socket error' })
      queueMicrotask(() => succeed(o, { errMsg: 'connectSocket:ok' }))
      const on = (kind: keyof Heard) => (listener: (event: unknown) => void) => heard[kind].push(listener)
      return {
        get readyState() {
          return socket.readyState
        },
        send(x: { data: string | ArrayBuffer } & Options) {
          if (socket.readyState !== 1) return refuse(x, 'sendSocketMessage:fail WebSocket is not connected')
          socket.send(x.data)
          succeed(x, { errMsg: 'sendSocketMessage:ok' })
        },
        close(x: { code?: number; reason?: string } & Options = {}) {
          socket.close(x.code ?? 1000, x.reason ?? '')
          succeed(x, { errMsg: 'closeSocket:ok' })
        },
        onOpen: on('open'),
        onMessage: on('message'),
        onClose: on('close'),
        onError: on('error'),
      }
    },
  }
}

const lowerCase = (header: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]))
