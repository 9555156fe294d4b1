import path from 'node:path'
import { UploadGate } from './upload-gate'
import { encode, lowerCase, mimeOf, parseLoose } from './wx-body'
import { bytesOf } from './wx-files'
import { type Answer, interrupted, type WxFailure, WxHttp } from './wx-http'
import { connectSocket, IN_BACKGROUND, type WxSocket } from './wx-sockets'
import { type NetworkCounter, type Options, type Realm, refuse, succeed } from './wx-types'

/** developers.weixin.qq.com wx.request: no PATCH. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

interface RequestOptions
  extends Options<{
    statusCode: number
    header: Record<string, unknown>
    cookies: string[]
    data: unknown
    errMsg: string
  }> {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: string
  timeout?: number
}
interface UploadOptions extends Options<{ statusCode: number; data: string; errMsg: string }> {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
  timeout?: number
}
type Progress = (event: {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
}) => void

export interface Network {
  /** True: every call fails as it does without a connection. */
  offline: boolean
  /** True: the app is in the background for more than 5 seconds, and WeChat lets it do nothing. */
  away: boolean
  counter: NetworkCounter
  realm: Realm
  /** Requests without an answer yet. */
  inFlight: number
  /** The next answers of an address with these words get lost on their way: the server has done its part. */
  lose: { words: string; times: number }
  /** What a lost connection cuts. */
  sockets: Set<WxSocket>
  /** Where the app's own address of the API really is in this test. */
  mapUrl: (url: string) => string
}

/** wx.request, uploadFile and connectSocket over real HTTP and WebSocket, within WeChat's limits. */
export function networkCalls(net: Network) {
  const http = new WxHttp(net)
  const gate = new UploadGate()
  const life = { shown: [] as (() => void)[], hidden: [] as (() => void)[] }
  const toRealmBuffer = (bytes: Buffer) => {
    const RealmBuffer = net.realm('ArrayBuffer') as ArrayBufferConstructor
    const RealmBytes = net.realm('Uint8Array') as Uint8ArrayConstructor
    const buffer = new RealmBuffer(bytes.length)
    new RealmBytes(buffer).set(bytes)
    return buffer
  }
  const failed = (o: Options<never>, api: string) => (error: Error) =>
    refuse(o, `${api}:fail ${error.message}`, (error as WxFailure).errno)

  /** The body as the app asked for it; WeChat takes off one byte-order mark. */
  function dataOf(o: RequestOptions, { body }: Answer): unknown {
    if (o.responseType === 'arraybuffer') return toRealmBuffer(body)
    const text = body.toString().replace(/^\uFEFF/, '')
    return o.dataType === undefined || o.dataType === 'json' ? parseLoose(text) : text
  }

  return {
    // ---- what a test does from outside
    uploads: gate,
    /** The most requests that the app had asked for together. */
    get mostAtOnce() {
      return http.most
    },
    /** The app goes to the background. */
    hide() {
      for (const tell of life.hidden) tell()
    },
    /** It has been there for 5 seconds. Sockets may end without a word to the app. */
    stayAway(tellSockets = true) {
      net.away = true
      http.endAll(interrupted)
      gate.cut(interrupted())
      for (const socket of [...net.sockets]) socket.end(tellSockets ? IN_BACKGROUND : null)
    },
    /** The person comes back. */
    show() {
      net.away = false
      for (const tell of life.shown) tell()
    },

    // ---- WeChat
    onAppShow: (f: () => void) => void life.shown.push(f),
    onAppHide: (f: () => void) => void life.hidden.push(f),

    request(o: RequestOptions) {
      const method = (o.method ?? 'GET').toUpperCase()
      if (!METHODS.includes(method)) throw new Error(`wx.request has no ${method}`)
      const header = lowerCase({ 'content-type': 'application/json', ...o.header })
      const { url, body } = encode(o.url, method, o.data, header['content-type'])
      const { answer, abort } = http.send({ url, method, header, body, timeout: o.timeout })
      answer.then(
        (got) =>
          succeed(o, {
            statusCode: got.status,
            header: got.header,
            cookies: got.cookies,
            data: dataOf(o, got),
            errMsg: 'request:ok',
          }),
        failed(o, 'request'),
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
      const file = bytesOf(o.filePath)
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
      let sent: ReturnType<typeof http.send> | null = null
      const answer = gate.pass().then(() => {
        sent = http.send({ url: o.url, method: 'POST', header, body, timeout: o.timeout })
        return sent.answer
      })
      const over = () => gate.left()
      answer.then(over, over)
      const abort = () => (sent ? sent.abort() : gate.cut(new Error('abort')))
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
        failed(o, 'uploadFile'),
      )
      return {
        abort,
        onProgressUpdate: (tell: Progress) => listeners.push(tell),
        offProgressUpdate: () => {},
        onHeadersReceived: () => {},
        offHeadersReceived: () => {},
      }
    },

    connectSocket: connectSocket(net, toRealmBuffer),
  }
}
