/**
 * `npm run codes`: the print-ready sheets of all items, A4, as SVG, into test-output/codes (or the folder given).
 * The link's host comes from BB_PUBLIC_URL; print with the county's real address before handing cards out.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codeSheet } from '../src/features/codes/sheet'
import { COUNTY } from '../src/shared/county'
import { DEPARTMENTS } from '../supabase/catalogue/departments'
import type { CatalogueItem } from '../supabase/catalogue/schema'

const root = path.resolve(import.meta.dirname, '..')
const out = path.resolve(process.argv[2] ?? path.join(root, 'test-output/codes'))
const publicUrl = process.env.BB_PUBLIC_URL ?? 'http://localhost:8080'

const folder = path.join(root, 'supabase/catalogue/items')
const cards = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as CatalogueItem)
  .map((item) => ({
    code: item.code,
    name: item.name,
    department: DEPARTMENTS[item.department],
    line: item.card.line,
  }))

mkdirSync(out, { recursive: true })
const pages = codeSheet(cards, { county: COUNTY, publicUrl })
pages.forEach((page, i) => {
  writeFileSync(path.join(out, `codes-${i + 1}.svg`), page)
})
console.log(
  `${cards.length} codes on ${pages.length} A4 pages in ${path.relative(process.cwd(), out) || '.'} (links to ${publicUrl}/c/…)`,
)
