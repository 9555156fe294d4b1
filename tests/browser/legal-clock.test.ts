import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser, type Person, PHONE } from './people'
import { arrive, submitPrepared } from './prepared'
import { makeRealFiles } from './real-files'

/** The working day before the notice lapses, after 清明. */
const LATER = '2026-04-07T10:20:00+08:00'

let product: Product
let browser: Browser
let waiting: string
let reviewed: string

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  const files = await makeRealFiles(browser)
  const owner = await Colleague.come(product.stack, 'zhang')
  waiting = await submitPrepared(owner, files)
  reviewed = await submitPrepared(owner, files)
  const window = await Colleague.come(product.stack, 'wang')
  await window.move('accept_application', reviewed)
  await window.move('take_application', reviewed)
  await product.setClock(LATER)
  await product.stack.sql`select private.warn_lapsing_notices()`
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function come(who: 'zhang' | 'wang' | 'he', viewport = PHONE): Promise<Person> {
  const person = await arrive(browser, product, who, viewport)
  await person.setClock(LATER)
  return person
}

/** Nothing wider than the screen, nothing thrown. */
async function sound(person: Person): Promise<void> {
  const wider = await person.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
  expect(person.problems).toEqual([])
}

const reason = (person: Person) => person.page.locator('textarea').last()

test('the desk is warned of a notice about to lapse, and the applicant reads what then follows', async () => {
  const clerk = await come('wang', DESK)
  await clerk.open(routes.workbench(waiting))
  await clerk.see('还剩 1 个工作日，到期视为受理')
  await clerk.see(/到期没告知要补什么，就视为受理/)
  await sound(clerk)
  const owner = await come('zhang')
  await owner.open(routes.timeline(waiting))
  await owner.see('窗口答复')
  await owner.see(/就视为受理，从收件那天算起/)
  await owner.tap('时限的依据')
  await owner.see('告知时限：行政许可法 第三十二条')
  await owner.shot('legal-clock-waiting')
  await sound(owner)
})

test('a reviewer asks for days, the head reads why and grants them', async () => {
  const reviewer = await come('wang', DESK)
  await reviewer.open(routes.workbench(reviewed))
  await reviewer.tap('请负责人延期')
  await reviewer.tap('3')
  await reviewer.see(/4月15日（周三）17:30 → 4月20日（周一）17:30/)
  await reviewer.tap('交给负责人')
  await reviewer.see('写明理由，申请人要看到')
  await reason(reviewer).fill('要征求省厅意见')
  await reviewer.tap('交给负责人')
  await reviewer.see('已请负责人延期 3 个工作日')
  await sound(reviewer)

  const head = await come('he')
  await head.open('/pages/home/index')
  await head.tap(/^去批延期/)
  await head.see('申请延期 3 个工作日')
  await head.see(/要征求省厅意见/)
  await head.tap('批准延期')
  await head.see(/→ 4月20日/)
  await head.shot('legal-clock-grant')
  await head.tap('批准延 3 个工作日')
  await head.see('法定时限延长了 3 个工作日，申请人会收到通知')
  await sound(head)
})

test('a hearing stops the clocks, the applicant reads why, and its end starts them again', async () => {
  const reviewer = await come('wang')
  await reviewer.open(routes.review(reviewed))
  await reviewer.tap('开始特别程序')
  await reviewer.tap('告知并开始')
  await reviewer.see('选一种')
  await reviewer.tap('听证')
  await reviewer.tap('10')
  await reason(reviewer).fill('利害关系人申请听证')
  await reviewer.tap('告知并开始')
  await reviewer.see(/听证开始了/)
  await reviewer.see('登记听证结束')

  const owner = await come('zhang')
  await owner.open(routes.timeline(reviewed))
  await owner.see('正在听证，时限停着不走')
  await owner.see('原因：利害关系人申请听证')
  await owner.see('法定时限延长了 3 个工作日')
  await owner.see('因听证停着没走')
  await owner.shot('legal-clock-stopped')
  await sound(owner)

  await reviewer.tap('登记听证结束')
  await reason(reviewer).fill('笔录已归档')
  await reviewer.tap('登记结束')
  await reviewer.see('已登记结束，时限接着走')
  await sound(reviewer)
  await owner.page.reload()
  await owner.see('听证结束，时限接着走')
  await owner.see('笔录已归档')
  await sound(owner)
})
