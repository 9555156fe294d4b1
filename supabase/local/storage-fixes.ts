import { json } from './http-bridge'

const OBJECT_WRITE = /^\/storage\/v1\/object\/(?!list\/|sign\/|move$|copy$|info\/|public\/)/
const OBJECT_NAME = /^\/storage\/v1\/object\/(?:upload\/sign\/)?[^/]+\/(.+)$/
/**
 * The characters that hosted's Storage allows in a name; Chinese is not among them. The space is missing
 * on purpose: lite stores names as they stand in the URL, where it is %20.
 */
const VALID_NAME = /^[\w/!.*'()&$@=;:+,-]+$/

/** An error in the shape of Storage, which answers 400 and puts the status that is meant into the body. */
export function storageError(statusCode: number, error: string, message: string): Response {
  return json({ statusCode: String(statusCode), error, message }, 400)
}

/** Makes an upload such that lite takes it as hosted would; a Response refuses it at once. */
export async function mendUpload(request: Request): Promise<Request | Response> {
  const path = new URL(request.url).pathname
  if (!['POST', 'PUT'].includes(request.method) || !OBJECT_WRITE.test(path)) return request
  const name = OBJECT_NAME.exec(path)?.[1]
  // Fault: lite stores any name, hosted refuses all but these characters: find out here, not there.
  if (name && !VALID_NAME.test(name))
    return storageError(400, 'InvalidKey', `Invalid key: ${safeDecode(name)}`)
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return unwrapMultipart(request)
  return withLength(request, await request.arrayBuffer(), new Headers(request.headers))
}

/**
 * Fault: lite wants the file in a field named "file", but supabase-js leaves the name empty (and
 * wx.uploadFile lets the caller choose), so Blob and File uploads fail with "Missing file in multipart
 * upload". The first file of the form becomes the body.
 */
async function unwrapMultipart(request: Request): Promise<Request | Response> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return storageError(400, 'InvalidRequest', 'The multipart body could not be read')
  }
  let file: File | undefined
  for (const value of form.values()) {
    if (typeof value !== 'string') file ??= value
  }
  if (!file) return storageError(400, 'InvalidRequest', 'Missing file in multipart upload')
  const headers = new Headers(request.headers)
  headers.set('content-type', file.type.split(';', 1)[0]?.trim() || 'application/octet-stream')
  const cacheControl = form.get('cacheControl')
  if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`)
  return withLength(request, await file.arrayBuffer(), headers)
}

/** Fault: lite enforces the bucket's size limit by the header alone, so the header must be true. */
function withLength(request: Request, body: ArrayBuffer, headers: Headers): Request {
  headers.set('content-length', String(body.byteLength))
  return new Request(request.url, { method: request.method, headers, body })
}

/** The token of a signed download or upload, or null when the request is neither. */
export function signedToken(request: Request): string | null {
  const url = new URL(request.url)
  const upload = request.method === 'PUT' && url.pathname.startsWith('/storage/v1/object/upload/sign/')
  const download =
    ['GET', 'HEAD'].includes(request.method) && url.pathname.startsWith('/storage/v1/object/sign/')
  return upload || download ? (url.searchParams.get('token') ?? '') : null
}

/**
 * Fault: lite ignores `?download=<name>`, by which the client asks for a file to be saved under that name
 * instead of shown.
 */
export function asAttachment(request: Request, response: Response): Response {
  const name = new URL(request.url).searchParams.get('download')
  if (request.method !== 'GET' || name === null || !response.ok) return response
  const headers = new Headers(response.headers)
  // RFC 6266: the form with * carries Chinese.
  headers.set(
    'content-disposition',
    name ? `attachment; filename*=UTF-8''${encodeURIComponent(name)}` : 'attachment',
  )
  return new Response(response.body, { status: response.status, headers })
}

interface Signed {
  signedUrl?: string
  url?: string
}

type Fetch = (request: Request) => Promise<Response>

/**
 * Faults in signing: lite answers with `signedUrl` and a path that starts with /storage/v1, where the
 * client expects `signedURL` and, for uploads, `url`, both relative to /storage/v1; and its route for a
 * batch is hidden behind the one for a single object. Answers null when the request signs nothing.
 */
export async function signed(request: Request, lite: Fetch): Promise<Response | null> {
  const path = new URL(request.url).pathname
  if (request.method !== 'POST') return null
  if (/^\/storage\/v1\/object\/sign\/[^/]+$/.test(path)) return signMany(request, lite)
  const upload = path.startsWith('/storage/v1/object/upload/sign/')
  if (!upload && !path.startsWith('/storage/v1/object/sign/')) return null
  const response = await lite(request)
  if (!response.ok) return response
  const body = (await response.json()) as Signed
  const relative = body.signedUrl?.replace(/^\/storage\/v1/, '')
  return json(upload ? { ...body, url: relative } : { ...body, signedURL: relative })
}

async function signMany(request: Request, lite: Fetch): Promise<Response> {
  const { paths, expiresIn } = (await request.json().catch(() => ({}))) as {
    paths?: unknown
    expiresIn?: number
  }
  if (!Array.isArray(paths)) return storageError(400, 'InvalidRequest', 'paths must be a list')
  const entries = []
  for (const path of paths.map(String)) {
    const one = new Request(`${request.url}/${encodeURI(path)}`, {
      method: 'POST',
      headers: request.headers,
      body: JSON.stringify({ expiresIn }),
    })
    const response = await signed(one, lite)
    const body = response?.ok ? ((await response.json()) as { signedURL?: string }) : {}
    entries.push({
      path,
      signedURL: body.signedURL ?? null,
      error: body.signedURL ? null : 'Either the object does not exist or you do not have access to it',
    })
  }
  return json(entries)
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
