import { type ServiceAccess, ServiceError, serviceHeaders } from './service-client.ts'

/** Objects of Storage as the server sees them: every one, past the policies. */
export interface StoredObjects {
  /** The content as it comes; null when there is no such object. */
  read(bucket: string, path: string): Promise<ReadableStream<Uint8Array> | null>
  /** Puts an object, in place of one of that name. */
  write(bucket: string, path: string, content: Uint8Array<ArrayBuffer>, mime: string): Promise<void>
  /** Takes objects out; one that is gone already is no fault. */
  remove(bucket: string, paths: readonly string[]): Promise<void>
}

/** 20 MB, the largest object that there is, and Storage beside us. */
const LIMIT_MS = 60_000

/** Makes it over a fetch, which tests replace. */
export function storedObjects(access: ServiceAccess, fetcher: typeof fetch = fetch): StoredObjects {
  const keys = serviceHeaders(access)
  const base = `${access.url}/storage/v1/object`
  const limit = () => AbortSignal.timeout(LIMIT_MS)
  const placeOf = (path: string) => path.split('/').map(encodeURIComponent).join('/')
  return {
    async read(bucket, path) {
      const response = await fetcher(`${base}/${bucket}/${placeOf(path)}`, { headers: keys, signal: limit() })
      if (response.ok) return response.body
      const { statusCode } = (await response.json().catch(() => ({}))) as { statusCode?: string | number }
      // Storage hides its status in the body of a 400.
      const status = Number(statusCode ?? response.status)
      if (status === 404) return null
      throw new ServiceError(status, '', `reading from ${bucket}`)
    },
    async write(bucket, path, content, mime) {
      const response = await fetcher(`${base}/${bucket}/${placeOf(path)}`, {
        method: 'POST',
        headers: { ...keys, 'content-type': mime, 'x-upsert': 'true' },
        body: content,
        signal: limit(),
      })
      await response.body?.cancel()
      if (!response.ok) throw new ServiceError(response.status, '', `writing to ${bucket}`)
    },
    async remove(bucket, paths) {
      const response = await fetcher(`${base}/${bucket}`, {
        method: 'DELETE',
        headers: { ...keys, 'content-type': 'application/json' },
        body: JSON.stringify({ prefixes: paths }),
        signal: limit(),
      })
      await response.body?.cancel()
      if (!response.ok) throw new ServiceError(response.status, '', `removing from ${bucket}`)
    },
  }
}
