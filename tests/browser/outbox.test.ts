import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationSummary, MessagePage } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { say } from '../weapp/office'
import { Colleague } from '../weapp/staff'
import { upload } from './owner-steps'
import { openBrowser } from './people'
import { arrive, prepareDraft, SOON } from './prepared'
import { smallPrint } from './print'
import { makeRealFiles, type RealFiles } from './real-files'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Colleague
let folder: string

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Colleague.come(product.stack, 'zhang')
  folder = mkdtempSync(path.join(tmpdir(), 'bangban-outbox-'))
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const attached = async (id: string) => (await owner.read(id)).materials.flatMap((material) => material.files)
const UPLOADS = '**/storage/v1/object/materials/**'

test('two tabs without a network: each message is sent by one of them, once, in the order of writing', async () => {
  const [{ id }] = await owner.ask<ConversationSummary[]>('list_conversations')
  const zhang = await arrive(browser, product, 'zhang')
  const sent: string[] = []
  zhang.context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/rpc/send_message'))
      sent.push(request.postData() ?? '')
  })
  await zhang.open(routes.conversation(id))
  const second = await zhang.context.newPage()
  await second.goto(zhang.page.url())
  const write = async (page: Page, text: string) => {
    await page.getByLabel('消息内容').fill(text)
    await page.getByRole('button', { name: '发送', exact: true }).click()
  }
  for (const page of [zhang.page, second]) await page.getByLabel('消息内容').waitFor()
  await zhang.context.setOffline(true)
  await write(zhang.page, '第一条')
  await write(second, '第二条')
  await write(zhang.page, '第三条')
  // Each tab shows what the other holds.
  for (const page of [zhang.page, second]) {
    await page.getByText('第三条').waitFor()
    await page.getByText('存在本机，连上会自动发').nth(2).waitFor()
  }
  await zhang.context.setOffline(false)
  const bodies = async () => {
    const page = { p_conversation_id: id, p_before_seq: null, p_limit: 50 }
    return (await owner.ask<MessagePage>('list_messages', page)).messages.map((message) => message.body)
  }
  await expect.poll(bodies, SOON).toEqual(['第一条', '第二条', '第三条'])
  for (const page of [zhang.page, second])
    await page.getByText('存在本机').first().waitFor({ state: 'detached' })
  expect(sent).toHaveLength(3)
  expect(zhang.problems).toEqual([])
  await zhang.leave()
})

test('a read mark that could not be sent goes out from any page after a restart', async () => {
  const li = await Colleague.come(product.stack, 'li')
  const [{ id }] = await owner.ask<ConversationSummary[]>('list_conversations')
  const thread = () =>
    li.ask<MessagePage>('list_messages', { p_conversation_id: id, p_before_seq: null, p_limit: 50 })
  await say(li, id, '材料看过了，可以交')
  const said = (await thread()).messages.at(-1)?.seq ?? 0
  const zhang = await arrive(browser, product, 'zhang')
  const tried: string[] = []
  await zhang.context.route('**/rpc/mark_read', (route) => {
    tried.push(route.request().url())
    return route.abort()
  })
  await zhang.open(routes.conversation(id))
  await zhang.see('材料看过了，可以交')
  await expect.poll(() => tried.length, SOON).toBeGreaterThan(0)
  await zhang.page.close()
  expect((await thread()).other_read_seq).toBeLessThan(said)
  await zhang.context.unroute('**/rpc/mark_read')
  const again = await zhang.context.newPage()
  await again.goto(`${product.app.url}/#/pages/home/index`)
  await expect.poll(async () => (await thread()).other_read_seq, SOON).toBe(said)
  await zhang.leave()
})

test('a tab that is closed while a file goes up: the other one brings it, once', async () => {
  const draft = await prepareDraft(owner)
  const zhang = await arrive(browser, product, 'zhang')
  const held: Route[] = []
  await zhang.context.route(UPLOADS, (route) => {
    if (route.request().method() === 'POST') held.push(route)
    else void route.continue()
  })
  await zhang.open(routes.materials(draft.id))
  const other = await zhang.context.newPage()
  await other.goto(`${product.app.url}/#/pages/home/index`)
  await upload(zhang, '操作流程图', files.jpeg)
  await zhang.see(/正在上传/)
  await expect.poll(() => held.length, SOON).toBe(1)
  await other.reload()
  await other.waitForLoadState('networkidle')
  // While the first tab is at it the other keeps out.
  expect(held).toHaveLength(1)
  await zhang.page.close()
  await expect.poll(() => held.length, SOON).toBe(2)
  await held[1].continue()
  await expect.poll(async () => (await attached(draft.id)).length, SOON).toBe(1)
  expect(held[1].request().url()).toBe(held[0].request().url())
  await other.close()
  await zhang.leave()
})

test('a photo of small print goes up small, upright and readable; HEIC is told how to change it', async () => {
  const draft = await prepareDraft(owner)
  const eye = await browser.newPage()
  const print = await smallPrint(eye)
  const photo = path.join(folder, '布局图.jpeg')
  writeFileSync(photo, print.photo)
  const heic = path.join(folder, '平面图.heic')
  writeFileSync(heic, Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(4096, '\0'), 'latin1'))

  const zhang = await arrive(browser, product, 'zhang')
  await zhang.open(routes.materials(draft.id))
  await upload(zhang, '操作流程图', heic)
  await zhang.see(/「平面图.heic」是 HEIC 照片.*兼容性最佳/)
  await upload(zhang, '操作流程图', photo)
  await zhang.see('传好 1 件')
  const [file] = await attached(draft.id)
  expect(file?.name).toBe('布局图.jpg')
  const stored = await owner.get('materials', file?.path ?? '')
  const [before, after] = [await print.read(print.photo), await print.read(stored)]
  expect([before.width, before.height]).toEqual([3024, 4032])
  expect([after.width, after.height]).toEqual([1920, 2560])
  expect(after.corner[0] - after.corner[1]).toBeGreaterThan(150)
  expect(stored.length).toBeLessThan(print.photo.length / 4)
  // As much of it as of the photo itself.
  expect(before.right).toBeGreaterThan(0.97)
  expect(after.right).toBeGreaterThanOrEqual(before.right - 0.005)
  expect(zhang.problems).toEqual([])
  await zhang.leave()
  await eye.close()
})
