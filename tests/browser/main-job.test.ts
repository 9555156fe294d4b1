import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from '../support/product'
import { fillApplication, SAFETY_OFFICER } from './owner-steps'
import { DESK, openBrowser, Person } from './people'
import { decodeIndependently, photographCard } from './printed-sheet'
import { makeRealFiles, type RealFiles } from './real-files'
import { markOneToMend, signInAsStaff } from './staff-steps'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Person
let window: Person

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Person.come(browser, product.app.url, 'owner')
  window = await Person.come(browser, product.app.url, 'window', DESK)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('the printed code leads to the guide, read by an independent decoder', async () => {
  const link = decodeIndependently(await photographCard(browser, 'QX07', product.app.url))
  expect(link).toBe(`${product.app.url}/c/QX07`)
  await owner.open(link)
  await owner.see('食品经营许可（新办）')
})

test('the owner fills in the form, uploads real files and checks the answers', async () => {
  await fillApplication(owner, files)
  await owner.see(SAFETY_OFFICER)
  await owner.shot('check')
})

test('the officer looks it over before it is filed, and the owner is told without reloading', async () => {
  await owner.tap('请李专员先看一遍')
  await owner.see('李专员正在帮你看')
  const officer = await Person.come(browser, product.app.url, 'officer')
  await signInAsStaff(officer, '李专员')
  await officer.see('最急的在前')
  await officer.shot('home')
  await officer.tap('去看材料')
  await officer.see('填写的内容')
  await officer.shot('pre-check')
  await officer.page.locator('textarea').last().fill('材料齐了，布局图很清楚')
  await officer.tap('回复：可以交')
  await owner.see('材料齐了，布局图很清楚')
  await owner.shot('check-looked-over')
  expect(officer.problems).toEqual([])
  await officer.leave()
})

test('the owner submits once, however often the button is tapped, and gets a receipt', async () => {
  await owner.page.getByRole('checkbox').last().click()
  await owner.page.getByRole('button', { name: '提交申请' }).dblclick()
  await owner.see('已交到综合窗口')
  await owner.see('QX-260331-0001')
  await owner.shot('receipt')
  const [{ n }] = await product.stack
    .sql`select count(*)::int as n from public.applications where number is not null`
  expect(n).toBe(1)
})

test('the window asks for one correction, built from the verdicts', async () => {
  await signInAsStaff(window, '王科员')
  await markOneToMend(window, '没画出后厨的洗手池')
  await window.shot('workbench-correction')
  await window.tap(/发出补正通知/)
  await window.shot('correction-confirm')
})
