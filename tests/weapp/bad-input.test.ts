import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Me, SlotDay } from '@/shared/contract'
import { type County, startCounty } from '../support/product'
import { exeFile, zipFile } from '../support/sample-files'
import { Folder, LAYOUT_JPG, scannedPdf } from './files'
import { giveUpDrafts, said } from './office'
import { Phone } from './phone'
import { Colleague } from './staff'
import { beginFoodLicence, fillFoodLicence, signIn, uploadFoodLicence } from './steps'

const MB = 1024 * 1024

describe('bad input is told in a plain sentence and loses nothing', () => {
  let county: County
  let phone: Phone
  let zhang: Colleague
  let li: Colleague
  const files = new Folder()

  beforeAll(async () => {
    county = await startCounty()
    zhang = await Colleague.come(county.stack, 'zhang')
    li = await Colleague.come(county.stack, 'li')
  })
  beforeEach(async () => {
    await giveUpDrafts(zhang)
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
  })
  afterEach(() => phone?.end())
  afterAll(async () => {
    files.remove()
    await county?.stack.stop()
  })

  it('knows codes that lead nowhere', async () => {
    const admin = await Colleague.come(county.stack, 'admin')
    await admin.ask('revoke_code', { p_code: 'QX12', p_reason: '卡片重印' })
    for (const [text, answer] of [
      ['http://localhost:8080/c/QX99', '没有 QX99 这个码'],
      ['http://localhost:8080/c/QX12', '这张卡停用了（QX12）'],
      ['https://example.com/别的码', '这是别的网页的码（example.com）'],
    ]) {
      phone.wx.scanNext(text)
      await phone.tap('扫「码上办」码')
      await phone.at('pages/code')
      await phone.see(answer)
      await phone.see('按名称搜索')
      phone.back()
      await phone.at('pages/home')
    }
  })

  it('says why a file cannot be taken, and sends none of it', async () => {
    await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    for (const [name, bytes, answer] of [
      ['空的.pdf', Buffer.alloc(0), '是空的，换一个文件'],
      ['说明.docx', Buffer.from('PK\u0003\u0004 这不是照片'), '打不开，不是照片或 PDF'],
      ['假照片.jpg', Buffer.from('<html>我不是照片</html>'), '打不开，不是照片或 PDF'],
      ['安装包.jpg', exeFile(), '打不开，不是照片或 PDF'],
      ['太大.pdf', Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(20 * MB)]), '单件最大 20 MB'],
    ] as const) {
      phone.wx.pickNext(files.put(name, bytes))
      await phone.tap('上传')
      await phone.tap('从微信聊天选文件')
      await phone.see(`「${name}」`)
      await phone.see(answer)
    }
    expect(phone.wx.counter.uploads).toEqual([])
    await phone.see('传好 0 件')
  })

  it('is told by the server what a file really is that looks right at its beginning, and keeps the rest', async () => {
    const application = await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    const picture = readFileSync(LAYOUT_JPG)
    const pdf = await scannedPdf('布局图')
    const lies = [
      ['半张.jpg', picture.subarray(0, picture.length >> 1), '这个文件不完整，打不开'],
      ['相册.jpg', Buffer.concat([picture, zipFile({ 'a.exe': 'x' })]), '这个文件里藏着另一个文件，收不了'],
      ['合同.pdf', Buffer.concat([pdf.subarray(0, 300), exeFile()]), '这个文件不完整，打不开'],
    ] as const
    for (const [name, bytes, answer] of lies) {
      phone.wx.pickNext(files.put(name, bytes))
      await phone.tap('上传')
      await phone.tap('从微信聊天选文件')
      await phone.see('没传上')
      await phone.see(answer)
      // Sending the same bytes again would not help: there is no such button.
      expect(phone.text).not.toContain('重试')
      await phone.tap('换一个')
      await phone.until(() => !phone.text.includes('没传上'), 'the refused file put aside')
    }
    await phone.see('传好 0 件')
    phone.wx.pickNext(files.put('平面图.jpg', picture))
    await phone.tap('上传')
    await phone.tap('从微信聊天选文件')
    await phone.see('传好 1 件')
    const [file] = (await zhang.read(application)).materials.flatMap((material) => material.files)
    expect(file).toMatchObject({ mime: 'image/jpeg', size: picture.length })
    expect(file?.sha256).toBe(createHash('sha256').update(picture).digest('hex'))
  })

  it('stops a form with gaps and goes to the first of them', async () => {
    await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    await phone.type('经营面积', '很大')
    await phone.tap('下一步：经营项目')
    await phone.see(/还差 \d 处，补完再继续/)
    await phone.type('经营面积', '0')
    await phone.tap('自己的')
    await phone.tap(/还差 \d 处，补完再继续/.exec(phone.text)?.[0] ?? '下一步：经营项目')
    await phone.see('第 2 步')
    await phone.type('经营面积', '86')
    await phone.tap('下一步：经营项目')
    await phone.see('第 3 步')
  })

  it('lets one sign in again in the middle of a form, with everything still there', async () => {
    const application = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    await phone.quiet()
    // Taken back on another device: from then on nobody is signed in without a tap (session.test.ts).
    await county.stack.sql`insert into private.consents (person_id, version, kind)
      select person_id, version, 'withdrawn' from private.consents where person_id = ${zhang.id} limit 1`
    await endSession()
    await phone.type('经营面积', '77')
    await phone.see('登录过期了，你填的都还在')
    await phone.tap('登录后接着填')
    await phone.at('pages/sign-in')
    await phone.tap('同意并用微信登录')
    await phone.at('packages/apply/form')
    await phone.until(() => phone.typed('经营面积') === '77', 'what was typed')
    const kept = async () => (await zhang.read(application)).answers.area
    await expect.poll(kept, { timeout: 20_000 }).toBe('77')
  })

  it('files once under a double tap, and offers another time when a slot was just taken', async () => {
    const application = await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    await uploadFoodLicence(phone, files.put('流程图.pdf', await scannedPdf('流程图')))
    await phone.tap('我承诺所填内容和材料真实')
    await Promise.all([phone.tap('提交申请'), phone.tap('提交申请')])
    await phone.at('packages/apply/receipt')
    const { events } = await zhang.read(application)
    expect(events.filter((event) => event.kind === 'submitted')).toHaveLength(1)

    await phone.tap('预约视频核查')
    await phone.at('packages/verify/book')
    await phone.tap('10:30，可约')
    await takeSlot('2026-04-01T02:30:00')
    await phone.tap('约 4月1日（周三）10:30')
    await phone.see('这个时间刚被约走了')
    await phone.see('上面是最新的，换一个时间。')
    await phone.tap('11:00，可约')
    await phone.tap('约 4月1日（周三）11:00')
    await phone.at('packages/verify/appointment')
    await phone.see('已约好')
  })

  it('keeps a message that is too long or says nothing in the field', async () => {
    await phone.tap('给李专员发消息')
    await phone.at('packages/messages/conversation')
    const conversation = phone.param('id')
    const before = await said(li, conversation)
    const long = '长'.repeat(5000)
    await phone.type('发消息', long)
    await phone.tap('发送')
    await phone.see('一条最多 2,000 个字，多了 3000 个')
    expect(phone.typed('发消息')).toBe(long)
    await phone.type('发消息', '  \n\u3000 ')
    await phone.tap('发送')
    await phone.see('还没写内容，写一句再发')
    expect(await said(li, conversation)).toEqual(before)
  })

  /** The session ended elsewhere: what the phone holds is worth nothing any more. */
  async function endSession(): Promise<void> {
    await county.stack.sql`delete from auth.sessions where user_id = ${zhang.id}`
    const kept = JSON.parse(String(phone.wx.store.get('bb.session')))
    phone.wx.store.set('bb.session', JSON.stringify({ ...kept, expires_at: 1, expires_in: 0 }))
  }

  /** 刘店长, another enterprise of the same officer, was quicker. */
  async function takeSlot(startsAtUtc: string): Promise<void> {
    const liu = await Colleague.come(county.stack, 'liu')
    const me = await liu.ask<Me>('get_me')
    const { id } = await liu.act<{ id: string }>('start_application', {
      p_enterprise_id: me.enterprises[0].id,
      p_item_code: 'QX07',
      p_situation_answers: { how_sell: 'cook', who: 'self' },
    })
    const days = await liu.ask<SlotDay[]>('list_slots', {
      p_application_id: id,
      p_from: '2026-04-01',
      p_days: 1,
    })
    const slot = days
      .flatMap((day) => day.slots)
      .find((each) => Date.parse(each.starts_at) === Date.parse(`${startsAtUtc}Z`))
    await liu.act('book_appointment', { p_application_id: id, p_slot_id: slot?.id })
  }
})
