import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes, TABS } from '@/shared/routes'
import { demoPerson } from '../../supabase/local/demo/people'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser } from './people'
import { arrive, submitPrepared } from './prepared'
import { makeRealFiles } from './real-files'

let product: Product
let browser: Browser
let filed: string

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  filed = await submitPrepared(await Colleague.come(product.stack, 'zhang'), await makeRealFiles(browser))
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('the window sees a covered number, gives a reason for the whole, and the owner reads who looked', async () => {
  const window = await arrive(browser, product, 'wang', DESK)
  await window.open(routes.workbench(filed))
  await window.see('199****0001')
  await window.tap('查看完整的申请人手机号')
  await window.tap('查看')
  await window.see('选一个原因')
  await window.tap('其他')
  await window.tap('查看')
  await window.see('写明原因')
  await window.page.getByRole('textbox', { name: '写明原因' }).fill('补寄证照')
  await window.tap('查看')
  await window.see('19900000001')
  await window.see('这次查看记下了，申请人能看到')
  await window.shot('whole-number')
  // Coming back it is covered again.
  await window.page.reload()
  await window.see('199****0001')
  expect(window.problems).toEqual([])

  const owner = await arrive(browser, product, 'zhang')
  await owner.open(TABS.me)
  await owner.tap('个人信息与隐私')
  await owner.tap('谁看过我的信息')
  await owner.see('审批局王科员看了申请人手机号')
  await owner.see('原因：补寄证照')
  await owner.shot('seen-by')
  await owner.open(routes.ownData())
  const [file] = await Promise.all([owner.page.waitForEvent('download'), owner.tap('导出我的数据')])
  expect(file.suggestedFilename()).toBe('我的数据-2026-03-31.txt')
  const text = readFileSync(await file.path(), 'utf8')
  for (const mine of ['张明远', '19900000001', '食品经营许可（新办）', '补寄证照', '食品安全员：刘店长']) {
    expect(text).toContain(mine)
  }
  await owner.see(/文件给你了/)
  await owner.open(routes.cancelAccount())
  await owner.see('还有事没办完，现在不能注销')
  expect(owner.problems).toEqual([])
})

test('an account ends when its word was typed and the question answered, and lets nobody in again', async () => {
  const person = await arrive(browser, product, 'sun')
  await person.open(routes.cancelAccount())
  await person.see('注销以后')
  await person.tap('注销账号')
  await person.see('请输入“注销”两个字')
  await person.page.getByRole('textbox', { name: '输入注销两个字' }).fill('注销')
  await person.tap('注销账号')
  await person.see('真的注销账号？')
  await person.shot('really')
  await person.page.locator('.taro-modal__foot').getByText('注销', { exact: true }).click()
  await person.see('账号已注销')
  await person.page.getByText('知道了').click()
  await person.see('扫「码上办」码')
  await person.open(TABS.me)
  await person.see('还没登录')
  expect(person.problems).toEqual([])
  const [row] = await product.stack.sql`select name, phone from public.people where cancelled_at is not null`
  expect(row).toEqual({ name: '已注销用户', phone: null })
  // The same address signs in as somebody new, who knows nothing of the one before.
  const again = await Colleague.come(product.stack, 'sun')
  expect(again.id).not.toBe(demoPerson('sun').id)
  expect(await again.ask('get_me')).toMatchObject({ id: again.id, phone: null, enterprises: [] })
})
