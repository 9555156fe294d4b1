import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from '../support/product'
import { fillApplication, SAFETY_OFFICER } from './owner-steps'
import { openBrowser, Person } from './people'
import { decodeIndependently, photographCard } from './printed-sheet'
import { makeRealFiles, type RealFiles } from './real-files'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Person

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Person.come(browser, product.app.url, 'owner')
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
