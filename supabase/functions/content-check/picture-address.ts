import {
  SERVICE_LIMIT_MS,
  type ServiceAccess,
  ServiceError,
  serviceHeaders,
} from '../_shared/service-client.ts'

/** Gives an address under which somebody without a sign-in may fetch one stored object, for so many seconds. */
export type PictureAddress = (bucket: string, path: string, seconds: number) => Promise<string | null>

/**
 * Makes it over a fetch, which tests replace. WeChat fetches the picture from outside: behind one's own proxy the
 * address inside (SUPABASE_URL) is another than that from outside, `publicUrl`.
 */
export function pictureAddress(
  access: ServiceAccess,
  publicUrl: string,
  fetcher: typeof fetch = fetch,
): PictureAddress {
  return async (bucket, path, seconds) => {
    const place = path.split('/').map(encodeURIComponent).join('/')
    const response = await fetcher(`${access.url}/storage/v1/object/sign/${bucket}/${place}`, {
      method: 'POST',
      headers: { ...serviceHeaders(access), 'content-type': 'application/json' },
      body: JSON.stringify({ expiresIn: seconds }),
      signal: AbortSignal.timeout(SERVICE_LIMIT_MS),
    })
    const answer = (await response.json().catch(() => ({}))) as {
      signedURL?: string
      statusCode?: string | number
    }
    if (response.ok && answer.signedURL) return `${publicUrl}/storage/v1${answer.signedURL}`
    // Storage hides its status in the body of a 400.
    const status = Number(answer.statusCode ?? response.status)
    if (status === 404) return null
    throw new ServiceError(status, '', `signing in ${bucket}`)
  }
}
