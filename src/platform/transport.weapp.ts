import Taro from '@tarojs/taro'
import { Headers, Response } from 'whatwg-fetch'
import { refusePatch } from './no-patch'

/** Object bytes; everything else is text, since whatwg-fetch would decode an ArrayBuffer byte by byte. */
const OBJECT_BYTES = /\/storage\/v1\/(object|render)\//
const WITHOUT_BODY = [101, 204, 205, 304]
const TIMEOUT_MS = 60_000

function abortError(): Error {
  const error = new Error('The operation was aborted.')
  error.name = 'AbortError'
  return error
}

const addressOf = (input: RequestInfo | URL): string =>
  typeof input === 'string' ? input : 'url' in input ? input.url : String(input)

/** wx.request takes a string or an ArrayBuffer; a view is cut to its own bytes. */
function bodyOf(body: BodyInit | null | undefined): string | ArrayBuffer | undefined {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string') return body
  if (body instanceof ArrayBuffer) return body
  if (ArrayBuffer.isView(body)) {
    return body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer
  }
  return String(body)
}

function plainHeaders(init: HeadersInit | undefined): Record<string, string> {
  const plain: Record<string, string> = {}
  new Headers(init).forEach((value, name) => {
    plain[name] = value
  })
  return plain
}

function toResponse(answer: Taro.request.SuccessCallbackResult<string | ArrayBuffer>, url: string): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.header ?? {})) {
    headers.append(name, Array.isArray(value) ? value.join(', ') : String(value))
  }
  const body = WITHOUT_BODY.includes(answer.statusCode) ? null : answer.data
  const response = new Response(body, { status: answer.statusCode, headers })
  Object.defineProperty(response, 'url', { value: url })
  return response
}

const wxFetch: typeof fetch = (input, init = {}) =>
  new Promise((resolve, reject) => {
    const signal = init.signal
    if (signal?.aborted) return reject(abortError())
    const url = addressOf(input)
    const method = (init.method ?? 'GET').toUpperCase()
    const task = Taro.request<string | ArrayBuffer>({
      url,
      method: method as keyof Taro.request.Method,
      header: plainHeaders(init.headers),
      data: bodyOf(init.body),
      // 'other': WeChat leaves the JSON alone, Response parses it.
      dataType: 'other' as unknown as keyof Taro.request.DataType,
      responseType: method === 'GET' && OBJECT_BYTES.test(url) ? 'arraybuffer' : 'text',
      timeout: TIMEOUT_MS,
      success: (answer) => resolve(toResponse(answer, url)),
      fail: (failure) =>
        reject(signal?.aborted ? abortError() : new TypeError(`Network request failed: ${failure.errMsg}`)),
    })
    signal?.addEventListener('abort', () => {
      task.abort?.()
      reject(abortError())
    })
    // Taro's task is also a promise; its failure was already handled above.
    task.catch?.(() => undefined)
  })

export const transportFetch: typeof fetch = refusePatch(wxFetch)
