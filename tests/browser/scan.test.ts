import type { Browser } from 'playwright-core'
import QRCode from 'qrcode'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { routes } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { openBrowser, Person } from './people'

let product: Product
let browser: Browser
const people: Person[] = []

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
afterEach(async () => {
  const problems = people.flatMap((person) => person.problems)
  for (const person of people.splice(0)) await person.leave()
  expect(problems).toEqual([])
})

async function stranger(): Promise<Person> {
  const person = await Person.come(browser, product.app.url, 'scan')
  people.push(person)
  return person
}

/** Scans from the album: the browser here has no camera. */
async function scanPicture(person: Person, picture: Buffer): Promise<void> {
  await person.tap('扫「码上办」码')
  const choosing = person.page.waitForEvent('filechooser')
  await person.tap('用图片识别')
  await (await choosing).setFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture })
}

test('a picture of a code, small or as large as phones make them; an unreadable one says what to do', async () => {
  const person = await stranger()
  await person.open(routes.search())
  await person.open('/pages/home/index')
  await scanPicture(
    person,
    await QRCode.toBuffer('开饭馆', { scale: 1, margin: 0 }).then(() => Buffer.from('no picture')),
  )
  await person.see('这张图里没认出码')
  await person.tap('不扫了')
  await scanPicture(person, await QRCode.toBuffer('wxp://f2f0AbCdEf', { scale: 4 }))
  await person.see('这是收付款的码，不是办事的码')
  await person.shot('a-payment-code')
  await person.page.goBack()
  await scanPicture(person, await QRCode.toBuffer(`${product.app.url}/c/QX07`, { width: 4000 }))
  await person.see('选你的情形，材料会变少')
})

test('links from outside: with a slash, by q, another while one is open, another county, no such page', async () => {
  const person = await stranger()
  await person.open('/c/QX07/')
  await person.see('选你的情形，材料会变少')
  await person.open(routes.code('QX99'))
  await person.see('没有 QX99 这个码')
  await person.open(`/pages/code/index?q=${encodeURIComponent(`${product.app.url}/c/QX08`)}`)
  await person.see('选你的情形，材料会变少')
  await person.open(routes.code('https://bb.donghe.example/c/DH07'))
  await person.see('这是外地的办事码（DH07，bb.donghe.example）')
  await person.shot('another-county')
  await person.open('/packages/old/page/index')
  await person.see('这一页找不到了')
  await person.tap('回首页')
  await person.see('扫「码上办」码')
})

test('letters follow the browser’s own size; the page stays light, and readable in one’s own colours', async () => {
  const person = await stranger()
  await person.page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  await person.open('/pages/home/index')
  await person.see('扫「码上办」码')
  await person.shot('forced-colours')
  await person.page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' })
  const ground = () => person.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await ground()).toBe('rgb(245, 246, 248)')
  await person.shot('dark')
  const session = await person.context.newCDPSession(person.page)
  await session.send('Page.enable')
  await session.send('Page.setFontSizes', { fontSizes: { standard: 24 } })
  await person.page.reload()
  await person.page.locator('.lf').first().waitFor()
  await person.shot('large-letters')
})
