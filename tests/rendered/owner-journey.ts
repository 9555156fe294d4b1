import { routes, TABS } from '@/shared/routes'
import { LAYOUT_JPG } from '../weapp/files'
import { approve, askToMend, concludeCheck, issue, say } from '../weapp/office'
import { Colleague } from '../weapp/staff'
import { FOOD } from '../weapp/steps'
import { appeal, type Look, ownPages, tabPages } from './owner-pages'
import type { Pair, Theatre } from './people'

/** The moment of the video check. */
const CHECK_TIME = '2026-04-01T10:50:00+08:00'

export interface OwnerFiles {
  pdf: string
  result: Buffer
}

/** What the owner's way leaves behind for the pages of others. */
export interface OwnerTrace {
  application: string
  appointment: string
  conversation: string
  enterprise: string
  paper: string
  appeal: string
}

/** Called where somebody of the staff would look at the same application. */
export interface Meanwhile {
  /** The draft waits for the officer's look-over. */
  lookOver(application: string): Promise<void>
  /** It lies at the window. */
  atTheWindow(application: string): Promise<void>
  /** The video check is booked, and it is its hour. */
  atTheCheck(appointment: string, conversation: string): Promise<void>
  /** Accepted, and other departments have their part. */
  reviewing(application: string): Promise<void>
  /** Approved; the result is to be issued. */
  toIssue(application: string): Promise<void>
}

/**
 * The owner's main job with taps and typing, from the scanned code to the rated result; each page is looked at on the
 * way, in the mini-program and on H5.
 */
export async function ownerJourney(
  theatre: Theatre,
  files: OwnerFiles,
  meanwhile: Meanwhile,
): Promise<OwnerTrace> {
  const { visits, product } = theatre
  const [phone, twin] = await Promise.all([theatre.phone('zhang'), theatre.twin()])
  const look = (name: string, address?: string) => visits.visit(name, phone, twin, address)
  const li = await Colleague.come(product.stack, 'li')
  const wang = await Colleague.come(product.stack, 'wang')

  await phone.see('登录后就能办')
  await look('home-stranger')
  await phone.scanNext('http://localhost:8080/c/QX07')
  await phone.tap(/^扫「码上办」码/)
  await phone.at('packages/guide/item')
  await phone.see('选你的情形，材料会变少')
  await look('item')
  for (const situation of FOOD) await phone.tap(new RegExp(situation))
  await phone.tap(/^开始办/)
  await phone.at('pages/sign-in')
  await look('sign-in')
  await phone.tap('同意并用微信登录')
  await phone.at('packages/guide/item')
  await twin.signIn('zhang')
  await phone.see('为 清溪禾味餐饮有限公司 办')
  await phone.tap(/^开始办/)
  const application = await fillForm({ phone, twin }, look)
  await bringFiles({ phone, twin }, look, files)

  await phone.tap(/先看一遍/)
  await phone.see('李专员正在帮你看')
  await meanwhile.lookOver(application)
  await li.act('answer_pre_check', {
    p_application_id: application,
    p_outcome: 'ready',
    p_note: '布局图很清楚，可以交',
    p_points: [],
  })
  await phone.see('布局图很清楚，可以交')
  await look('check')
  await phone.tap(/^我承诺所填内容和材料真实/)
  await phone.tap('提交申请')
  await phone.at('packages/apply/receipt')
  await phone.see(/QX-260331-\d{4}/)
  await look('receipt')

  await meanwhile.atTheWindow(application)
  await askToMend(wang, application)
  await phone.tap('看办理进度')
  await phone.at('packages/application/timeline')
  await phone.see('窗口要你补 2 处')
  await look('timeline-waiting')
  await tabPages({ phone, twin }, look)
  await phone.open(TABS.home)
  await phone.tap('去补正')
  await phone.at('packages/application/correction')
  await phone.see('没画出洗手池')
  await look('correction')
  await phone.pickNext(LAYOUT_JPG)
  await phone.tap('重新传经营场所布局图')
  await phone.tap(/^拍照/)
  await phone.see('还差 1 处，补完再提交')
  await phone.type('食品安全员', '张明远')
  await phone.tap('提交补正')
  await phone.see('补好的交上去了')
  await phone.tap('看进度')

  await phone.tap('约视频核查')
  await phone.at('packages/verify/book')
  await phone.see(/会看这 \d 处/)
  await look('book')
  await phone.tap(/^10:30，可约/)
  await phone.tap('约 4月1日（周三）10:30')
  await phone.at('packages/verify/appointment')
  await phone.see('已约好')
  await look('appointment')
  const appointment = await phone.param('id')
  await phone.tap('看办件进度')
  await phone.at('packages/application/timeline')
  await phone.tap('问李专员')
  await phone.at('packages/messages/conversation')
  await phone.see(/直接问李专员/)
  const conversation = await phone.param('id')
  await phone.type('消息内容', '李专员好，冷柜也要拍吗？')
  await phone.tap('发送')
  await phone.see('已送到')
  await say(li, conversation, '要拍，把温度计放进去一起拍')
  await phone.see('要拍，把温度计放进去一起拍')
  await look('conversation')

  await product.setClock(CHECK_TIME)
  await Promise.all([phone.setClock(CHECK_TIME), twin.setClock(CHECK_TIME)])
  await meanwhile.atTheCheck(appointment, conversation)
  await concludeCheck(li, appointment)
  await wang.move('accept_application', application)
  await meanwhile.reviewing(application)
  await phone.open(routes.timeline(application))
  await phone.see('已受理')
  await look('timeline')
  await approve(wang, application)
  await meanwhile.toIssue(application)
  await issue(wang, application, files.result)
  await phone.open(routes.timeline(application))
  await phone.see('食品经营许可证办好了')
  await phone.tap(/看结果/)
  await phone.at('packages/application/result')
  await phone.see('JY23609210001234')
  await look('result')
  await phone.tap('评价这件事办得怎么样')
  await phone.at('packages/application/rate')
  await look('rate')
  await phone.tap('非常满意')
  await phone.tap('提交评价')
  await phone.see('评好了，谢谢你')
  const detail = await li.read(application)
  const trace = {
    application,
    appointment,
    conversation,
    enterprise: detail.enterprise_id,
    paper: detail.documents[0].id,
    appeal: await appeal({ phone, twin }, look),
  }
  await ownPages({ phone, twin }, look, trace)
  return trace
}

