import { readText } from '../_shared/body.ts'
import { answer, type Frame } from '../_shared/http.ts'
import { Refusal } from '../_shared/refusal.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { eventOf, type WechatEvent } from './events.ts'
import { checkAddress, type PushQuery, readPush } from './push.ts'
import type { PushKeys } from './sealed.ts'

export interface WechatEventsDeps {
  frame: Frame
  service: Pick<ServiceClient, 'rpc'>
  keys: PushKeys
  /** Milliseconds of the calendar; the frame's only measures how long something took. */
  clock(): number
}

/** A push is a few hundred bytes; sealed and as XML three times that. */
const MAX_BYTES = 64 * 1024
/** WeChat waits five seconds, then comes again, three times in all. */
const PATIENCE_MS = 4000

/**
 * 消息推送: WeChat's own calls to us. GET is the check of the address when somebody saves the settings; POST brings
 * an event. Answered with 'success' within five seconds; when the database does not take it in that time the answer
 * is an error, and WeChat comes again. A push that comes twice does nothing twice.
 */
export function handleWechatEvents(request: Request, deps: WechatEventsDeps): Promise<Response> {
  return answer(request, deps.frame, ['GET', 'POST'], async ({ note }) => {
    const values = new URL(request.url).searchParams
    const query: PushQuery = {
      signature: values.get('signature') ?? '',
      msg_signature: values.get('msg_signature') ?? '',
      timestamp: values.get('timestamp') ?? '',
      nonce: values.get('nonce') ?? '',
    }
    if (request.method === 'GET') {
      await checkAddress(query, deps.keys, deps.clock())
      return plain(echo(values.get('echostr') ?? ''))
    }
    const text = await readText(request, MAX_BYTES)
    const push = await readPush(text, query, deps.keys, deps.clock())
    const event = eventOf(push, deps.keys.appid)
    note({ event: event.kind })
    await inTime(pass(deps, event))
    return plain('success')
  })
}

async function pass({ service }: WechatEventsDeps, event: WechatEvent): Promise<void> {
  if (event.kind === 'media') {
    const { trace, suggest, label, problem } = event.answer
    await service.rpc('service_media_answer', {
      p_trace_id: trace,
      p_suggest: suggest,
      p_label: label,
      p_problem: problem,
    })
  } else if (event.kind === 'subscription') {
    const { openid, at, results } = event.event
    await service.rpc('service_subscription_event', {
      p_event: event.event.event,
      p_openid: openid,
      p_results: results,
      p_at: at,
    })
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal(503, 'BUSY', '现在忙，请稍后再发')), PATIENCE_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Given back as it came, and only what WeChat sends: nothing that a browser would read as more than a word. */
function echo(echostr: string): string {
  if (!/^[\w+/=-]{1,200}$/.test(echostr)) throw new Refusal(400, 'BAD_REQUEST', '看不懂的消息')
  return echostr
}

const plain = (text: string) =>
  new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  })
