import type { z } from 'zod'
import { readText } from './body.ts'
import { corsHeaders } from './cors.ts'
import { logLine, type Notes, withoutPersonal } from './log-line.ts'
import { Refusal } from './refusal.ts'

export { Refusal } from './refusal.ts'

/** What every function stands on; `frameFromEnvironment` makes it, tests make their own. */
export interface Frame {
  /** The function's name, for the log. */
  name: string
  /** Whose pages may read the answers. */
  origins: readonly string[]
  newId(): string
  /** Milliseconds; for how long an answer took. */
  now(): number
  log(line: string): void
}

/** One request on its way. */
export interface Exchange {
  request: Request
  /** The caller's, when it is well-formed, else a new one: in the answer's header, error body and log line. */
  id: string
  /** The caller's token as it came, or ''. */
  authorization: string
  /** Adds to the log line what is not personal. */
  note(notes: Notes): void
}

/** How a request's values are read. */
export interface Input<S extends z.ZodType> {
  input: S
  /** What somebody is told whose values do not fit, by the first field; of itself it is «请求内容不完整». */
  refuse?: (field: string) => Refusal
  /** Bytes; of itself 16 KB, since no function is sent more than a few short values. */
  maxBytes?: number
}

const MAX_BODY = 16 * 1024

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers })
}

/** A file that nobody on the way keeps. */
export function file(content: Uint8Array, mime: string, name: string): Response {
  return new Response(content as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': mime,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  })
}

/** Runs a handler of POST requests whose JSON body fits the schema. */
export function postJson<S extends z.ZodType>(
  request: Request,
  frame: Frame,
  input: Input<S>,
  handle: (values: z.output<S>, exchange: Exchange) => Promise<Response>,
): Promise<Response> {
  return answer(request, frame, ['POST'], async (exchange) => {
    const text = await readText(request, input.maxBytes ?? MAX_BODY)
    return handle(fitting(input, parsed(text)), exchange)
  })
}

/** The same for GET, which is all that a download in WeChat can send; what is asked for stands in the address. */
export function get<S extends z.ZodType>(
  request: Request,
  frame: Frame,
  input: Input<S>,
  handle: (values: z.output<S>, exchange: Exchange) => Promise<Response>,
): Promise<Response> {
  return answer(request, frame, ['GET'], async (exchange) =>
    handle(fitting(input, Object.fromEntries(new URL(request.url).searchParams)), exchange),
  )
}

/**
 * Runs any handler: answers preflights, refuses other methods, turns a Refusal into its answer and anything else
 * into one that gives no inside away, adds CORS and the request id, and writes the log line.
 */
export async function answer(
  request: Request,
  frame: Frame,
  methods: readonly string[],
  handle: (exchange: Exchange) => Promise<Response>,
): Promise<Response> {
  const cors = corsHeaders(request, frame.origins)
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
  const began = frame.now()
  const id = requestId(request) ?? frame.newId()
  const notes: Notes = {}
  const exchange: Exchange = {
    request,
    id,
    authorization: request.headers.get('authorization') ?? '',
    note: (more) => void Object.assign(notes, more),
  }
  let code: string | null = null
  let response: Response
  try {
    if (!methods.includes(request.method)) throw new Refusal(405, 'METHOD_NOT_ALLOWED', '请求方式不对')
    response = await handle(exchange)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected()
    if (refusal !== error) exchange.note({ error: withoutPersonal(String(error)) })
    code = refusal.code
    response = refused(refusal, id)
  }
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries({ ...cors, 'x-request-id': id })) headers.set(name, value)
  const { status } = response
  frame.log(logLine({ function: frame.name, request_id: id, status, code, ms: frame.now() - began }, notes))
  return new Response(response.body, { status, headers })
}

/** A well-formed x-request-id. What else a caller writes there stays out of our logs. */
export function requestId(request: Request): string | null {
  const given = request.headers.get('x-request-id') ?? ''
  return /^[\w-]{8,64}$/.test(given) ? given : null
}

function refused({ status, code, message, hint, details }: Refusal, id: string): Response {
  return json({ code, message, hint, ...(details === null ? {} : { details }), request_id: id }, status)
}

const unexpected = () => new Refusal(500, 'UNEXPECTED', '服务暂时不可用，请稍后再试')

function fitting<S extends z.ZodType>({ input, refuse }: Input<S>, values: unknown): z.output<S> {
  const result = input.safeParse(values)
  if (result.success) return result.data
  throw (
    refuse?.(String(result.error.issues[0]?.path[0] ?? '')) ??
    new Refusal(400, 'BAD_REQUEST', '请求内容不完整，请重试')
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
