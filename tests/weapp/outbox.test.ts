import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { Folder, LAYOUT_JPG } from './files'
import { giveUpDrafts, said } from './office'
import { Phone } from './phone'
import { downloads } from './runtime/wx-files'
import { Colleague } from './staff'
import { beginFoodLicence, openGuide, signIn } from './steps'

const SOON = { timeout: 20_000 }
const HEIC = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(4096, '\0'), 'latin1')

describe('what waits on the phone', () => {
  let county: County
  let phone: Phone
  let zhang: Colleague
  let li: Colleague
  const files = new Folder()

  const restart = async () => {
    phone = phone.again(county.stack.apiUrl, 'zhang')
    await phone.app.launch()
  }
  const kept = (prefix: string) => [...phone.wx.store.keys()].filter((key) => key.startsWith(prefix))
  const savedFiles = () => [...downloads.keys()].filter((file) => file.startsWith('wxfile://store'))
  const filesOf = async (id: string) => (await zhang.read(id)).materials.flatMap((material) => material.files)
  /** Straight to the materials of a draft. */
  const materialsOf = async (id: string) => {
    phone.goTo(`/packages/apply/materials/index?id=${id}`)
    await phone.at('packages/apply/materials')
    await phone.see(/上传 \d+ 件材料/)
  }
  const choose = async (source: string, ...chosen: string[]) => {
    phone.wx.pickNext(...chosen)
    await phone.tap('上传')
    await phone.tap(source)
  }

  beforeAll(async () => {
    county = await startCounty()
    zhang = await Colleague.come(county.stack, 'zhang')
    li = await Colleague.come(county.stack, 'li')
  })
  beforeEach(async () => {
    downloads.clear()
    await giveUpDrafts(zhang)
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
  })
  afterEach(() => phone?.end())
  afterAll(async () => {
    files.remove()
    await county?.stack.stop()
  })

  it('an upload in the middle of which WeChat ends the app goes on from any page, once', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    phone.wx.uploads.hold()
    await choose('拍照', LAYOUT_JPG)
    await phone.see('正在上传')
    expect(savedFiles()).toHaveLength(1)
    await restart()
    // Nobody opens the draft.
    await expect.poll(async () => (await filesOf(application)).length, SOON).toBe(1)
    await phone.until(() => kept('bb.own.outbox.').length === 0, 'an empty outbox')
    expect([savedFiles(), kept('bb.kept.')]).toEqual([[], []])
    expect((await filesOf(application)).map(({ size }) => size)).toEqual([readFileSync(LAYOUT_JPG).length])
  })

  it('an upload that the background interrupts is no error, and goes on in the foreground', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    phone.wx.uploads.hold()
    await choose('拍照', LAYOUT_JPG)
    await phone.see('正在上传')
    phone.wx.hide()
    phone.wx.stayAway()
    await phone.quiet()
    expect(phone.text).not.toMatch(/没传上|网络断了|重试/)
    phone.wx.uploads.release()
    phone.wx.show()
    await phone.see('传好 1 件')
    expect(phone.wx.counter.uploads).toHaveLength(2)
    expect(await filesOf(application)).toHaveLength(1)
  })

  it('given up while it goes up, nothing of it arrives and nothing stays on the phone', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    phone.wx.uploads.hold()
    await choose('拍照', LAYOUT_JPG)
    await phone.see('正在上传')
    await phone.tap('取消')
    await phone.gone('正在上传')
    phone.wx.uploads.release()
    await phone.quiet()
    expect(await filesOf(application)).toEqual([])
    expect([savedFiles(), kept('bb.own.outbox.')]).toEqual([[], []])
  })

  it('HEIC: an Android phone makes a JPEG of it, what cannot is told how to change it; a photo too large is made smaller', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    const heic = files.put('布局图.heic', HEIC)
    await choose('从微信聊天选文件', heic)
    await phone.see('「布局图.heic」是 HEIC 照片')
    await phone.see('兼容性最佳')
    phone.wx.files.compressesHeic = true
    await choose('从微信聊天选文件', heic)
    await phone.see('传好 1 件')
    const large = files.put(
      '大照片.jpg',
      Buffer.concat([readFileSync(LAYOUT_JPG), Buffer.alloc(21 * 1024 * 1024)]),
    )
    await choose('从微信聊天选文件', large)
    await phone.see('传好 2 件')
    expect((await filesOf(application)).map(({ name, mime }) => `${name} ${mime}`).sort()).toEqual([
      '大照片.jpg image/jpeg',
      '布局图.jpg image/jpeg',
    ])
  })

  it('a phone without room says so, and the file goes up all the same', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    phone.wx.files.room = 0
    phone.wx.uploads.hold()
    await choose('拍照', LAYOUT_JPG)
    await phone.see('手机存满了')
    phone.wx.uploads.release()
    await phone.see('传好 1 件')
    expect(await filesOf(application)).toHaveLength(1)
  })

  it('forty photos at once: never more than three on their way, each arrives once', async () => {
    await openGuide(phone, 'QX28', ['包装装潢', '不印', '租来的', '法定代表人自己办'])
    await phone.tap('开始办理')
    await phone.at('packages/apply/form')
    const application = phone.param('id')
    await materialsOf(application)
    const { materials } = await zhang.read(application)
    const wanted = materials.filter((each) => each.required && !each.fetched_by_office)
    let count = 0
    phone.wx.uploads.hold()
    for (const { max_files } of wanted) {
      await choose('从手机相册选', ...Array<string>(max_files).fill(LAYOUT_JPG))
      count += max_files
      await phone.until(() => kept('bb.own.outbox.').length === count, `${count} waiting`)
    }
    expect(count).toBeGreaterThanOrEqual(40)
    expect([phone.wx.uploads.now, phone.wx.uploads.most]).toEqual([3, 3])
    phone.wx.uploads.release()
    await phone.until(() => kept('bb.own.outbox.').length === 0, 'all of them to arrive', 120_000)
    expect(phone.wx.uploads.most).toBe(3)
    expect(phone.wx.counter.uploads).toHaveLength(count)
    expect(await filesOf(application)).toHaveLength(count)
  })

  it('messages in the middle of which WeChat ends the app arrive once, in order', async () => {
    await phone.tap('给李专员发消息')
    await phone.at('packages/messages/conversation')
    const conversation = phone.param('id')
    await phone.see('有什么不清楚的')
    // The server takes the first; its answers, and all of the second, get lost.
    phone.wx.loseAnswerOf('/rpc/send_message', 9)
    await phone.type('发消息', '第一条')
    await phone.tap('发送')
    await expect.poll(() => said(li, conversation), SOON).toEqual(['第一条'])
    await phone.type('发消息', '第二条')
    await phone.tap('发送')
    await restart()
    await expect.poll(() => said(li, conversation), SOON).toEqual(['第一条', '第二条'])
    await phone.until(() => kept('bb.own.outbox.').length === 0, 'an empty outbox')
    expect(await said(li, conversation)).toEqual(['第一条', '第二条'])
  })

  it('signing out asks about what is unsent, and then nothing of it stays', async () => {
    const application = await beginFoodLicence(phone)
    await materialsOf(application)
    phone.wx.uploads.hold()
    await choose('拍照', LAYOUT_JPG)
    await phone.see('正在上传')
    phone.goTo('/pages/me/index', 'switchTab')
    await phone.at('pages/me')
    await phone.tap('退出登录')
    await phone.until(
      () => phone.wx.modals.some(({ content }) => content?.includes('1 个文件')),
      'the question',
    )
    await phone.until(() => savedFiles().length === 0, 'the file to go')
    expect(kept('bb.own.')).toEqual([])
    expect(await filesOf(application)).toEqual([])
  })
})
