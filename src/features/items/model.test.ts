import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ItemSummary, Material, Situation } from '@/shared/contract'
import { CATEGORIES, categoryName } from './categories'
import {
  byCategory,
  cutMaterials,
  feeWords,
  guideTags,
  limitFigure,
  openSituations,
  paperWords,
  procedureWords,
  warningOf,
  wayOut,
} from './model'

const folder = path.resolve(import.meta.dirname, '../../../supabase/catalogue/items')
const catalogue = readdirSync(folder).map(
  (name) =>
    JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
      code: string
      category: string
      materials: Material[]
      situations: Situation[]
    },
)
const food = catalogue.find((item) => item.code === 'QX07')
if (!food) throw new Error('QX07 is gone')
const { materials, situations } = food

describe('situations cut the list (食品经营许可)', () => {
  it('four materials to bring when the owner cooks and files himself', () => {
    const cut = cutMaterials(materials, { how_sell: 'cook', who: 'self' })
    expect(cut.bring.map((each) => each.id)).toEqual(['layout', 'equipment', 'flow', 'rules'])
    expect(cut.fetched.map((each) => each.id)).toEqual(['licence', 'application'])
    expect(cut.spared).toBe(5)
  })
  it('an agent brings the authority, a machine its places', () => {
    const ids = cutMaterials(materials, { how_sell: 'vending', who: 'agent' }).bring.map((each) => each.id)
    expect(ids).toContain('proxy')
    expect(ids).toContain('vending_places')
  })
  it('without answers only what everybody brings', () => {
    expect(cutMaterials(materials, {}).bring).toHaveLength(4)
    expect(openSituations(situations, {}).map((each) => each.id)).toEqual(['how_sell', 'who'])
    expect(openSituations(situations, { how_sell: 'cook', who: 'gone' })).toHaveLength(1)
  })
  it('says when another item is the right one', () => {
    expect(wayOut(situations, { how_sell: 'prepacked' })?.leads_to).toBe('QX10')
    expect(wayOut(situations, { how_sell: 'cook', who: 'self' })).toBeNull()
  })
  it('warns of a note that sends one elsewhere, not of plain help', () => {
    const option = (note: string | null, leads_to: string | null = null) => ({
      id: 'a',
      label: 'A',
      note,
      leads_to,
    })
    expect(warningOf(option('归省里办，这里不收'))).toBe('归省里办，这里不收')
    expect(warningOf(option('饭馆、奶茶店都选这个'))).toBeNull()
    expect(warningOf(option('不用办许可，备案就行', 'QX10'))).toBeNull()
    expect(warningOf(undefined)).toBeNull()
  })
  it('keeps apart what is only for some', () => {
    const some = { ...materials[0], necessity: 'conditional', when: null } as Material
    expect(cutMaterials([some], {})).toMatchObject({ bring: [], maybe: [some], spared: 0 })
  })
})

describe('facts in words', () => {
  it('limits as a figure and a unit', () => {
    expect(limitFigure(5, 'working_day')).toEqual({ value: '5', unit: '个工作日' })
    expect(limitFigure(1, 'half_day')).toEqual({ value: '半个工作日' })
  })
  it('fee, visits and check', () => {
    const free = { fee: { charged: false, items: [] }, visits: { count: 0, reason: null }, check_points: [] }
    expect(guideTags(free)).toEqual(['不收费', '跑现场 0 次'])
    const charge = { name: '占道费', standard: '每平方米每天 1 元', basis: null, relief: '便民摊点免' }
    expect(feeWords({ charged: true, items: [charge] })).toEqual([
      '占道费：每平方米每天 1 元。减免：便民摊点免',
    ])
  })
  it('procedures and paper', () => {
    const limit = { value: 5, unit: 'working_day' as const, note: null }
    expect(procedureWords({ name: '听证', limit, note: null })).toBe('听证，5 个工作日')
    expect(paperWords({ ...materials[0], form: 'copy', paper_copies: 0 })).toBe('复印件拍照就行')
    expect(paperWords({ ...materials[0], form: 'electronic' })).toBeNull()
  })
})

describe('categories', () => {
  it('are those of the catalogue', () => {
    expect(new Set(catalogue.map((item) => item.category))).toEqual(new Set(CATEGORIES.map((c) => c.key)))
    expect(categoryName('unheard')).toBe('其他')
  })
  it('group a list in the order of the home page', () => {
    const item = (code: string, category: string) => ({ code, category }) as ItemSummary
    const groups = byCategory([item('A', 'farm'), item('B', 'start'), item('C', 'farm'), item('D', 'new')])
    expect(groups.map((g) => [g.name, g.items.map((i) => i.code)])).toEqual([
      ['开办企业', ['B']],
      ['农业农村', ['A', 'C']],
      ['其他', ['D']],
    ])
  })
})
