import http from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Network } from './wx-network'

/** developers.weixin.qq.com, 网络使用说明: request, uploadFile and downloadFile, 10 at once. */
const AT_ONCE = 10
/** The longest that WeChat waits, whatever is asked. */
const LONGEST_MS = 60_000
/** errno 600008: reach the max redirect count. */
const REDIRECTS = 20

/** A failure as the documentation's table of errno has it. */
export class WxFailure extends Error {
  constructor(
    words: string,
    readonly errno: number,
  ) {
    super(words)
  }
}
export const interrupted = () => new WxFailure('interrupted', 600003)

/** Of Chromium's network component, as WeChat hands it on. */
const cronet = (code: number, name: string) =>
  new WxFailure(`errcode:${code} cronet_error_code:${code} error_msg:net::ERR_${name}`, 600001)
export const disconnected = () => cronet(-106, 'INTERNET_DISCONNECTED')

function failureOf(error: Error & { code?: string }): Error {
  if (error instanceof WxFailure) return error
  if (error.code === 'ECONNREFUSED') return cronet(-102, 'CONNECTION_REFUSED')
  if (error.code === 'ENOTFOUND') return cronet(-105, 'NAME_NOT_RESOLVED')
  return error.code ? cronet(-101, 'CONNECTION_RESET') : error
}

export interface Wish {
  url: string
  method: string
  header: Record<string, string>
  body: Buffer | undefined
  timeout?: number
}

export interface Answer {
  status: number
  header: Record<string, string>
  cookies: string[]
  body: Buffer
}

/** Names as the server wrote them; what came twice is one value, as Android has it. */
function headerOf(response: http.IncomingMessage): Record<string, string> {
  const header: Record<string, string> = {}
  const { rawHeaders } = response
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = Object.keys(header).find((each) => each.toLowerCase() === rawHeaders[at].toLowerCase())
    if (name) header[name] += `,${rawHeaders[at + 1]}`
    else header[rawHeaders[at]] = rawHeaders[at + 1]
  }
  return header
}

function unpacked(body: Buffer, encoding = ''): Buffer {
  if (body.length === 0) return body
  if (encoding === 'gzip') return gunzipSync(body)
  if (encoding === 'deflate') return inflateSync(body)
  return encoding === 'br' ? brotliDecompressSync(body) : body
}

/** One exchange over HTTP, redirects followed as a phone does. */
function exchange(net: Network, wish: Wish, hold: (request: http.ClientRequest) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, method } = wish
    const request = http.request(net.mapUrl(wish.url), {
      method,
      headers: {
        'accept-encoding': 'gzip,compress,br,deflate',
        ...wish.header,
        ...(body ? { 'content-length': body.length } : {}),
      },
    })
    hold(request)
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        const location = headers.location
        if (location && [301, 302, 303, 307, 308].includes(status)) {
          const again = status < 307 && method !== 'HEAD' ? { method: 'GET', body: undefined } : {}
          const url = new URL(location, wish.url).href
          resolve(exchange(net, { ...wish, ...again, url }, hold))
          return
        }
        const whole = unpacked(Buffer.concat(chunks), headers['content-encoding'])
        resolve({ status, header: headerOf(response), cookies: headers['set-cookie'] ?? [], body: whole })
      })
    })
    request.end(body)
  })
}

/** The requests of one phone: ten at once, the others wait in their order (since base library 1.4.0). */
export class WxHttp {
  private readonly waiting: (() => void)[] = []
  private readonly running = new Set<(why: Error) => void>()
  /** The most that were ever asked for together, those included that wait here. */
  most = 0

  constructor(private readonly net: Network) {}

  /** Ends everything under way, as WeChat does 5 seconds after the app went to the background. */
  endAll(why: () => Error): void {
    for (const end of [...this.running]) end(why())
  }

  send(wish: Wish): { answer: Promise<Answer>; abort: () => void } {
    const { net } = this
    net.inFlight += 1
    let end: (why: Error) => void = () => {}
    const answer = new Promise<Answer>((resolve, reject) => {
      let request: http.ClientRequest | undefined
      let hops = 0
      const start = () => {
        if (net.away) return reject(interrupted())
        if (net.offline) return reject(disconnected())
        this.running.add(end)
        const late = setTimeout(
          () => end(new WxFailure('timeout', 5)),
          Math.min(wish.timeout ?? LONGEST_MS, LONGEST_MS),
        )
        exchange(net, wish, (made) => {
          request = made
          hops += 1
          if (hops > REDIRECTS) end(new WxFailure('reach the max redirect count', 600008))
        })
          .then((got) => {
            if (net.lose.times === 0 || !wish.url.includes(net.lose.words)) {
              this.note(wish, got)
              return resolve(got)
            }
            net.lose.times -= 1
            reject(cronet(-101, 'CONNECTION_RESET'))
          }, reject)
          .finally(() => {
            clearTimeout(late)
            this.running.delete(end)
            this.waiting.shift()?.()
          })
      }
      end = (why) => {
        const place = this.waiting.indexOf(start)
        if (place >= 0) this.waiting.splice(place, 1)
        reject(why)
        request?.destroy(why)
      }
      if (this.running.size < AT_ONCE) start()
      else this.waiting.push(start)
      this.most = Math.max(this.most, this.running.size + this.waiting.length)
    }).catch((error: Error) => {
      throw failureOf(error)
    })
    // Counted down after the app has heard of it.
    const settled = () => setImmediate(() => (net.inFlight -= 1))
    answer.then(settled, settled)
    return { answer, abort: () => end(new Error('abort')) }
  }

  private note({ method, url, body }: Wish, { body: received, status }: Answer): void {
    this.net.counter.requests.push({
      method,
      url,
      sent: body?.length ?? 0,
      received: received.length,
      status,
    })
  }
}
