import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { Folder, LAYOUT_JPG, scannedPdf } from './files'
import { giveUpDrafts, said } from './office'
import { Phone } from './phone'
import { Colleague } from './staff'
import { beginFoodLicence, fillFoodLicence, signIn, uploadFoodLicence } from './steps'

describe('a bad network loses nothing', () => {
  let county: County
  let phone: Phone
  let zhang: Colleague
  let li: Colleague
  const files = new Folder()
  let scan = ''

  const begin = async () => {
    await giveUpDrafts(zhang)
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
  }
  const restart = () => {
    phone = phone.again(county.stack.apiUrl, 'zhang')
    return phone.app.launch()
  }

  beforeAll(async () => {
    county = await startCounty()
    zhang = await Colleague.come(county.stack, 'zhang')
    li = await Colleague.come(county.stack, 'li')
    scan = files.put('操作流程图.pdf', await scannedPdf('操作流程图'))
  })
  beforeEach(begin)
  afterEach(() => phone?.end())
  afterAll(async () => {
    files.remove()
    await county?.stack.stop()
  })

  it('keeps what is typed without a network, and saves it when the network is back', async () => {
    const application = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    phone.wx.setOffline(true)
    await phone.type('经营面积', '86.5')
    await phone.tap('租来的')
    await phone.see('网络不好，已保存在手机')
    phone.back()
    phone.wx.setOffline(false)
    const kept = async () => (await zhang.read(application)).answers
    await expect.poll(kept, { timeout: 20_000 }).toMatchObject({ area: '86.5', place_source: 'rent' })
  })

  it('keeps what is typed when WeChat ends the app meanwhile', async () => {
    const application = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    phone.wx.setOffline(true)
    await phone.type('经营面积', '92')
    await phone.see('网络不好，已保存在手机')
    await restart()
    await phone.see('还没提交')
    // It goes from the first page on, before anybody opens the form.
    const kept = async () => (await zhang.read(application)).answers.area
    await expect.poll(kept, { timeout: 20_000 }).toBe('92')
    await phone.tap('接着填')
    await phone.at('packages/apply/form')
    await phone.until(() => phone.typed('经营面积') === '92', 'what was typed')
  })

  it('keeps a file that could not go up; it goes by itself or by one tap', async () => {
    const application = await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    await phone.tap('上传')
    phone.wx.setOffline(true)
    phone.wx.pickNext(LAYOUT_JPG)
    await phone.tap('拍照')
    await phone.see('网络断了，文件还在')
    phone.wx.setOffline(false)
    await phone.see('传好 1 件')

    await phone.tap('上传')
    phone.wx.setDeaf(true)
    phone.wx.pickNext(LAYOUT_JPG)
    await phone.tap('从手机相册选')
    await phone.see('网络断了，文件还在')
    phone.wx.setDeaf(false)
    await phone.tap('重试')
    await phone.see('传好 2 件')

    await phone.tap('上传')
    phone.wx.loseAnswerOf('/storage/v1/object/materials')
    phone.wx.pickNext(scan)
    await phone.tap('从微信聊天选文件')
    await phone.see('网络断了，文件还在')
    await phone.tap('重试')
    await phone.see('传好 3 件')
    const { materials } = await zhang.read(application)
    expect(materials.filter((each) => each.files.length > 0).map((each) => each.files.length)).toEqual([
      1, 1, 1,
    ])
  })

  it('files once, although the answer was lost on its way', async () => {
    const application = await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    await uploadFoodLicence(phone, scan)
    await phone.tap('我承诺所填内容和材料真实')
    phone.wx.loseAnswerOf('/rpc/submit_application')
    await phone.tap('提交申请')
    // The same call with the same request id goes out again by itself.
    await phone.at('packages/apply/receipt')
    await phone.see(/QX-260331-\d{4}/)
    const { events } = await zhang.read(application)
    expect(events.filter((event) => event.kind === 'submitted')).toHaveLength(1)
  })

  it('keeps a message and sends it once', async () => {
    const waiting = () =>
      [...phone.wx.store.keys()].filter((key) => key.startsWith(`bb.own.outbox.${zhang.id}.`)).length
    await phone.tap('给李专员发消息')
    await phone.at('packages/messages/conversation')
    const conversation = phone.param('id')
    await phone.see('有什么不清楚的')
    phone.wx.setOffline(true)
    await phone.type('发消息', '第一条 📵')
    await phone.tap('发送')
    await phone.see('连上会自动发')
    await phone.type('发消息', '第二条')
    await phone.tap('发送')
    await restart()
    await phone.tap('给李专员发消息')
    await phone.see('已送到')
    expect(await said(li, conversation)).toEqual(['第一条 📵', '第二条'])

    phone.wx.loseAnswerOf('/rpc/send_message')
    await phone.type('发消息', '第三条，答复丢了')
    await phone.tap('发送')
    await phone.until(() => waiting() === 1, 'a message in the outbox')
    await phone.until(() => waiting() === 0, 'the second try')
    await phone.see('第三条，答复丢了')
    expect(await said(li, conversation)).toEqual(['第一条 📵', '第二条', '第三条，答复丢了'])
  })
})
