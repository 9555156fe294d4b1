import type { Browser } from 'playwright-core'
import QRCode from 'qrcode'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ClientFault } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser, Person } from './people'
import { arrive } from './prepared'

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
  expect(problems.filter((problem) => !problem.includes('broken on purpose'))).toEqual([])
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

test('what breaks is told once, without a person; the operator reads it', async () => {
  const person = await arrive(browser, product, 'zhang')
  people.push(person)
  await person.open('/pages/home/index')
  await person.see('扫「码上办」码')
  const sent: string[] = []
  person.page.on('request', (request) => {
    if (request.url().includes('report_client_error')) sent.push(request.postData() ?? '')
  })
  const breakIt = (words: string) =>
    person.page.evaluate((said) => {
      // Not by a timer: the test's clock runs those, and keeps what they throw to itself.
      const target = new EventTarget()
      target.addEventListener('tap', () => {
        throw new Error(said)
      })
      target.dispatchEvent(new Event('tap'))
    }, words)
  await breakIt('broken on purpose "张明远" 13800001234')
  await breakIt('broken on purpose "张明远" 13800001234')
  await expect.poll(() => sent.length).toBe(1)
  const admin = await Colleague.come(product.stack, 'admin')
  await expect.poll(async () => (await admin.ask<ClientFault[]>('list_client_errors', {})).length).toBe(1)
  const [fault] = await admin.ask<ClientFault[]>('list_client_errors', {})
  expect(fault).toMatchObject({
    platform: 'h5',
    message: 'Error: broken on purpose ‹› ‹n›',
    page: 'pages/home/index',
    runtime: expect.stringMatching(/^Chrome \d+$/),
  })
  const operator = await arrive(browser, product, 'admin')
  people.push(operator)
  await operator.open(routes.faults())
  await operator.see('程序出错')
  await operator.see('Error: broken on purpose')
  await operator.shot('faults')
  await operator.page.setViewportSize(DESK)
  await operator.shot('faults-desk')
})
