import Taro from '@tarojs/taro'
import { isAway, onReturn } from './line'
import { abortError, captiveError, interruptedError, networkError, timeoutError } from './transport-errors'
import { Headers } from './transport-headers'
import { Lanes } from './transport-lanes'
import { Response } from './transport-response'
import { addressOf, isLong, timeoutOf, withRules } from './transport-rules'

/** Objects of Storage, and whatever else the caller wants no text of: the rest is text, decoded by WeChat. */
const OBJECT_BYTES = /\/storage\/v1\/(object|render)\//
const BYTES_WANTED = /^(application\/(octet-stream|pdf)|image\/)/
/** A browser hides cookies from scripts; WeChat hands them over, on iOS and Android in different shapes. */
const HIDDEN = /^set-cookie2?$/i

// In the background WeChat would refuse at once: what is asked then waits until the person is back.
const lanes = new Lanes(() => !isAway())
onReturn(() => lanes.moved())

/** wx.request takes a string or an ArrayBuffer; a view is cut to its own bytes. */
function bodyOf(body: BodyInit): string | ArrayBuffer {
  if (typeof body === 'string') return body
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return body as ArrayBuffer
  if (ArrayBuffer.isView(body)) {
    return body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer
  }
  if ('append' in body) return String(body)
  throw new TypeError('WeChat sends text, ArrayBuffers and their views only')
}

/** The type that fetch gives a body of its own accord; without one WeChat says JSON of everything. */
const typeOf = (body: BodyInit): string =>
  typeof body === 'string'
    ? 'text/plain;charset=UTF-8'
    : 'append' in body
      ? 'application/x-www-form-urlencoded;charset=UTF-8'
      : 'application/octet-stream'

function toResponse(answer: Taro.request.SuccessCallbackResult<string | ArrayBuffer>, url: string): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.header ?? {})) {
    if (!HIDDEN.test(name)) headers.append(name, Array.isArray(value) ? value.join(', ') : String(value))
  }
  return new Response(answer.data, { status: answer.statusCode, headers, url })
}

/** errno of developers.weixin.qq.com, Errno错误码; older clients give the words only. */
function failureOf({ errMsg = '', errno }: { errMsg?: string; errno?: number }): Error {
  if (errno === 5 || /time(d)? ?out/i.test(errMsg)) return timeoutError()
  if (errno === 600003 || /interrupted/i.test(errMsg)) return interruptedError()
  // A gateway that wants a login shows its own certificate for our name.
  if (/\bssl\b|certificate|err_cert/i.test(errMsg)) return captiveError()
  return networkError(errMsg)
}

function send(url: string, method: string, init: RequestInit): Promise<Response> {
  const { signal, body } = init
  const headers = new Headers(init.headers)
  if (body != null && !headers.has('content-type')) headers.set('content-type', typeOf(body))
  const bytes = OBJECT_BYTES.test(url) || BYTES_WANTED.test(headers.get('accept') ?? '')
  return new Promise((resolve, reject) => {
    const stop = () => {
      task.abort?.()
      reject(signal?.reason ?? abortError())
    }
    const task = Taro.request<string | ArrayBuffer>({
      url,
      method: method as keyof Taro.request.Method,
      header: Object.fromEntries(headers),
      data: body == null ? undefined : bodyOf(body),
      // 'other': WeChat leaves the JSON alone, Response parses it.
      dataType: 'other' as unknown as keyof Taro.request.DataType,
      responseType: method === 'GET' && bytes ? 'arraybuffer' : 'text',
      timeout: timeoutOf(url),
      success: (answer) => resolve(toResponse(answer, url)),
      fail: (failure) => reject(failureOf(failure)),
      complete: () => signal?.removeEventListener('abort', stop),
    })
    signal?.addEventListener('abort', stop)
    // Taro's task is also a promise: what wx.request throws, it says only there.
    task.catch?.((why: Error | { errMsg?: string }) => reject(why instanceof Error ? why : failureOf(why)))
  })
}

const wxFetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
  const { signal } = init
  if (signal?.aborted) throw signal.reason ?? abortError()
  const url = addressOf(input)
  const method = (init.method ?? 'GET').toUpperCase()
  if (init.body != null && (method === 'GET' || method === 'HEAD'))
    throw new TypeError(`A ${method} has no body`)
  const leave = await lanes.enter(isLong(url), signal)
  try {
    return await send(url, method, init)
  } finally {
    leave()
  }
}

export const transportFetch = withRules(wxFetch as unknown as typeof fetch)
