import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RenderedAudit } from '../../scripts/lib/weapp-audit/rendered'
import { judgeDrawn } from '../../scripts/lib/weapp-audit/score'
import { scannedPdf } from '../weapp/files'
import { without } from './compare'
import { writeContactSheet } from './contact-sheet'
import { MEANT_FAULTS, MEANT_LOOKS, MEANT_TEXT } from './meant'
import { ownerJourney } from './owner-journey'
import { Theatre } from './people'
import { staffMeanwhile, staffPages } from './staff-journey'
import { type Visit, Visits } from './visit'

/** Every look at a page that the journeys take. */
const SCREENS = [
  'home-stranger item sign-in form materials check receipt timeline-waiting correction book appointment',
  'conversation timeline result rate appeal-new appeal appeals home applications messages me code search content bind',
  'members invite privacy terms own-data seen-by reminders cancel-account paper-check paper',
  'officer-home pre-check window-home workbench review review-row schedule verification officer-conversation',
  'officer-messages officer-me task issue staff-applications my-enterprises codes officer-appeals officer-appeal held calendar',
  'faults',
].flatMap((line) => line.split(' '))

let theatre: Theatre
let broke: unknown
/** Looks at every page beside us, for the rules of WeChat's audit that need a drawn page. */
const audit = new RenderedAudit()
const folder = mkdtempSync(path.join(tmpdir(), 'bangban-rendered-'))

beforeAll(async () => {
  theatre = await Theatre.open(new Visits([audit.visitor]))
  const pdf = path.join(folder, '操作流程图.pdf')
  writeFileSync(pdf, await scannedPdf('操作流程图'))
  const files = { pdf, result: await scannedPdf('食品经营许可证') }
  try {
    const { appeal } = await ownerJourney(theatre, files, await staffMeanwhile(theatre))
    await staffPages(theatre, appeal)
  } catch (error) {
    broke = error
  }
}, 600_000)

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  audit.keep()
  if (theatre) console.log(`Pictures: ${writeContactSheet(theatre.visits.all)}`)
  await theatre?.close()
})

test('the journeys go through to their end', () => {
  if (broke) throw broke
})

test('nothing was thrown unseen', () => {
  expect(theatre.phones.flatMap((phone) => phone.problems)).toEqual([])
})

test('a phone with large type opens the app in large type', async () => {
  const phone = await theatre.phone('sun', undefined, 17 * 1.4)
  await phone.screen.locator('.screen.lf').waitFor()
  await phone.leave()
})

test('every page keeps the rules of 体验评分 that need a drawn page', () => {
  // A paper under review is enlarged where it lies: the pixels that WeChat finds too many are looked at.
  const meant = (line: string) => line.startsWith('图片大小') && line.includes('.paper__img')
  expect(judgeDrawn(audit.pages).filter((line) => !meant(line))).toEqual([])
})

test('every page of the app was visited', () => {
  const { pages, subPackages = [] } = theatre.app.app
  const all = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ]
  expect(all.filter((page) => !theatre.visits.all.some(({ route }) => route === page))).toEqual([])
})

describe.each(SCREENS)('%s', (name) => {
  const found = (): Visit => {
    const visit = theatre.visits.all.find((each) => each.name === name)
    if (!visit) throw new Error(`${name} was not reached`)
    return visit
  }

  test('nothing is cut off, overlaps, is too small or missing', () => {
    expect(without(found().faults, MEANT_FAULTS, name)).toEqual([])
  })

  test('says the same as H5', () => {
    expect(without(found().text, MEANT_TEXT, name)).toEqual([])
  })

  test('looks like H5', () => {
    expect(without(found().looks, MEANT_LOOKS, name)).toEqual([])
  })
})
