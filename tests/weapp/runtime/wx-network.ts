import { readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { WebSocket } from 'ws'
import { encode, lowerCase, mimeOf, parseLoose } from './wx-body'
import { type NetworkCounter, type Options, type Realm, refuse, succeed } from './wx-types'

/** developers.weixin.qq.com wx.request: no PATCH. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

/** The discard port of this machine, which refuses at once. */
const NOBODY = 'ws://127.0.0.1:9'

interface RequestOptions
  extends Options<{ statusCode: number; header: Record<string, unknown>; data: unknown; errMsg: string }> {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: string
}
interface UploadOptions extends Options<{ statusCode: number; data: string; errMsg: string }> {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
}
type Progress = (event: {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
}) => void

export interface Network {
  /** True: every call fails as it does without a connection. */
  offline: boolean
  counter: NetworkCounter
  realm: Realm
  /** Requests without an answer yet. */
  inFlight: number
  /** The next answer of an address with these words in it gets lost on its way: the server has done its part. */
  loseAnswerOf: string | null
  /** What a lost connection cuts. */
  sockets: Set<WebSocket>
  /** Where the app's own address of the API really is in this test. */
  mapUrl: (url: string) => string
}

/** wx.request, uploadFile, downloadFile and connectSocket over real HTTP and WebSocket. */
export function networkCalls(net: Network) {
  const toRealmBuffer = (bytes: Buffer) => {
    const RealmBuffer = net.realm('ArrayBuffer') as ArrayBufferConstructor
    const RealmBytes = net.realm('Uint8Array') as Uint8ArrayConstructor
    const buffer = new RealmBuffer(bytes.length)
    new RealmBytes(buffer).set(bytes)
    return buffer
  }

  function send(url: string, method: string, header: Record<string, string>, body: Buffer | undefined) {
    let request: http.ClientRequest | undefined
    net.inFlight += 1
    const answer = new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) => {
        if (net.offline) {
          reject(new Error('interrupted'))
          return
        }
        request = http.request(net.mapUrl(url), {
          method,
          headers: { ...header, ...(body ? { 'content-length': body.length } : {}) },
        })
        request.on('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const whole = Buffer.concat(chunks)
            if (net.loseAnswerOf !== null && url.includes(net.loseAnswerOf)) {
              net.loseAnswerOf = null
              reject(new Error('interrupted'))
              return
            }
            net.counter.requests.push({
              method,
              url,
              sent: body?.length ?? 0,
              received: whole.length,
              status: response.statusCode ?? 0,
            })
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole })
          })
        })
        request.on('error', reject)
        request.end(body)
      },
    )
    // Counted down after the app has heard of it.
    const settled = () => setImmediate(() => (net.inFlight -= 1))
    answer.then(settled, settled)
    return { answer, abort: () => request?.destroy(new Error('abort')) }
  }

  return {
    request(o: RequestOptions) {
      const method = (o.method ?? 'GET').toUpperCase()
      if (!METHODS.includes(method)) throw new Error(`wx.request has no ${method}`)
      const header = lowerCase({ 'content-type': 'application/json', ...o.header })
      const { url, body } = encode(o.url, method, o.data, header['content-type'])
      const { answer, abort } = send(url, method, header, body)
      answer.then(
        ({ status, headers, body: bytes }) => {
          let data: unknown
          if (o.responseType === 'arraybuffer') data = toRealmBuffer(bytes)
          else
            data =
              o.dataType === undefined || o.dataType === 'json'
                ? parseLoose(bytes.toString())
                : bytes.toString()
          succeed(o, { statusCode: status, header: headers, data, errMsg: 'request:ok' })
        },
        (error: Error) => refuse(o, `request:fail ${error.message}`, 600001),
      )
      const none = () => {}
      return {
        abort,
        onHeadersReceived: none,
        offHeadersReceived: none,
        onChunkReceived: none,
        offChunkReceived: none,
      }
    },

    uploadFile(o: UploadOptions) {
      const listeners: Progress[] = []
      const file = readFileSync(o.filePath)
      const boundary = `----wx${Date.now()}${Math.round(Math.random() * 1e9)}`
      const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n`
      const body = Buffer.concat([
        ...Object.entries(o.formData ?? {}).map(([k, v]) =>
          Buffer.from(`${part(`name="${k}"`)}\r\n${v}\r\n`),
        ),
        Buffer.from(
          `${part(`name="${o.name}"; filename="${path.basename(o.filePath)}"`)}Content-Type: ${mimeOf(o.filePath)}\r\n\r\n`,
        ),
        file,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ])
      net.counter.uploads.push(o.url)
      const header = {
        ...lowerCase(o.header ?? {}),
        'content-type': `multipart/form-data; boundary=${boundary}`,
      }
      const { answer, abort } = send(o.url, 'POST', header, body)
      const progress = (n: number) => {
        for (const tell of listeners)
          tell({
            progress: n,
            totalBytesSent: Math.round((body.length * n) / 100),
            totalBytesExpectedToSend: body.length,
          })
      }
      queueMicrotask(() => progress(50))
      answer.then(
        ({ status, body: bytes }) => {
          progress(100)
          succeed(o, { statusCode: status, data: bytes.toString(), errMsg: 'uploadFile:ok' })
        },
        (error: Error) => refuse(o, `uploadFile:fail ${error.message}`, 600001),
      )
      return {
        abort,
        onProgressUpdate: (tell: Progress) => listeners.push(tell),
        offProgressUpdate: () => {},
        onHeadersReceived: () => {},
        offHeadersReceived: () => {},
      }
    },

    connectSocket(o: { url: string; protocols?: string[] } & Options) {
      const heard: Record<'open' | 'message' | 'close' | 'error', ((event: unknown) => void)[]> = {
        open: [],
        message: [],
        close: [],
        error: [],
      }
      net.counter.sockets.push(o.url)
      // Offline nobody listens there: the socket fails as it does on a phone.
      const socket = new WebSocket(net.offline ? NOBODY : net.mapUrl(o.url), o.protocols ?? [])
      socket.binaryType = 'arraybuffer'
      net.sockets.add(socket)
      const tell = (kind: keyof typeof heard, event: unknown) => {
        for (const listener of heard[kind]) listener(event)
      }
      socket.onopen = () => tell('open', { header: {} })
      socket.onmessage = (event) =>
        tell('message', {
          data:
            typeof event.data === 'string'
              ? event.data
              : toRealmBuffer(Buffer.from(event.data as ArrayBuffer)),
        })
      socket.onclose = (event) => {
        net.sockets.delete(socket)
        tell('close', { code: event.code, reason: event.reason })
      }
      socket.onerror = (event) => tell('error', { errMsg: event.message || 'socket error' })
      queueMicrotask(() => succeed(o, { errMsg: 'connectSocket:ok' }))
      return {
        get readyState() {
          return socket.readyState
        },
        send(x: { data: string | ArrayBuffer } & Options) {
          socket.send(x.data as string, (error) =>
            error ? refuse(x, error.message) : succeed(x, { errMsg: 'ok' }),
          )
        },
        close(x: { code?: number; reason?: string } & Options = {}) {
          socket.close(x.code ?? 1000, x.reason ?? '')
          succeed(x, { errMsg: 'ok' })
        },
        onOpen: (f: (event: unknown) => void) => heard.open.push(f),
        onMessage: (f: (event: unknown) => void) => heard.message.push(f),
        onClose: (f: (event: unknown) => void) => heard.close.push(f),
        onError: (f: (event: unknown) => void) => heard.error.push(f),
      }
    },
  }
}
