/**
 * Imports the catalogue through `import_item`, the same door that an operator's file goes through. Importing
 * again changes nothing where the content is the same.
 *
 *   SUPABASE_URL=https://<ref>.supabase.co SUPABASE_SECRET_KEY=sb_secret_… npx tsx supabase/catalogue/load.ts
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { pinyin } from 'pinyin-pro'
import { type CatalogueItem, catalogueItem } from './schema'

const FOLDER = fileURLToPath(new URL('./items', import.meta.url))

/** What people of a county ask for most, first; the rest follows by code. */
const POPULAR = ['QX07', 'QX04', 'QX01', 'QX26', 'QX38', 'QX05', 'QX17', 'QX02']

/** What `import_item` takes: the item, its pinyin initials, its place among the popular ones. */
export type ImportedItem = CatalogueItem & { initials: string; popular_rank: number }

/** Pinyin initials of a Chinese text, lower case, letters and digits only: 食品经营许可（新办） → spjyxkxb. */
export function initialsOf(text: string): string {
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** The item files, checked against the schema and made ready for search, in the order of their codes. */
export function readCatalogue(folder = FOLDER): ImportedItem[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const item = catalogueItem.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
      const words = [item.name, ...item.aliases].map(initialsOf).filter((word) => word !== '')
      const place = POPULAR.indexOf(item.code)
      return {
        ...item,
        initials: [...new Set(words)].join(' '),
        popular_rank: place < 0 ? 1000 : place + 1,
      }
    })
}

/** Imports every item with a client that holds the secret key; gives how many there are. */
export async function loadCatalogue(
  service: Pick<SupabaseClient, 'rpc'>,
  items: ImportedItem[] = readCatalogue(),
): Promise<number> {
  for (const item of items) {
    const { error } = await service.rpc('import_item', { p_item: item })
    if (error)
      throw new Error(`${item.code} ${item.name}: ${error.code} ${error.message} ${error.details ?? ''}`)
  }
  return items.length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = process.env
  if (!SUPABASE_URL || !SUPABASE_SECRET_KEY) {
    console.error('Set SUPABASE_URL and SUPABASE_SECRET_KEY of the project to load.')
    process.exit(1)
  }
  const client = createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, { auth: { persistSession: false } })
  loadCatalogue(client).then(
    (count) => console.log(`${count} items are in the catalogue of ${SUPABASE_URL}`),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
