import { describe, expect, it } from 'vitest'
import type { CatalogueItem } from './schema'
import { catalogueFaults, countyCodes, itemFaults, itemFiles, readItemFile } from './validate'

const files = itemFiles()
const sample = (): CatalogueItem => readItemFile('QX07.json') as CatalogueItem

/** Which materials one set of answers leaves, the way the guide computes it. */
function materialsFor(item: CatalogueItem, answers: Record<string, string>): CatalogueItem['materials'] {
  return item.materials.filter((m) =>
    Object.entries(m.when ?? {}).every(([situation, options]) => options.includes(answers[situation] ?? '')),
  )
}

/** Every way to answer an item's questions with answers that do not lead to another item. */
function answersOf(item: CatalogueItem): Record<string, string>[] {
  return item.situations.reduce<Record<string, string>[]>(
    (sets, s) =>
      sets.flatMap((set) => s.options.filter((o) => !o.leads_to).map((o) => ({ ...set, [s.id]: o.id }))),
    [{}],
  )
}

describe('the catalogue', () => {
  it.each(files)('%s is valid', (name) => {
    expect(itemFaults(name, readItemFile(name))).toEqual([])
  })

  it('holds every item of the county once, under its own name', () => {
    expect(files).toEqual(countyCodes.map((code) => `${code}.json`))
    expect(catalogueFaults(files.map((name) => readItemFile(name) as CatalogueItem))).toEqual([])
  })

  it.each(files)('%s shows each conditional material to somebody', (name) => {
    const item = readItemFile(name) as CatalogueItem
    const shown = new Set(answersOf(item).flatMap((a) => materialsFor(item, a).map((m) => m.id)))
    expect(item.materials.filter((m) => !shown.has(m.id)).map((m) => m.id)).toEqual([])
  })

  it('cuts the nine materials of QX07 to four for a cook who files in person', () => {
    const item = sample()
    const left = materialsFor(item, { how_sell: 'cook', who: 'self' })
    expect(item.materials).toHaveLength(9)
    expect(left.filter((m) => !m.fetched_by_office).map((m) => m.id)).toEqual([
      'layout',
      'equipment',
      'flow',
      'rules',
    ])
    expect(left.filter((m) => m.fetched_by_office)).toHaveLength(2)
  })
})

describe('a faulty file is named by its fault', () => {
  const faultsAfter = (change: (item: CatalogueItem) => void, name = 'QX07.json'): string => {
    const item = sample()
    change(item)
    return itemFaults(name, item).join('\n')
  }

  it('has another code than its file', () => {
    expect(faultsAfter(() => undefined, 'QX08.json')).toContain('does not match the file name')
  })

  it('asks a material of a situation that is not there', () => {
    expect(
      faultsAfter((i) => {
        i.materials[0].when = { size: ['big'] }
      }),
    ).toContain('unknown situation "size"')
  })

  it('asks a check point of an option that is not there', () => {
    expect(
      faultsAfter((i) => {
        i.check_points[0].when = { how_sell: ['steam'] }
      }),
    ).toContain('"how_sell" has no option "steam"')
  })

  it('leads to an item nobody knows, or to itself', () => {
    expect(
      faultsAfter((i) => {
        i.situations[0].options[0].leads_to = 'QX99'
      }),
    ).toContain('unknown item QX99')
    expect(
      faultsAfter((i) => {
        i.situations[0].options[0].leads_to = 'QX07'
      }),
    ).toContain('leads to its own item')
  })

  it('uses an id twice', () => {
    expect(
      faultsAfter((i) => {
        i.form[1].id = i.form[0].id
      }),
    ).toContain('field "company" is there twice')
  })

  it('prefills a field with what does not fit its type', () => {
    expect(
      faultsAfter((i) => {
        i.form[0].prefill = 'me.phone'
      }),
    ).toContain('me.phone does not fit type text')
  })

  it('offers a choice without options', () => {
    expect(
      faultsAfter((i) => {
        i.form[0].type = 'choice'
      }),
    ).toContain('a choice needs two options')
  })

  it('has no legal basis, or a field the schema does not know', () => {
    expect(
      faultsAfter((i) => {
        i.legal_basis = []
      }),
    ).toContain('legal_basis')
    expect(itemFaults('QX07.json', { ...sample(), colour: 'red' }).join()).toContain('colour')
  })

  it('shares its name with another item', () => {
    expect(catalogueFaults([sample(), { code: 'QX08', name: sample().name }])).toEqual([
      'two items are called 食品经营许可（新办）',
    ])
  })
})
