import type { ItemGuide, ItemSummary, Material, Situation, SituationOption } from '@/shared/contract'
import { applies } from '@/shared/form/when'
import { limitWords } from '@/shared/words/due'
import { CATEGORIES, categoryName } from './categories'

/** Answers to an item's situations: question id → option id. */
export type SituationAnswers = Record<string, string>

/** What the person brings, what is only for some, and what the county fetches by itself. */
export interface MaterialCut {
  bring: Material[]
  /** Offered; how_to says who needs it. */
  maybe: Material[]
  fetched: Material[]
  /** How many of the item's materials the answers and the county take away. */
  spared: number
}

/** The materials that apply to these answers. */
export function cutMaterials(materials: readonly Material[], answers: SituationAnswers): MaterialCut {
  const mine = materials.filter((each) => applies(each.when, answers))
  const fetched = mine.filter((each) => each.fetched_by_office)
  const handed = mine.filter((each) => !each.fetched_by_office)
  const maybe = handed.filter((each) => each.necessity === 'conditional' && each.when === null)
  const bring = handed.filter((each) => !maybe.includes(each))
  return { bring, maybe, fetched, spared: materials.length - bring.length - maybe.length }
}

/** Questions without an answer yet. */
export function openSituations(situations: readonly Situation[], answers: SituationAnswers): Situation[] {
  return situations.filter((each) => !each.options.some((option) => option.id === answers[each.id]))
}

/** The chosen answer that means another item is the right one; null when none does. */
export function wayOut(
  situations: readonly Situation[],
  answers: SituationAnswers,
): (SituationOption & { leads_to: string }) | null {
  for (const { id, options } of situations) {
    const chosen = options.find((option) => option.id === answers[id])
    if (chosen?.leads_to) return { ...chosen, leads_to: chosen.leads_to }
  }
  return null
}

/** Notes that say this is the wrong counter, without naming the right item of ours. */
const ELSEWHERE = /不用办|这里不收|县里不收|不归县|归省|归市|先问专员|不在这里|不算/

/** The note of a chosen answer when it warns: not needed, not here, ask first. Plain help stays under the option. */
export function warningOf(option: SituationOption | undefined): string | null {
  return option?.note && !option.leads_to && ELSEWHERE.test(option.note) ? option.note : null
}

/** A limit as a number with its unit, for the large figures of the guide. */
export function limitFigure(
  value: number,
  unit: ItemSummary['promised_unit'],
): { value: string; unit?: string } {
  const words = limitWords(value, unit)
  const [figure, ...rest] = words.split(' ')
  return rest.length > 0 ? { value: figure, unit: rest.join(' ') } : { value: words }
}

/** Short facts under the limits: 不收费, 跑现场 0 次, 核查走视频. */
export function guideTags(guide: Pick<ItemGuide, 'fee' | 'visits' | 'check_points'>): string[] {
  return [
    guide.fee.charged ? '收费' : '不收费',
    `跑现场 ${guide.visits.count} 次`,
    ...(guide.check_points.length > 0 ? ['核查走视频'] : []),
  ]
}

/** 不收费, or each charge with its standard. */
export function feeWords(fee: ItemGuide['fee']): string[] {
  if (!fee.charged) return ['不收费']
  return fee.items.map((each) =>
    [
      `${each.name}：${each.standard}`,
      each.basis && `依据 ${each.basis}`,
      each.relief && `减免：${each.relief}`,
    ]
      .filter(Boolean)
      .join('。'),
  )
}

/** 《法》第三十五条, one line each. */
export function basisWords(basis: ItemGuide['legal_basis']): string[] {
  return basis.map((each) => `${each.law}${each.article ?? ''}`)
}

/** 特别程序 with its limit. */
export function procedureWords(each: ItemGuide['special_procedures'][number]): string {
  const limit = each.limit ? `，${limitWords(each.limit.value, each.limit.unit)}` : ''
  return `${each.name}${limit}${each.note ? `。${each.note}` : ''}`
}

/** Paper form of a material in words; null when a photo or file is all that is asked. */
export function paperWords(material: Material): string | null {
  if (material.form === 'electronic') return null
  const kind = material.form === 'original' ? '看原件' : '复印件'
  return material.paper_copies > 0 ? `${kind}，纸质 ${material.paper_copies} 份` : `${kind}拍照就行`
}

/** Results under their category, in the order of the home page, for a search without words. */
export function byCategory(items: readonly ItemSummary[]): { name: string; items: ItemSummary[] }[] {
  const order = CATEGORIES.map((each) => each.key)
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  const groups = new Map<string, ItemSummary[]>()
  for (const item of items) groups.set(item.category, [...(groups.get(item.category) ?? []), item])
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, list]) => ({ name: categoryName(key), items: list }))
}
