import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficialDocument } from '@/shared/contract'
import { documentCodeShown } from '@/shared/document-code'
import { routes } from '@/shared/routes'
import { pdfText } from '../support/pdf-text'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser, Person, PHONE } from './people'
import { arrive, submitPrepared } from './prepared'
import { makeRealFiles } from './real-files'

let product: Product
let browser: Browser
let application: string
let notice: OfficialDocument

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  const owner = await Colleague.come(product.stack, 'zhang')
  application = await submitPrepared(owner, await makeRealFiles(browser))
  const window = await Colleague.come(product.stack, 'wang')
  await window.move('issue_correction', application, {
    p_points: [
      { target: 'material', key: 'layout', reason: '没画出洗手池', how_to: '在原图上添画，重拍一张' },
      { target: 'field', key: 'safety_officer', reason: '和制度目录不一致', how_to: null },
    ],
    p_due_working_days: 3,
  })
  const { documents } = await owner.read(application)
  notice = await owner.ask<OfficialDocument>('get_document', { p_id: documents.at(-1)?.id })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Nothing wider than the screen, nothing thrown. */
async function sound(person: Person): Promise<void> {
  const wider = await person.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
  expect(person.problems).toEqual([])
}

test('the owner finds the notice on the timeline, reads it and keeps it as PDF', async () => {
  const person = await arrive(browser, product, 'zhang', PHONE)
  await person.open(routes.timeline(application))
  await person.see('申请材料收件凭证')
  await person.page.getByText('申请材料补正告知书').scrollIntoViewIfNeeded()
  await person.shot('documents-timeline')
  await person.tap(/申请材料补正告知书/)
  await person.see('怎么改：在原图上添画，重拍一张')
  await person.see(notice.number)
  await person.see(documentCodeShown(notice.code))
  await person.shot('documents-paper')
  await person.page.getByText('内容指纹').scrollIntoViewIfNeeded()
  await person.shot('documents-paper-end')

  const saving = person.page.waitForEvent('download')
  await person.tap('保存')
  const saved = await saving
  expect(saved.suggestedFilename()).toBe(`${notice.title} ${notice.number}.pdf`)
  const said = pdfText(readFileSync(await saved.path()))
    .join('')
    .replace(/\n/g, '')
  expect(said).toContain('问题：没画出洗手池')
  expect(said).toContain(documentCodeShown(notice.code))

  const opening = person.context.waitForEvent('page')
  await person.tap('打开 PDF')
  expect((await opening).url()).toMatch(/^blob:/)
  await sound(person)
  await person.leave()
})

test('a paper that is not yours is not there', async () => {
  const person = await arrive(browser, product, 'liu', PHONE)
  await person.open(routes.document(notice.id))
  await person.see('没有找到这项内容')
  expect(await person.page.getByText('打开 PDF').count()).toBe(0)
  await sound(person)
  await person.leave()
})

test('the window has the papers beside the application', async () => {
  const person = await arrive(browser, product, 'wang', DESK)
  await person.open(routes.workbench(application))
  await person.page.getByText('申请材料补正告知书').first().scrollIntoViewIfNeeded()
  await person.shot('documents-desk')
  await person.tap(/申请材料补正告知书/)
  await person.see('怎么改：在原图上添画，重拍一张')
  await person.shot('documents-desk-paper')
  await sound(person)
  await person.leave()
})

test('whoever holds the paper checks it without a sign-in: by its printed link, by hand, and not by guessing', async () => {
  const person = await Person.come(browser, product.app.url, 'stranger', PHONE)
  await person.open(new URL(notice.content.check_url).pathname)
  await person.see('查到了，是真的')
  await person.see(notice.number)
  await person.shot('documents-genuine')
  expect(await person.page.locator('body').textContent()).not.toMatch(/禾味|张明远|QX-\d/)

  const field = person.page.getByLabel('验证码')
  await field.fill(notice.code.slice(0, 12))
  await person.tap('核对')
  await person.see('验证码是 13 位，现在 12 位')
  await field.fill(notice.code.slice(0, 12) + (notice.code.endsWith('Z') ? 'Y' : 'Z'))
  await person.tap('核对')
  await person.see('有一位抄错了，请对照纸面看看')
  await person.shot('documents-slip')
  await field.fill('2222 2222 2222 2')
  await person.tap('核对')
  await person.see('没有查到这份文书')
  await person.see(/不能当作真的/)
  await person.shot('documents-unknown')
  await field.fill(` ${documentCodeShown(notice.code).toLowerCase()} `)
  await person.tap('核对')
  await person.see('查到了，是真的')
  await sound(person)
  await person.leave()
})

test('the check is found from 我的 and from the sign-in page', async () => {
  const person = await Person.come(browser, product.app.url, 'stranger', PHONE)
  for (const page of ['/pages/me/index', routes.signIn()]) {
    await person.open(page)
    await person.see('核对文书真伪')
    await person.shot('documents-way')
    await person.tap(/核对文书真伪/)
    await person.see('在文书最下面，13 位字母和数字；横线和大小写不用管')
  }
  await sound(person)
  await person.leave()
})
