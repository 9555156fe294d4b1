import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppealDetail, AppealSummary, ConversationSummary, Me, MessagePage } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { exeFile, htmlFile, lockedPdfFile, zipFile } from '../support/sample-files'
import { Colleague } from '../weapp/staff'
import { upload } from './owner-steps'
import { openBrowser, type Person } from './people'
import { arrive, holds, prepareDraft, SOON } from './prepared'
import { makeRealFiles, type RealFiles } from './real-files'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Colleague
let officer: Colleague
let conversation: string
let enterprise: string
let zhang: Person

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Colleague.come(product.stack, 'zhang')
  officer = await Colleague.come(product.stack, 'li')
  enterprise = (await owner.ask<Me>('get_me')).enterprises[0].id
  conversation = (await owner.ask<ConversationSummary[]>('list_conversations'))[0].id
  zhang = await arrive(browser, product, 'zhang')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
afterEach(() => {
  expect(zhang.problems).toEqual([])
})

const named = (name: string, buffer: Buffer, mimeType: string) => ({ name, mimeType, buffer })

/** Bodies of the conversation as the officer gets them, oldest first. */
async function heard(): Promise<(string | null)[]> {
  const page = await officer.ask<MessagePage>('list_messages', {
    p_conversation_id: conversation,
    p_before_seq: null,
    p_limit: 50,
  })
  return page.messages.map((message) => message.body ?? message.file?.name ?? null)
}

const box = () => zhang.page.getByLabel('消息内容')
async function openTalk(): Promise<void> {
  await zhang.open(routes.conversation(conversation))
  await box().waitFor()
}

test('a file that cannot be taken is refused at its material, with the reason; what was there stays', async () => {
  const { id } = await prepareDraft(owner)
  await zhang.open(routes.materials(id))
  await zhang.see('上传 4 件材料')
  await upload(zhang, '主要设备设施清单', files.pdf)
  await zhang.see('传好 1 件')

  const wrong: [ReturnType<typeof named>, RegExp][] = [
    [named('空白.jpg', Buffer.alloc(0), 'image/jpeg'), /「空白.jpg」是空的，换一个文件/],
    [
      // A photo of this size would be made smaller.
      named(
        '厨房图纸.pdf',
        Buffer.concat([files.bytes(files.pdf), Buffer.alloc(21 << 20)]),
        'application/pdf',
      ),
      /「厨房图纸.pdf」有 21.\d MB，单件最大 20 MB。拍照时选小一点，或压缩后再传/,
    ],
    [
      named('布局图.docx', Buffer.from('PK\u0003\u0004word'), 'application/msword'),
      /「布局图.docx」打不开，不是照片或 PDF。这里收 JPG、PNG、HEIC、PDF/,
    ],
    [
      named('假照片.jpg', Buffer.from('<html>不是照片</html>'), 'image/jpeg'),
      /「假照片.jpg」打不开，不是照片或 PDF/,
    ],
    [named('安装包.jpg', exeFile(), 'image/jpeg'), /「安装包.jpg」打不开，不是照片或 PDF/],
  ]
  for (const [file, reason] of wrong) {
    await choose('经营场所布局图', file)
    await zhang.see(reason)
  }
  await zhang.see('传好 1 件')
  await choose('经营场所布局图', files.jpeg)
  await zhang.see('传好 2 件')
  expect(await zhang.page.getByText('打不开').count()).toBe(0)
  const layout = (await owner.read(id)).materials.find((material) => material.key === 'layout')
  expect(layout?.files.map((file) => file.name)).toEqual(['布局图.jpg'])
})

test('what only looks like a photo at its beginning is refused by the server, at its material; the rest is kept', async () => {
  const { id } = await prepareDraft(owner)
  await zhang.open(routes.materials(id))
  await zhang.see('上传 4 件材料')
  await upload(zhang, '主要设备设施清单', files.pdf)
  await zhang.see('传好 1 件')
  const photo = files.bytes(files.jpeg)
  const lies: [ReturnType<typeof named>, string][] = [
    [named('半张.jpg', photo.subarray(0, photo.length >> 1), 'image/jpeg'), '这个文件不完整，打不开'],
    [
      named('假照片.jpg', Buffer.concat([photo.subarray(0, 300), htmlFile()]), 'image/jpeg'),
      '这个文件不完整，打不开',
    ],
    [
      named('相册.jpg', Buffer.concat([photo, zipFile({ 'a.exe': 'x' })]), 'image/jpeg'),
      '这个文件里藏着另一个文件，收不了',
    ],
    [named('加密.pdf', await lockedPdfFile(), 'application/pdf'), '这个文件加了密码，窗口打不开'],
  ]
  for (const [file, reason] of lies) {
    await choose('经营场所布局图', file)
    await zhang.see(reason)
    // Sending the same bytes again would not help: there is no such button, only another file.
    expect(await zhang.page.getByText('重试').count()).toBe(0)
    await zhang.page.getByRole('button', { name: '换一个经营场所布局图' }).click()
  }
  await zhang.see('传好 1 件')
  await choose('经营场所布局图', files.jpeg)
  await zhang.see('传好 2 件')
  const [layout] = (await owner.read(id)).materials.filter((material) => material.key === 'layout')
  expect(layout?.files.map((file) => [file.name, file.mime, file.sha256])).toEqual([
    ['布局图.jpg', 'image/jpeg', createHash('sha256').update(photo).digest('hex')],
  ])
})

