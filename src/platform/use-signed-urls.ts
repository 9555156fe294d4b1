import { useQuery } from '@tanstack/react-query'
import { signedUrl, signedUrls } from './objects'
import { FRESH_MS } from './signed-for'

interface StoredObject {
  bucket: string
  path: string
}

const known = new Map<string, { url: string; at: number }>()
const keyOf = ({ bucket, path }: StoredObject) => `${bucket}/${path}`

function fresh(object: StoredObject): string | undefined {
  const entry = known.get(keyOf(object))
  return entry && Date.now() - entry.at < FRESH_MS ? entry.url : undefined
}

async function sign(objects: StoredObject[]): Promise<Record<string, string>> {
  const missing = objects.filter((object) => !fresh(object))
  for (const bucket of new Set(missing.map((object) => object.bucket))) {
    const wanted = missing.filter((object) => object.bucket === bucket)
    const urls = await signedUrls(
      bucket,
      wanted.map((object) => object.path),
    )
    const at = Date.now()
    wanted.forEach((object, index) => {
      const url = urls[index]
      if (url) known.set(keyOf(object), { url, at })
    })
  }
  return Object.fromEntries(objects.map((object) => [object.path, fresh(object) ?? '']))
}

/** Short-lived addresses of stored pictures by path, all missing ones in one request; '' for one that is gone. */
export function useSignedUrls(objects: StoredObject[]): Record<string, string> {
  const { data } = useQuery({
    queryKey: ['signed', ...objects.map(keyOf)],
    queryFn: () => sign(objects),
    enabled: objects.length > 0,
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  })
  return data ?? {}
}

/** The address of one stored object, to open it now. */
export async function addressOf(object: StoredObject): Promise<string> {
  return fresh(object) ?? (await signedUrl(object.bucket, object.path))
}
