import type { z } from 'zod'
import { readAtMost } from '../body.ts'
import { kindOf, WechatError } from './error.ts'

/** Where WeChat's API is and how long it may take. The simulator stands in for it by another base. */
export interface WechatServer {
  apiBase: string
  fetcher: typeof fetch
  timeoutMs: number
}

/** What an API gave: JSON that it says worked, or bytes (a picture). */
export interface WechatAnswer {
  type: string
  content: Uint8Array<ArrayBuffer>
}

/** Larger than the largest wxacode; what goes on is not WeChat's answer. */
const MAX_ANSWER = 4 * 1024 * 1024

/**
 * Sends one request and reads the answer whole within the time. An answer of JSON with an errcode becomes a
 * WechatError; so does everything that is not WeChat's, of which no word is kept: the error of a failed fetch may
 * hold the address, and with it the secret.
 */
export async function ask(
  server: WechatServer,
  path: string,
  query: Record<string, string>,
  body?: unknown,
): Promise<WechatAnswer> {
  const address = `${server.apiBase}${path}?${new URLSearchParams(query)}`
  const unreachable = () => new WechatError(0, 'unreachable', path)
  let content: Uint8Array<ArrayBuffer> | null
  let response: Response
  try {
    response = await server.fetcher(address, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      // A redirect is not WeChat's; following one would carry the secret to somewhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(server.timeoutMs),
    })
    content = await readAtMost(response.body, MAX_ANSWER)
  } catch {
    throw unreachable()
  }
  if (!response.ok || content === null) throw unreachable()
  const answer = { type: response.headers.get('content-type') ?? '', content }
  const errcode = errcodeOf(answer)
  if (errcode !== 0) throw new WechatError(errcode, kindOf(errcode), path)
  return answer
}

/** The answer as what the API is documented to give; anything else is not WeChat's. */
export function fitting<S extends z.ZodType>(answer: WechatAnswer, schema: S, path: string): z.output<S> {
  const result = schema.safeParse(asJson(answer))
  if (result.success) return result.data
  throw new WechatError(0, 'unreachable', path)
}

/** WeChat answers 200 to errors too, and says text/plain of its JSON at times: the content decides. */
function errcodeOf(answer: WechatAnswer): number {
  const errcode = (asJson(answer) as { errcode?: unknown } | null)?.errcode
  return typeof errcode === 'number' ? errcode : 0
}

function asJson({ content }: WechatAnswer): unknown {
  // A picture is not looked through for JSON.
  if (content[0] !== 0x7b) return null
  try {
    return JSON.parse(new TextDecoder().decode(content))
  } catch {
    return null
  }
}