test('a file chosen without a network waits and goes up by itself, once', async () => {
  const { id } = await prepareDraft(owner)
  await zhang.open(routes.materials(id))
  await zhang.see('上传 4 件材料')
  await zhang.context.setOffline(true)
  await upload(zhang, '操作流程图', files.jpeg)
  await zhang.see('网络断了，文件还在')
  await zhang.see('网络不好，选好的文件先存在手机，连上后接着传。')
  await zhang.context.setOffline(false)
  await zhang.see('传好 1 件')
  const flow = (await owner.read(id)).materials.find((material) => material.key === 'flow')
  expect(flow?.files).toHaveLength(1)
  expect(await owner.get('materials', flow?.files[0]?.path ?? '')).toEqual(files.bytes(files.jpeg))
  const [stored] = await product.stack.sql`
    select count(*)::int as n from storage.objects where name like ${`%/${id}/%`}`
  expect(stored).toEqual({ n: 1 })
})

test('a message of only spaces or of 5,000 characters is refused and stays in the box', async () => {
  const before = await heard()
  await openTalk()
  await box().fill('  　\n ')
  await zhang.tap('发送')
  await zhang.see('还没写内容，写一句再发')
  const long = `${'冷'.repeat(4_999)}𠮷`
  await box().fill(long)
  await zhang.tap('发送')
  await zhang.see('一条最多 2,000 个字，多了 3000 个。删短一点，或者分两条发')
  await holds(box(), long)
  await zhang.page.reload()
  await box().waitFor()
  await holds(box(), long)
  await box().fill(`${'冷'.repeat(1_999)}𠮷`)
  await zhang.tap('发送')
  await zhang.see(/已送到/)
  expect(await heard()).toEqual([...before, `${'冷'.repeat(1_999)}𠮷`])
})

test('HTML and emoji in a message are text on both sides', async () => {
  const words = '<img src=x onerror="boom()"><script>boom()</script> & 👩‍🍳 &lt;b&gt;'
  await openTalk()
  await box().fill(words)
  await zhang.tap('发送')
  await expect.poll(async () => (await heard()).at(-1), SOON).toBe(words)
  const li = await arrive(browser, product, 'li')
  await li.open(routes.conversation(conversation))
  for (const side of [zhang, li]) {
    await side.see(words)
    expect(await side.page.locator('img[src="x"]').count()).toBe(0)
  }
  expect(li.problems).toEqual([])
  await li.leave()
})

test('a message written without a network is kept, also over a lost answer, and arrives once', async () => {
  await openTalk()
  const before = await heard()
  await zhang.context.setOffline(true)
  await box().fill('断网时写的：明天能来吗？')
  await zhang.tap('发送')
  await zhang.see('存在本机，连上会自动发')

  // The first answer after that gets lost on its way: the server has the message, this device does not know.
  let answers = 0
  await zhang.page.route('**/rpc/send_message', async (route) => {
    const response = await route.fetch()
    await (answers === 0 ? route.abort() : route.fulfill({ response }))
    answers += 1
  })
  await zhang.context.setOffline(false)
  // Tried again by itself, and never twice on the screen: the socket has brought the same message meanwhile.
  await expect.poll(() => answers, SOON).toBe(2)
  await zhang.see(/已送到/)
  await zhang.page.getByText('连上会自动发').waitFor({ state: 'detached' })
  expect(await zhang.page.getByText('断网时写的：明天能来吗？').count()).toBe(1)
  expect(await heard()).toEqual([...before, '断网时写的：明天能来吗？'])
  await zhang.page.unroute('**/rpc/send_message')
})

test('an appeal names what is missing or too long, keeps it over a restart, and shows HTML as text', async () => {
  await zhang.open(routes.appealNew())
  const title = zhang.page.getByLabel('一句话说是什么事')
  const body = zhang.page.getByLabel('具体情况')
  await body.waitFor()
  await zhang.tap('提交诉求')
  await zhang.see('先选是哪类事情')
  await zhang.see('标题还没写')
  await zhang.see('还差 3 处，补完再提交')
  await title.fill('长'.repeat(61))
  await zhang.see('标题最多 60 个字，多了 1 个，删短一点')
  await body.fill('断'.repeat(2_001))
  await zhang.see('情况最多 2,000 个字，多了 1 个，删短一点')
  await zhang.page.reload()
  await body.waitFor()
  await holds(title, '长'.repeat(61))
  await holds(body, '断'.repeat(2_001))

  await title.fill('<b onclick=boom()>围挡</b>超期🚧')
  await body.fill('<img src=x onerror=boom()> 门口围挡 & 客人进不来 👩‍🍳')
  await zhang.page.getByRole('radio').first().click()
  await zhang.tap('提交诉求')
  await zhang.see('<img src=x onerror=boom()> 门口围挡 & 客人进不来 👩‍🍳')
  await zhang.see('<b onclick=boom()>围挡</b>超期🚧')
  expect(await zhang.page.locator('img[src="x"], b[onclick]').count()).toBe(0)
  const list = await owner.ask<AppealSummary[]>('list_appeals', { p_enterprise_id: enterprise })
  expect(list).toHaveLength(1)
  const kept = await owner.ask<AppealDetail>('get_appeal', { p_id: list[0].id })
  expect(kept.body).toBe('<img src=x onerror=boom()> 门口围挡 & 客人进不来 👩‍🍳')
})

/** As `upload`, for a material that may already have been tried; takes files that exist in memory only. */
async function choose(material: string, file: string | ReturnType<typeof named>): Promise<void> {
  await zhang.page.getByRole('button', { name: `上传${material}` }).click()
  const picked = zhang.page.waitForEvent('filechooser')
  await zhang.tap('选文件')
  await (await picked).setFiles(file)
}
