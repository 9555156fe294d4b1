import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { fillApplication, SAFETY_OFFICER, upload } from './owner-steps'
import { DESK, openBrowser, Person } from './people'
import { prepareDraft } from './prepared'
import { decodeIndependently, photographCard } from './printed-sheet'
import { makeRealFiles, type RealFiles } from './real-files'
import { acceptAndApprove, concludeCheck, issueResult, markOneToMend, signInAsStaff } from './staff-steps'

const HELLO = '李专员好👋 布局图要写名称吗？<b>'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Person
let window: Person
let officer: Person

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Person.come(browser, product.app.url, 'owner')
  window = await Person.come(browser, product.app.url, 'window', DESK)
})

// What everybody saw when it went wrong.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const person of [owner, officer, window]) await person?.shot('FAILED')
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

test('the app’s own scanner reads the same card from a picture', async () => {
  const passer = await Person.come(browser, product.app.url, 'passer-by')
  await passer.open('/pages/home/index')
  await passer.tap(/扫「码上办」码/)
  const picked = passer.page.waitForEvent('filechooser')
  await passer.tap('用图片识别')
  await (await picked).setFiles({
    name: 'card.png',
    mimeType: 'image/png',
    buffer: await photographCard(browser, 'QX07', product.app.url),
  })
  await passer.see('选你的情形，材料会变少')
  expect(passer.problems).toEqual([])
  await passer.leave()
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
  await window.tap('确认发出')
  await window.see('补正通知发出去了，1 处')
})

test('the owner answers the correction, and only what was asked for', async () => {
  await owner.open('/pages/home/index')
  await owner.see('窗口要你补 1 处')
  await owner.shot('home-correction')
  await owner.tap('去补正')
  await owner.see('没画出后厨的洗手池')
  await owner.shot('correction')
  await upload(owner, '经营场所布局图', files.jpeg, '重新传')
  await owner.tap('提交补正')
  await owner.see('补好的交上去了')
  await owner.tap('看进度')
})

test('the owner books a video check; a slot that somebody else has just taken is refused', async () => {
  const { id: neighbours } = await prepareDraft(await Colleague.come(product.stack, 'liu'))
  const neighbour = await Person.come(browser, product.app.url, 'neighbour')
  await neighbour.open('/pages/sign-in/index')
  await neighbour.tap('刘店长')
  await neighbour.see('清溪雅韵美容店')
  await neighbour.open(`/packages/verify/book/index?application=${neighbours}`)
  await neighbour.tap(/^10:00，可约/)

  await owner.tap('约视频核查')
  await owner.see('会看这 5 处')
  await owner.tap(/^10:00，可约/)
  await owner.shot('book')
  await owner.tap('约 4月1日（周三）10:00')
  await owner.see('已约好')
  await owner.shot('appointment')

  await neighbour.tap('约 4月1日（周三）10:00')
  await neighbour.see('这个时间刚被约走了')
  await neighbour.shot('slot-taken')
  await neighbour.leave()
})

test('owner and officer talk; each message arrives on the other side without reloading', async () => {
  officer = await Person.come(browser, product.app.url, 'officer-desk', DESK)
  await signInAsStaff(officer, '李专员')
  await officer.see('我手里 0 件')
  await officer.tap('消息')
  await owner.open('/pages/messages/index')
  await owner.tap(/李专员/)
  await owner.page.getByLabel('消息内容').fill(HELLO)
  await owner.tap('发送')
  await officer.tap(/清溪禾味餐饮有限公司/)
  // In the thread, not in the list: only then is the line to write in this conversation's.
  await officer.page.locator('.bub', { hasText: HELLO }).waitFor()
  await officer.page.getByLabel('消息内容').fill('要写上名称，拍清楚就行')
  await officer.see('发送')
  await officer.page.keyboard.press('Enter')
  await officer.page.locator('.bub', { hasText: '要写上名称，拍清楚就行' }).waitFor()
  await owner.see('要写上名称，拍清楚就行')
  await owner.shot('conversation')
  await officer.shot('inbox')
})

test('the officer records the check point by point and concludes it', async () => {
  await product.setClock('2026-04-01T10:00:00+08:00')
  await officer.setClock('2026-04-01T10:00:00+08:00')
  await officer.open('/packages/officer/schedule/index')
  await officer.see('清溪禾味餐饮有限公司')
  await officer.shot('schedule')
  await concludeCheck(officer)
  await officer.see(/已经能看到，记在办件的进度里/)
  await officer.shot('check-concluded')
})

test('the window accepts, the reviewer approves, the window issues the result', async () => {
  await window.setClock('2026-04-01T10:00:00+08:00')
  await acceptAndApprove(window)
  await window.shot('approved')
  await issueResult(window, files.result, 'JY-2026-0001')
})

test('the owner receives the result file, equal to what went up, and rates', async () => {
  await owner.setClock('2026-04-01T10:00:00+08:00')
  await owner.open('/pages/applications/index')
  await owner.tap(/食品经营许可（新办）/)
  await owner.shot('timeline')
  await owner.tap(/看结果/)
  await owner.see('JY-2026-0001')
  await owner.shot('result')
  const download = owner.page.waitForEvent('download')
  await owner.tap('保存文件')
  const saved = await (await download).path()
  expect(files.bytes(saved).equals(files.bytes(files.result))).toBe(true)
  await owner.tap(/评价这件事/)
  await owner.shot('rate')
  await owner.tap('非常满意')
  await owner.tap('提交评价')
  await owner.see('评好了，谢谢你')
})

test('nobody met an uncaught error on the way', () => {
  expect([...owner.problems, ...officer.problems, ...window.problems]).toEqual([])
})
