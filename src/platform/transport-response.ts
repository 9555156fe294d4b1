import { Headers } from './transport-headers'
import { bytesOfText, textOfBytes } from './transport-text'

interface ResponseParts {
  status?: number
  statusText?: string
  headers?: HeadersInit | Headers
  url?: string
}

/** Statuses that never carry a body. */
const WITHOUT_BODY = [101, 204, 205, 304]

/** Response for WeChat, which has none, over the text or the bytes that wx.request gave. */
export class Response {
  readonly type = 'basic'
  readonly redirected = false
  readonly body = null
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  readonly url: string
  bodyUsed = false
  private readonly content: string | ArrayBuffer

  constructor(content: string | ArrayBuffer | null = null, parts: ResponseParts = {}) {
    this.status = parts.status ?? 200
    this.statusText = parts.statusText ?? ''
    this.headers = new Headers(parts.headers)
    this.url = parts.url ?? ''
    this.content = WITHOUT_BODY.includes(this.status) ? '' : (content ?? '')
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }
  clone(): Response {
    if (this.bodyUsed) throw new TypeError('Body has already been read')
    const { status, statusText, headers, url } = this
    return new Response(this.content, { status, statusText, headers, url })
  }
  async text(): Promise<string> {
    const content = this.take()
    if (typeof content !== 'string') return textOfBytes(content)
    return content.charCodeAt(0) === 0xfeff ? content.slice(1) : content
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    const content = this.take()
    return typeof content === 'string' ? bytesOfText(content) : content
  }
  async blob(): Promise<never> {
    throw new TypeError('WeChat has no Blob: read arrayBuffer()')
  }

  private take(): string | ArrayBuffer {
    if (this.bodyUsed) throw new TypeError('Body has already been read')
    this.bodyUsed = true
    return this.content
  }
}
