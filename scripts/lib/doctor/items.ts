import { type Finding, findingsOf } from './finding'

export interface ItemFacts {
  published: number
  /** Items in supabase/catalogue/items. */
  in_catalogue: number
  /** Published items whose newest version is, byte for byte, what the catalogue was delivered with. */
  codes: number
}

const { needed, advised } = findingsOf('items')
const IMPORT =
  'SUPABASE_URL=… SUPABASE_SECRET_KEY=… npx tsx supabase/catalogue/load.ts, after each office confirmed its items.'

/** There is something to apply for, and a printed code leads to it. */
export function checkItems({ published, in_catalogue, codes }: ItemFacts): Finding[] {
  if (published === 0) return [needed('No item is published.', IMPORT)]
  return [
    ...(published < in_catalogue
      ? [advised(`${published} items are published, the catalogue has ${in_catalogue}.`, IMPORT)]
      : []),
    ...(codes === 0 ? [needed('No item has a code in use: nothing can be scanned.', IMPORT)] : []),
  ]
}
