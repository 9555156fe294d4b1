import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lookDifference, textDifference } from './compare'
import type { H5Twin } from './h5-twin'
import type { Fault } from './look/faults'
import { type RenderedPhone, WIDTHS } from './rendered-phone'

/** fontSizeSetting over 标准: 1.4 turns the app's large type on. */
export const FONTS = [1, 1.4] as const
export const FOLDER = path.resolve(import.meta.dirname, '../../test-output/rendered')

/** What was found on one page, at every width and font. */
export interface Visit {
  name: string
  route: string
  /** `<width>-<font>: <kind> <where>: <what>` */
  faults: string[]
  text: string[]
  looks: string[]
  /** Whether the page was compared with H5. */
  twin: boolean
}

/** A look of somebody else at the page as it stands (an audit), at 375 px and font 1. */
export type Visitor = (phone: RenderedPhone, name: string) => Promise<void>

export class Visits {
  readonly all: Visit[] = []

  constructor(private readonly visitors: Visitor[] = []) {}

  /** Looks at the open page in every width and font; with a twin, at the same address on H5 beside it. */
  async visit(name: string, phone: RenderedPhone, twin: H5Twin | null, address?: string): Promise<Visit> {
    await phone.calm()
    const route = await phone.route()
    const visit: Visit = { name, route, faults: [], text: [], looks: [], twin: twin !== null }
    this.all.push(visit)
    const [here, there] = await Promise.all([
      this.lookAt(phone, visit),
      twin && this.lookThere(name, twin, address ?? (await phone.address())),
    ])
    if (there) {
      visit.text = textDifference(here.texts, there.texts)
      visit.looks = lookDifference(here.classLooks, there.classLooks, visit.text.length === 0)
    }
    return visit
  }

  private async lookAt(phone: RenderedPhone, visit: Visit) {
    await phone.resize(375)
    for (const visitor of this.visitors) await visitor(phone, visit.name)
    const here = await seen(phone)
    for (const font of FONTS) {
      if (font > 1) await phone.setLarge(true)
      for (const width of WIDTHS) {
        await phone.resize(width)
        const found = await phone.page.evaluate(() => window.look.faults())
        visit.faults.push(...found.map((fault: Fault) => say(`${width}-${font}`, fault)))
        await shoot(phone, `${width}-${font}`, `${visit.name}.png`)
      }
    }
    await phone.setLarge(false)
    await phone.resize(375)
    return here
  }

  private async lookThere(name: string, twin: H5Twin, address: string) {
    await twin.open(address)
    await twin.resize(375)
    const there = await seen(twin)
    for (const font of FONTS) {
      await twin.page.evaluate((on) => window.look.setLarge(on), font > 1)
      for (const width of WIDTHS) {
        await twin.resize(width)
        await shoot(twin, `${width}-${font}`, `${name}-h5.png`)
      }
    }
    return there
  }
}

const say = (at: string, { kind, where, what }: Fault) => `${at}: ${kind} ${where}: ${what}`

const seen = async ({ page }: RenderedPhone | H5Twin) => ({
  texts: await page.evaluate(() => window.look.texts()),
  classLooks: await page.evaluate(() => window.look.classLooks()),
})

async function shoot({ page }: RenderedPhone | H5Twin, folder: string, name: string): Promise<void> {
  const picture = await page.screenshot()
  mkdirSync(path.join(FOLDER, folder), { recursive: true })
  writeFileSync(path.join(FOLDER, folder, name), picture)
}
