/**
 * Checks the catalogue files: `npx tsx supabase/catalogue/validate.ts [QX07 …]`.
 *
 * The schema says what one field may hold; the rules here are those that need two places at once
 * (a `when` and the situation it names, a file and its code, one item and another). The test and the
 * command share them, so that an operator sees the same sentence as CI.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CatalogueItem, catalogueItem } from './schema'

/** Where the items live, whatever the working directory is. */
export const itemsDir = join(dirname(fileURLToPath(import.meta.url)), 'items')

/** The item codes of the county: what `leads_to` may name even while a file is still being written. */
export const countyCodes = Array.from({ length: 44 }, (_, i) => `QX${String(i + 1).padStart(2, '0')}`)

/** The names of all item files, sorted by code. */
export function itemFiles(dir: string = itemsDir): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
}

/** The parsed JSON of one file; a syntax error names the file. */
export function readItemFile(name: string, dir: string = itemsDir): unknown {
  try {
    return JSON.parse(readFileSync(join(dir, name), 'utf8'))
  } catch (error) {
    throw new Error(`${name}: not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))]
}

/** Every `when` must name a situation and options that exist, or the part would never show. */
function whenFaults(item: CatalogueItem): string[] {
  const options = new Map(item.situations.map((s) => [s.id, new Set(s.options.map((o) => o.id))]))
  const faults: string[] = []
  const check = (where: string, when: Record<string, string[]> | null): void => {
    if (!when) return
    for (const [situation, wanted] of Object.entries(when)) {
      const known = options.get(situation)
      if (!known) faults.push(`${where}: unknown situation "${situation}"`)
      for (const option of wanted) {
        if (known && !known.has(option)) faults.push(`${where}: "${situation}" has no option "${option}"`)
      }
      if (known && wanted.length >= known.size)
        faults.push(`${where}: every answer of "${situation}" matches, drop it`)
    }
  }
  for (const m of item.materials) check(`material ${m.id}`, m.when)
  for (const f of item.form) check(`field ${f.id}`, f.when)
  for (const c of item.check_points) check(`check point ${c.id}`, c.when)
  return faults
}

function idFaults(item: CatalogueItem): string[] {
  const lists: [string, string[]][] = [
    ['situation', item.situations.map((s) => s.id)],
    ['material', item.materials.map((m) => m.id)],
    ['field', item.form.map((f) => f.id)],
    ['check point', item.check_points.map((c) => c.id)],
    ...item.situations.map((s): [string, string[]] => [`option of ${s.id}`, s.options.map((o) => o.id)]),
    ...item.form.map((f): [string, string[]] => [
      `option of field ${f.id}`,
      (f.options ?? []).map((o) => o.id),
    ]),
  ]
  return lists.flatMap(([what, ids]) => repeated(ids).map((id) => `${what} "${id}" is there twice`))
}

const prefillTypes: Record<string, string[]> = {
  'enterprise.name': ['text'],
  'enterprise.uscc': ['uscc'],
  'enterprise.address': ['address'],
  'enterprise.legal_person': ['text'],
  'me.name': ['text'],
  'me.phone': ['phone'],
}

function formFaults(item: CatalogueItem): string[] {
  const faults: string[] = []
  const filled = item.form.flatMap((f) => (f.prefill ? [f.prefill] : []))
  for (const p of repeated(filled)) faults.push(`prefill ${p} is used by two fields`)
  for (const f of item.form) {
    const choosing = f.type === 'choice' || f.type === 'multi_choice'
    if (choosing && (f.options?.length ?? 0) < 2) faults.push(`field ${f.id}: a choice needs two options`)
    if (!choosing && f.options) faults.push(`field ${f.id}: options on a ${f.type}`)
    if (f.prefill && !prefillTypes[f.prefill]?.includes(f.type))
      faults.push(`field ${f.id}: ${f.prefill} does not fit type ${f.type}`)
    if (f.min !== null && f.max !== null && f.min > f.max) faults.push(`field ${f.id}: min is above max`)
    if ((f.min !== null || f.max !== null) && f.type !== 'number' && f.type !== 'amount')
      faults.push(`field ${f.id}: min and max are for numbers`)
  }
  return faults
}

function materialFaults(item: CatalogueItem): string[] {
  return item.materials.flatMap((m) => {
    const faults: string[] = []
    if (m.necessity === 'required' && m.when)
      faults.push(`material ${m.id}: required of everybody, yet it has a when`)
    if (m.fetched_by_office && m.source === 'applicant')
      faults.push(`material ${m.id}: fetched by the office, yet its source is the applicant`)
    return faults
  })
}

function leadsToFaults(item: CatalogueItem, codes: ReadonlySet<string>): string[] {
  return item.situations.flatMap((s) =>
    s.options.flatMap((o) => {
      if (!o.leads_to) return []
      if (o.leads_to === item.code) return [`option ${s.id}.${o.id} leads to its own item`]
      return codes.has(o.leads_to) ? [] : [`option ${s.id}.${o.id} leads to unknown item ${o.leads_to}`]
    }),
  )
}

/** What is wrong with one file, in sentences; empty when it may be imported. */
export function itemFaults(
  fileName: string,
  raw: unknown,
  codes: ReadonlySet<string> = new Set(countyCodes),
): string[] {
  const parsed = catalogueItem.strict().safeParse(raw)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`)
  }
  const item = parsed.data
  const faults = [
    ...idFaults(item),
    ...whenFaults(item),
    ...formFaults(item),
    ...materialFaults(item),
    ...leadsToFaults(item, codes),
  ]
  if (fileName !== `${item.code}.json`) faults.unshift(`code ${item.code} does not match the file name`)
  return faults
}

/** What two files claim at once: names and codes must be unique over the county. */
export function catalogueFaults(items: readonly { code: string; name: string }[]): string[] {
  return [
    ...repeated(items.map((i) => i.name)).map((name) => `two items are called ${name}`),
    ...repeated(items.map((i) => i.code)).map((code) => `two items have the code ${code}`),
  ]
}

function main(only: string[]): number {
  let bad = 0
  const items: CatalogueItem[] = []
  const names = itemFiles().filter((name) => !only.length || only.includes(name.replace('.json', '')))
  for (const name of names) {
    const raw = readItemFile(name)
    const faults = itemFaults(name, raw)
    if (faults.length) {
      bad += 1
      for (const fault of faults) console.error(`${name}: ${fault}`)
    } else items.push(catalogueItem.parse(raw))
  }
  for (const fault of catalogueFaults(items)) {
    bad += 1
    console.error(fault)
  }
  console.log(bad ? `${bad} fault(s) in ${names.length} files` : `${names.length} items are valid`)
  return bad ? 1 : 0
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  process.exitCode = main(process.argv.slice(2))
}
