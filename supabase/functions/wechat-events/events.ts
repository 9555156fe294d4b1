import { z } from 'zod'

/** What WeChat says of a picture: event wxa_media_check. */
export interface MediaAnswer {
  trace: string
  suggest: 'pass' | 'review' | 'risky' | null
  label: number | null
  /** Why there is no opinion; null when there is one. */
  problem: string | null
}

/** What a person did about subscribe messages, or what became of one. */
export interface SubscriptionEvent {
  event: 'popup' | 'change' | 'sent'
  openid: string
  /** When WeChat says that it happened, ISO 8601. */
  at: string
  results: { template_id: string; status: string }[]
}

export type WechatEvent =
  | { kind: 'media'; answer: MediaAnswer }
  | { kind: 'subscription'; event: SubscriptionEvent }
  | { kind: 'other' }

/** XML has only strings. */
const number = z.coerce.number().int()
const text = (max: number) => z.string().min(1).max(max)

/** https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync */
const MEDIA = z.object({
  appid: text(64),
  trace_id: text(100),
  errcode: number.optional(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: number }).optional(),
  // What pushes of the first version hold, which still come at times (seen in WeChat's own forum).
  isrisky: number.optional(),
  status_code: number.optional(),
})
/** The picture could not be fetched: −1008, also as the unsigned number that it becomes on the way. */
const NOT_FETCHED = [-1008, 4294966288]

const LISTED = z.object({
  TemplateId: text(100),
  SubscribeStatusString: text(20).optional(),
  ErrorStatus: text(40).optional(),
})
const PERSON = z.object({ FromUserName: text(128), CreateTime: number })

/** https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html */
const SUBSCRIPTIONS: Record<string, { event: SubscriptionEvent['event']; under: string }> = {
  subscribe_msg_popup_event: { event: 'popup', under: 'SubscribeMsgPopupEvent' },
  subscribe_msg_change_event: { event: 'change', under: 'SubscribeMsgChangeEvent' },
  subscribe_msg_sent_event: { event: 'sent', under: 'SubscribeMsgSentEvent' },
}

/** Sorts a push. One of a kind that we know and a shape that we do not is `other`: WeChat need not send it again. */
export function eventOf(push: Record<string, unknown>, appid: string): WechatEvent {
  const name = typeof push.Event === 'string' ? push.Event : ''
  if (name === 'wxa_media_check') {
    const read = MEDIA.safeParse(push)
    return read.success && read.data.appid === appid
      ? { kind: 'media', answer: mediaAnswer(read.data) }
      : { kind: 'other' }
  }
  const known = SUBSCRIPTIONS[name]
  const person = PERSON.safeParse(push)
  const results = known ? listed(push, known.under) : null
  if (!known || !person.success || !results) return { kind: 'other' }
  return {
    kind: 'subscription',
    event: {
      event: known.event,
      openid: person.data.FromUserName,
      at: new Date(person.data.CreateTime * 1000).toISOString(),
      results,
    },
  }
}

function mediaAnswer(data: z.output<typeof MEDIA>): MediaAnswer {
  const errcode = data.errcode || data.status_code || 0
  const none = (problem: string) => ({ trace: data.trace_id, suggest: null, label: null, problem })
  if (errcode !== 0) return none(NOT_FETCHED.includes(errcode) ? 'download' : `errcode ${errcode}`)
  if (data.result) return { trace: data.trace_id, ...data.result, problem: null }
  if (data.isrisky === undefined) return none('no result')
  // The first version says yes or no; 21000 is WeChat's label for what has no other.
  return data.isrisky === 1
    ? { trace: data.trace_id, suggest: 'risky', label: 21000, problem: null }
    : { trace: data.trace_id, suggest: 'pass', label: 100, problem: null }
}

/** XML nests the list under the event's name, JSON does not; and a list of one comes as no list at all. */
function listed(push: Record<string, unknown>, under: string): SubscriptionEvent['results'] | null {
  const nested = push[under]
  const holder = typeof nested === 'object' && nested !== null ? (nested as Record<string, unknown>) : push
  const list = Array.isArray(holder.List) ? holder.List : [holder.List]
  const read = z.array(LISTED).min(1).max(20).safeParse(list)
  if (!read.success) return null
  return read.data.map((each) => ({
    template_id: each.TemplateId,
    status: each.SubscribeStatusString ?? each.ErrorStatus ?? '',
  }))
}
