/** The items that the invented applications are of, and a form filled rightly for each. */
import type postgres from 'postgres'
import { type ImportedItem, readCatalogue } from '../../supabase/catalogue/load'
import { DEPARTMENTS } from './skeleton'

/** Real items of five departments, with their whole forms. */
const CODES = ['QX13', 'QX09', 'QX19', 'QX22', 'QX25']
/** Lists of materials are cut to this many: their rows would outnumber all others, and are read by key only. */
const MATERIALS = 4

type FormField = ImportedItem['form'][number]

export interface BenchItem {
  code: string
  department: string
  versionId: string
  materials: { key: string; name: string; fetched: boolean }[]
  situations: string
  answers: string
}

/** Imports the whole catalogue, so that search has its real size, and gives the five items that are filed. */
export async function importItems(sql: postgres.Sql): Promise<BenchItem[]> {
  const catalogue = readCatalogue().map((item) => (CODES.includes(item.code) ? cut(item) : item))
  await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', '{"role":"service_role"}', true)`
    for (const item of catalogue) await tx`select public.import_item(${tx.json(item)})`
  })
  const versions = await sql<{ code: string; id: string }[]>`
    select code, current_version_id as id from public.items where code = any (${CODES})`
  return CODES.map((code, n) => {
    const item = catalogue.find((one) => one.code === code)
    const versionId = versions.find((one) => one.code === code)?.id
    if (!item || !versionId || item.department !== DEPARTMENTS[n])
      throw new Error(`The catalogue has no ${code}`)
    return benchItem(item, versionId)
  })
}

function cut(item: ImportedItem): ImportedItem {
  const materials = item.materials.filter((material) => !material.when).slice(0, MATERIALS)
  // Check points that always apply, so that a video check can be booked for each.
  return { ...item, materials, check_points: item.check_points.map((point) => ({ ...point, when: null })) }
}

function benchItem(item: ImportedItem, versionId: string): BenchItem {
  const situations = Object.fromEntries(
    item.situations.map((one) => [one.id, one.options.find((option) => !option.leads_to)?.id ?? '']),
  )
  const answers = item.form
    .filter((field) => applies(field, situations))
    .map((field) => [field.id, answerOf(field)] as const)
  return {
    code: item.code,
    department: item.department,
    versionId,
    materials: item.materials.map((one) => ({ key: one.id, name: one.name, fetched: one.fetched_by_office })),
    situations: JSON.stringify(situations),
    answers: JSON.stringify(Object.fromEntries(answers)),
  }
}

function applies(field: FormField, situations: Record<string, string>): boolean {
  return Object.entries(field.when ?? {}).every(([key, options]) => options.includes(situations[key] ?? ''))
}

function answerOf(field: FormField): string {
  switch (field.type) {
    case 'uscc':
      return '91369921MA5K7H2R3E'
    case 'phone':
      return '13800000000'
    case 'id_number':
      return '110101199001011234'
    case 'date':
      return '2026-04-07'
    case 'number':
    case 'amount':
      return String(field.min ?? 1)
    case 'choice':
    case 'multi_choice':
      return field.options?.[0]?.id ?? ''
    default:
      return '清溪县文昌路六十八号一层临街商铺，按图施工'.slice(0, field.max_length ?? 20)
  }
}
