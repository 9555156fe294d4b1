/** Hosted leaves CORS to the function, the preflight included. */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, x-client-info, apikey, content-type',
  'access-control-allow-methods': 'POST, OPTIONS',
}

/** A refusal that the client can show: a stable code, and a sentence in plain Chinese. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string | null = null,
    /** As PostgREST gives it: JSON that may name the field and the reason. */
    readonly details: string | null = null,
  ) {
    super(message)
  }
}

/** No function is sent more than a few short values. */
const MAX_BODY = 16 * 1024

/** A JSON answer that any origin may read. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: CORS_HEADERS })
}

/**
 * Runs a handler of POST requests with a JSON object as body. Answers preflights, turns a Refusal into
 * its answer, and anything else into one that gives no inside away.
 */
export async function postJson(
  request: Request,
  handle: (body: Record<string, unknown>) => Promise<Response>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS_HEADERS })
  try {
    if (request.method !== 'POST') throw new Refusal(405, 'METHOD_NOT_ALLOWED', '请求方式不对')
    return await handle(await readObject(request))
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message, hint, details } = error
      return json({ code, message, hint, ...(details === null ? {} : { details }) }, error.status)
    }
    console.error(error instanceof Error ? error.message : String(error))
    return json({ code: 'UNEXPECTED', message: '服务暂时不可用，请稍后再试', hint: null }, 500)
  }
}

async function readObject(request: Request): Promise<Record<string, unknown>> {
  const tooLong = () => new Refusal(413, 'BAD_REQUEST', '请求内容太长了')
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLong()
  const text = await request.text()
  if (text.length > MAX_BODY) throw tooLong()
  const body: unknown = parsed(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(400, 'BAD_REQUEST', '请求内容不完整，请重试')
  }
  return body as Record<string, unknown>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
