import { probeWrite } from './authorize'
import type { RealtimeContext } from './context'
import { describe } from './fanout'
import { type Broadcast, isRecord } from './frames'
import { roomOf } from './hub'
import type { Claims } from './tokens'

const BATCH_PATH = '/realtime/v1/api/broadcast'
const SINGLE_PATH = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/

interface Message {
  topic: string
  event: string
  private: boolean
  broadcast: Broadcast
}

/** Answers the broadcast API; null when the request is for somebody else. */
export async function handleBroadcastRequest(
  context: RealtimeContext,
  req: Request,
): Promise<Response | null> {
  const url = new URL(req.url)
  const single = SINGLE_PATH.exec(url.pathname)
  if (req.method !== 'POST' || !(single || url.pathname === BATCH_PATH)) return null
  const claims = await authenticate(context, req.headers)
  if (!claims) return Response.json({ message: 'Unauthorized' }, { status: 401 })
  const body = Buffer.from(await req.arrayBuffer())
  if (!single) return broadcastBatch(context, req, claims, body)
  const [topic, event] = [decode(single[1]), decode(single[2])]
  if (topic === null || event === null) return Response.json({ message: 'Bad Request' }, { status: 400 })
  const isPrivate = url.searchParams.get('private') === 'true'
  return broadcastSingle(context, req, claims, { topic, event, private: isPrivate }, body)
}

async function broadcastBatch(
  context: RealtimeContext,
  req: Request,
  claims: Claims,
  body: Buffer,
): Promise<Response> {
  const json = parseJson(body)
  if (json === undefined) return Response.json({ message: 'Bad Request' }, { status: 400 })
  const items = isRecord(json) ? json.messages : undefined
  if (!Array.isArray(items) || items.length === 0) {
    return Response.json({ errors: { messages: ["can't be blank"] } }, { status: 422 })
  }
  const problems = items.map((item) => problemsOf(item, context.limits.payloadBytes))
  if (problems.some((each) => Object.keys(each).length > 0)) {
    return Response.json({ errors: { messages: problems } }, { status: 422 })
  }
  const writable = new Map<string, boolean>()
  for (const message of items.filter(isRecord).map(toMessage)) {
    // A private message that the caller may not write is dropped in silence: the batch is still accepted.
    if (message.private && !writable.has(message.topic)) {
      writable.set(message.topic, await mayWrite(context, req, claims, message.topic))
    }
    if (!message.private || writable.get(message.topic)) publish(context, message)
  }
  return new Response(null, { status: 202 })
}

async function broadcastSingle(
  context: RealtimeContext,
  req: Request,
  claims: Claims,
  target: Omit<Message, 'broadcast'>,
  body: Buffer,
): Promise<Response> {
  const type = req.headers.get('content-type')?.split(';')[0]?.trim()
  if (type !== 'application/json' && type !== 'application/octet-stream') {
    return Response.json({ message: 'Unsupported Media Type' }, { status: 415 })
  }
  if (body.length > context.limits.payloadBytes) {
    return Response.json({ message: 'Payload size exceeds tenant limit' }, { status: 422 })
  }
  const encoding = type === 'application/json' ? 'json' : 'binary'
  if (encoding === 'json' && parseJson(body) === undefined) {
    return Response.json({ message: 'Bad Request' }, { status: 400 })
  }
  if (target.private && !(await mayWrite(context, req, claims, target.topic))) {
    return Response.json({ message: 'Unauthorized' }, { status: 403 })
  }
  publish(context, { ...target, broadcast: { form: 'user', event: target.event, encoding, payload: body } })
  return new Response(null, { status: 202 })
}

function publish({ hub }: RealtimeContext, message: Message): void {
  hub.broadcast(roomOf(message.topic, message.private), message.broadcast)
}

/** The bearer token, or the API key without one, as hosted takes them. */
async function authenticate({ verify }: RealtimeContext, headers: Headers): Promise<Claims | null> {
  const bearer = /^bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const token = bearer ?? headers.get('apikey')
  if (!token) return null
  return verify(token).catch(() => null)
}

async function mayWrite(
  context: RealtimeContext,
  req: Request,
  claims: Claims,
  topic: string,
): Promise<boolean> {
  const caller = { topic, claims, headers: xHeaders([...req.headers]) }
  try {
    return (await probeWrite(context.sql, caller, ['broadcast'])).has('broadcast')
  } catch (error) {
    context.log(`realtime: a policy failed for topic ${topic}: ${describe(error)}`)
    return false
  }
}

/** The x- headers of a request, which policies may read as request.headers. */
export function xHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.toLowerCase().startsWith('x-')))
}

function problemsOf(item: unknown, payloadBytes: number): Record<string, string[]> {
  const message = isRecord(item) ? item : {}
  const problems: Record<string, string[]> = {}
  if (typeof message.topic !== 'string' || message.topic === '') problems.topic = ["can't be blank"]
  if (typeof message.event !== 'string' || message.event === '') problems.event = ["can't be blank"]
  if (!isRecord(message.payload)) {
    problems.payload = [message.payload === undefined ? "can't be blank" : 'is invalid']
  } else if (Buffer.byteLength(JSON.stringify(message.payload)) > payloadBytes) {
    problems.payload = ['Payload size exceeds tenant limit']
  }
  return problems
}

function toMessage(item: Record<string, unknown>): Message {
  const { payload, id } = item
  const event = String(item.event)
  const body: Record<string, unknown> = { type: 'broadcast', event, payload }
  if (typeof id === 'string') body.meta = { id }
  return {
    topic: String(item.topic),
    event,
    private: item.private === true || item.private === 'true',
    broadcast: { form: 'text', body },
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function decode(part: string | undefined): string | null {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return null
  }
}
