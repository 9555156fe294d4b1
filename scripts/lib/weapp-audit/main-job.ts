import { LAYOUT_JPG } from '../../../tests/weapp/files'
import { approveAndIssue, askToMend, concludeCheck, say } from '../../../tests/weapp/office'
import type { Phone } from '../../../tests/weapp/phone'
import type { Colleague } from '../../../tests/weapp/staff'
import { FOOD, fillFoodLicence, openGuide, uploadFoodLicence } from '../../../tests/weapp/steps'

export interface Cast {
  phone: Phone
  li: Colleague
  wang: Colleague
  scan: string
  result: Buffer
  moveTo(at: string): Promise<void>
}

/** What the main job leaves, by which other pages are opened. */
export interface Made {
  application: string
  appointment: string
  conversation: string
  enterprise: string
  paper: string
  now: string
}

const OFFICER = '张明远'

/** From a scanned code to the rating, as an owner takes it; tests/weapp/journey.test.ts proves what it shows. */
export async function mainJob({ phone, li, wang, scan, result, moveTo }: Cast): Promise<Made> {
  await openGuide(phone, 'QX07', FOOD)
  await phone.tap('开始办理')
  await phone.at('pages/sign-in')
  await phone.tap('同意并用微信登录')
  await phone.at('packages/guide/item')
  await phone.see('为 清溪禾味餐饮有限公司 办')
  await phone.tap('开始办理')
  await phone.at('packages/apply/form')
  const application = phone.param('id')
  await fillFoodLicence(phone, OFFICER)
  await uploadFoodLicence(phone, scan)
  await phone.see(OFFICER)
  await phone.tap('我承诺所填内容和材料真实')
  await phone.tap('提交申请')
  await phone.at('packages/apply/receipt')
  await phone.tap('看办理进度')
  await phone.at('packages/application/timeline')
  await askToMend(wang, application)
  await phone.see('窗口要你补 2 处')
  await phone.tap('去补正')
  await phone.at('packages/application/correction')
  await phone.see('没画出洗手池')
  await phone.tap('重新传经营场所布局图')
  await phone.upload('拍照', LAYOUT_JPG)
  await phone.see('还差 1 处')
  await phone.type('食品安全员', `${OFFICER}（健康管理员）`)
  await phone.tap('提交补正')
  await phone.see('补好的交上去了')
  await phone.tap('看进度')
  await phone.at('packages/application/timeline')
  await phone.tap('约视频核查')
  await phone.at('packages/verify/book')
  await phone.tap('10:30，可约')
  await phone.tap('约 4月1日（周三）10:30')
  await phone.at('packages/verify/appointment')
  await phone.see('已约好')
  const appointment = phone.param('id')
  await phone.tap('看办件进度')
  await phone.at('packages/application/timeline')
  await phone.tap('问李专员')
  await phone.at('packages/messages/conversation')
  await phone.see('有什么不清楚的，直接问李专员')
  await phone.type('发消息', '冷柜也要拍吗？')
  await phone.tap('发送')
  await phone.see('已送到')
  const conversation = phone.param('id')
  await say(li, conversation, '要拍，把温度计放进去一起拍')
  await phone.see('要拍，把温度计')
  const now = '2026-04-01T10:50:00+08:00'
  await moveTo(now)
  await phone.back()
  await concludeCheck(li, appointment)
  await phone.see('结论：符合')
  await wang.move('accept_application', application)
  await phone.see('已受理')
  await approveAndIssue(wang, application, result)
  await phone.see('食品经营许可证办好了')
  await phone.tap('看结果')
  await phone.at('packages/application/result')
  await phone.see('送达')
  await phone.tap('评价这件事办得怎么样')
  await phone.at('packages/application/rate')
  await phone.see('选好再提交')
  await phone.tap('非常满意')
  await phone.tap('提交评价')
  await phone.see('评好了，谢谢你')
  const { enterprise_id, documents } = await wang.read(application)
  return { application, appointment, conversation, enterprise: enterprise_id, paper: documents[0].id, now }
}
