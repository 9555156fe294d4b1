import { type Finding, findingsOf } from './finding'

export interface StorageFacts {
  buckets: { id: string; public: boolean; file_size_limit: number | null; types: number | null }[]
  /** The font of the papers lies in the bucket. */
  font: boolean
}

const MB = 1024 * 1024
/** What the migrations make; the bytes that one file may have. */
const WANTED: Record<string, number> = {
  materials: 20 * MB,
  results: 20 * MB,
  verification: 20 * MB,
  appeals: 20 * MB,
  messages: 20 * MB,
  assets: 20 * MB,
  'code-pictures': MB,
}

const { needed, advised } = findingsOf('storage')

/** Buckets are there, private, and limited as the migrations made them. */
export function checkStorage({ buckets, font }: StorageFacts): Finding[] {
  const found = Object.entries(WANTED).flatMap(([id, limit]) => {
    const bucket = buckets.find((one) => one.id === id)
    if (!bucket) return [needed(`The bucket ${id} is missing.`, 'Apply the migrations again.')]
    if (bucket.file_size_limit === limit && bucket.types) return []
    return [
      needed(
        `The bucket ${id} has other limits than the migrations gave it (${bucket.file_size_limit ?? 'no'} bytes, ${bucket.types ?? 'all'} types).`,
        `Set it back to ${limit} bytes and the types of the migration.`,
      ),
    ]
  })
  for (const { id } of buckets.filter((bucket) => bucket.public)) {
    found.push(needed(`Everybody on the internet reads the bucket ${id}.`, 'Make it private.'))
  }
  if (!font) {
    found.push(
      advised(
        'The font of the papers is not in the bucket assets: a function that was bundled without it cannot draw a paper.',
        'npx supabase storage cp supabase/functions/document-pdf/font/NotoSansSC-Regular.ttf ss:///assets/fonts/NotoSansSC-Regular.ttf --remote',
      ),
    )
  }
  return found
}
