/** Hosted leaves CORS to the function, the preflight included. */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, x-client-info, apikey, content-type',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
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

/** A file that any origin may read with the right token, and that nobody on the way keeps. */
export function file(content: Uint8Array, mime: string, name: string): Response {
  return new Response(content as Uint8Array<ArrayBuffer>, {
    headers: {
      ...CORS_HEADERS,
      'content-type': mime,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  })
}

/**
 * Runs a handler of POST requests with a JSON object as body. Answers preflights, turns a Refusal into
 * its answer, and anything else into one that gives no inside away.
 */
export function postJson(
  request: Request,
  handle: (body: Record<string, unknown>) => Promise<Response>,
): Promise<Response> {
  return answering(request, 'POST', async () => handle(await readObject(request)))
}

/** The same for GET, which is all that a download in WeChat can send; what is asked for stands in the address. */
export function get(
  request: Request,
  handle: (query: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  return answering(request, 'GET', () => handle(new URL(request.url).searchParams))
}

async function answering(
  request: Request,
  method: string,
  handle: () => Promise<Response>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS_HEADERS })
  try {
    if (request.method !== method) throw new Refusal(405, 'METHOD_NOT_ALLOWED', '请求方式不对')
    return await handle()
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
