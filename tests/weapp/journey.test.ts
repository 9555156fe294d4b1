import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepFigures } from '../support/figures'
import { type County, startCounty } from '../support/product'
import { Folder, LAYOUT_JPG, scannedPdf } from './files'
import { approveAndIssue, askToMend, concludeCheck, said, say } from './office'
import { Phone } from './phone'
import { downloads } from './runtime/wx-files'
import { Colleague } from './staff'
import { FOOD, fillFoodLicence, openGuide, uploadFoodLicence } from './steps'

/** What a person types is only text: Chinese, emoji, angle brackets come back byte for byte. */
const SAFETY_OFFICER = '张明远<b>🍜</b>'
const MENDED = '张明远（健康管理员）& 周\u{20BB7}'
const WORDS = '李专员好👋，冷柜 <3℃> 也要拍吗？\n第二行 “引号” & 𠮷'
const REPLY = '要拍，把温度计放进去一起拍 📷 <img src=x onerror=alert(1)>'

describe('the main job on the built mini-program', () => {
  let county: County
  let phone: Phone
  let li: Colleague
  let wang: Colleague
  let application = ''
  let appointment = ''
  let broken = false
  let scan = ''
  let result: Buffer
  const files = new Folder()

  /** The one time of the phone and of the server. */
  const moveTo = async (at: string) => {
    await county.setClock(at)
    phone.setClock(at)
  }

  beforeAll(async () => {
    county = await startCounty()
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    const pause = () => phone.pass(1000)
    li = await Colleague.come(county.stack, 'li', pause)
    wang = await Colleague.come(county.stack, 'wang', pause)
    scan = files.put('操作流程图 扫描.pdf', await scannedPdf('操作流程图'))
    result = await scannedPdf('食品经营许可证')
  })
  afterAll(async () => {
    files.remove()
    await county?.stack.stop()
  })
  // Each step stands on the one before.
  beforeEach(() => {
    if (broken) throw new Error('An earlier step of the journey failed')
  })
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail'
  })

  it('shows home to a stranger', async () => {
    await phone.app.launch()
    await phone.see('登录后就能办')
    await phone.see('食品经营许可（新办）')
  })

  it('leads a scanned code to its guide, and answers cut the list', async () => {
    await openGuide(phone, 'QX07', [])
    await phone.see('要交 4 件材料')
    expect(phone.text).toContain('还差 2 个情形，选完再开始')
    for (const situation of FOOD) await phone.tap(situation)
    await phone.see('开始办理')
  })

  it('signs in with one tap and comes back to the guide', async () => {
    await phone.tap('开始办理')
    await phone.at('pages/sign-in')
    await phone.tap('同意并用微信登录')
    await phone.at('packages/guide/item')
    await phone.see('为 清溪禾味餐饮有限公司 办')
  })

  it('fills the form, saved as it is typed', async () => {
    await phone.tap('开始办理')
    await phone.at('packages/apply/form')
    application = phone.param('id')
    await phone.see('清溪禾味餐饮有限公司')
    await fillFoodLicence(phone, SAFETY_OFFICER)
  })

  it('uploads photos and PDFs', async () => {
    await uploadFoodLicence(phone, scan)
    await phone.see(SAFETY_OFFICER)
  })

  it('asks the officer for a look, whose answer comes without reloading', async () => {
    await phone.tap('请李专员先看一遍')
    await phone.see('李专员正在帮你看')
    const { materials } = await li.read(application)
    const layout = materials.find((each) => each.key === 'layout')?.files[0]
    const flow = materials.find((each) => each.key === 'flow')?.files[0]
    expect(flow?.name).toBe('操作流程图 扫描.pdf')
    expect(await li.get('materials', layout?.path ?? '')).toEqual(readFileSync(LAYOUT_JPG))
    expect(await li.get('materials', flow?.path ?? '')).toEqual(readFileSync(scan))
    await li.act('answer_pre_check', {
      p_application_id: application,
      p_outcome: 'ready',
      p_note: '布局图很清楚 👍，可以交',
      p_points: [],
    })
    await phone.see('李专员看过：材料齐了，可以交')
    await phone.see('布局图很清楚 👍，可以交')
  })

  it('checks the answers, submits once and gets a number', async () => {
    await phone.tap('提交申请')
    await phone.see('看过上面的内容，勾上承诺再提交')
    await phone.tap('我承诺所填内容和材料真实')
    await phone.tap('提交申请')
    await phone.at('packages/apply/receipt')
    await phone.see(/QX-260331-\d{4}/)
    await phone.see('4月8日（周三） 17:30 前')
    const filed = await wang.read(application)
    expect(filed.state).toBe('submitted')
    expect(phone.text).toContain(filed.number)
    expect(filed.answers).toMatchObject({ safety_officer: SAFETY_OFFICER, area: '86', projects: 'hot,drink' })
    await phone.tap('看办理进度')
    await phone.at('packages/application/timeline')
    await phone.see('综合窗口')
  })

  it('is asked for one correction and answers it', async () => {
    await askToMend(wang, application)
    await phone.see('窗口要你补 2 处')
    await phone.tap('去补正')
    await phone.at('packages/application/correction')
    await phone.see('没画出洗手池')
    await phone.tap('重新传经营场所布局图')
    await phone.upload('拍照', LAYOUT_JPG)
    await phone.see('还差 1 处')
    await phone.type('食品安全员', MENDED)
    await phone.tap('提交补正')
    await phone.see('补好的交上去了')
    const resubmitted = await wang.read(application)
    expect(resubmitted.state).toBe('resubmitted')
    expect(resubmitted.answers.safety_officer).toBe(MENDED)
    const layout = resubmitted.materials.find((each) => each.key === 'layout')
    expect([layout?.files.length, layout?.old_files.length]).toEqual([1, 1])
    await phone.tap('看进度')
    await phone.at('packages/application/timeline')
  })

  it('books a video check', async () => {
    await phone.tap('约视频核查')
    await phone.at('packages/verify/book')
    await phone.tap('10:30，可约')
    await phone.tap('约 4月1日（周三）10:30')
    await phone.at('packages/verify/appointment')
    await phone.see('已约好')
    await phone.see('明天 10:30–11:00')
    appointment = phone.param('id')
  })

  it('talks with the officer, whose reply arrives by itself', async () => {
    await phone.tap('看办件进度')
    await phone.at('packages/application/timeline')
    await phone.tap('问李专员')
    await phone.at('packages/messages/conversation')
    await phone.see('有什么不清楚的，直接问李专员')
    await phone.type('发消息', WORDS)
    await phone.tap('发送')
    await phone.see('已送到')
    const conversation = phone.param('id')
    expect(await said(li, conversation)).toEqual([WORDS])
    await li.ask('mark_read', { p_conversation_id: conversation, p_seq: 1 })
    await phone.see('已读')
    await say(li, conversation, REPLY)
    await phone.see(REPLY)
    expect(phone.wx.counter.sockets.length).toBeGreaterThan(0)
  })

  it('sees the conclusion of the check', async () => {
    await moveTo('2026-04-01T10:50:00+08:00')
    await phone.back()
    await concludeCheck(li, appointment)
    await phone.see('结论：符合')
  })

  it('follows acceptance, approval and the result', async () => {
    await wang.move('accept_application', application)
    await phone.see('已受理')
    await approveAndIssue(wang, application, result)
    await phone.see('食品经营许可证办好了')
    await phone.tap('看结果')
    await phone.at('packages/application/result')
    await phone.see('JY23609210001234')
    await phone.see('送达')
    await phone.tap('保存文件')
    await phone.until(() => phone.wx.opened.length > 0, 'the result file')
    expect(downloads.get(phone.wx.opened[0])).toEqual(result)
    expect((await wang.read(application)).state).toBe('delivered')
  })

  it('rates', async () => {
    await phone.tap('评价这件事办得怎么样')
    await phone.at('packages/application/rate')
    await phone.see('选好再提交')
    await phone.tap('非常满意')
    await phone.type('想说点什么', '快 🎉，一次没跑')
    await phone.tap('提交评价')
    await phone.see('评好了，谢谢你')
    const [rating] = await county.stack
      .sql`select level, comment from public.ratings where application_id = ${application}`
    expect(rating).toEqual({ level: 5, comment: '快 🎉，一次没跑' })
  })

  it('was smooth: nothing went wrong unseen, and the view layer was not flooded', () => {
    expect(phone.app.errors).toEqual([])
    const { calls, largestBytes, mostPerSecond, busiest } = phone.app.figures
    keepFigures('journey', { setDataCalls: calls, largestBytes, mostPerSecond, taps: phone.taps })
    expect(largestBytes).toBeLessThanOrEqual(64 * 1024)
    expect(mostPerSecond, busiest.join()).toBeLessThan(20)
  })
})
