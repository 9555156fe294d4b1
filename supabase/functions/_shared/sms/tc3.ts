/** What is signed: a POST of JSON to one of Tencent Cloud's services. */
export interface Tc3Request {
  secretId: string
  secretKey: string
  service: string
  host: string
  body: string
  /** Seconds. */
  timestamp: number
}

const CONTENT_TYPE = 'application/json; charset=utf-8'

/**
 * The Authorization header by signature v3, TC3-HMAC-SHA256 (https://cloud.tencent.com/document/api/382/52072); its
 * test is the example of that page.
 */
export async function tc3Authorization(request: Tc3Request): Promise<string> {
  const { secretId, secretKey, service, host, body, timestamp } = request
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const signedHeaders = 'content-type;host'
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}`,
    `host:${host}`,
    '',
    signedHeaders,
    await sha256(body),
  ].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, await sha256(canonical)].join('\n')
  let key: Uint8Array<ArrayBuffer> = bytes(`TC3${secretKey}`)
  for (const part of [date, service, 'tc3_request']) key = await hmac(key, part)
  const signature = hex(await hmac(key, toSign))
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

const hex = (content: Uint8Array) => [...content].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const sha256 = async (text: string) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(text))))

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)))
}