async function fillForm({ phone }: Pair, look: Look): Promise<string> {
  await phone.at('packages/apply/form')
  await phone.tap('下一步：经营场所')
  await phone.type('经营面积', '86')
  await phone.tap('自己的')
  await phone.see('已自动保存')
  await phone.tap('下一步：经营项目')
  await phone.tap('小餐馆')
  await phone.tap(/热食类食品制售/)
  await phone.tap('不在网上卖')
  await phone.tap('下一步：人员')
  await phone.type('食品安全员', '刘店长')
  await phone.type('从业人数', '6')
  await phone.type('有健康证明的人数', '6')
  await phone.see('已自动保存')
  await phone.calm()
  const application = await phone.param('id')
  await look('form', routes.form(application, '人员'))
  await phone.tap('下一步：材料')
  return application
}

async function bringFiles({ phone }: Pair, look: Look, { pdf }: OwnerFiles): Promise<void> {
  await phone.at('packages/apply/materials')
  await phone.see('上传 4 件材料')
  for (const [at, [name, source, file]] of (
    [
      ['经营场所布局图', /^从手机相册选/, LAYOUT_JPG],
      ['主要设备设施清单', /^拍照/, LAYOUT_JPG],
      ['操作流程图', /^从微信聊天选文件/, pdf],
      ['食品安全制度目录', /^从微信聊天选文件/, pdf],
    ] as const
  ).entries()) {
    if (at === 2) await look('materials')
    await phone.pickNext(file)
    await phone.tap(`上传${name}`)
    // The page below has words of its own about photos.
    await phone.see(`上传「${name}」`)
    await phone.tap(source)
    await phone.see(`传好 ${at + 1} 件`)
  }
  await phone.tap(/^下一步：核对/)
  await phone.at('packages/apply/check')
}
