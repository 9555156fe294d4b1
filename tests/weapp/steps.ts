import { LAYOUT_JPG } from './files'
import type { Phone } from './phone'

/** Opens the app and signs in from home. */
export async function signIn(phone: Phone): Promise<void> {
  await phone.app.launch()
  await phone.see('登录后就能办')
  await phone.tap('登录')
  await phone.at('pages/sign-in')
  await phone.tap('同意并用微信登录')
  await phone.at('pages/home')
  await phone.see('按事找')
  await phone.gone('登录后就能办')
}

/** From home by a printed code to the item's guide, with its situations answered. */
export async function openGuide(phone: Phone, code: string, situations: string[]): Promise<void> {
  phone.wx.scanNext(`http://localhost:8080/c/${code}`)
  await phone.tap('扫「码上办」码')
  await phone.at('packages/guide/item')
  await phone.see('选你的情形，材料会变少')
  for (const situation of situations) await phone.tap(situation)
}

export const FOOD = ['店里现做现卖', '法定代表人自己办']

/** From home to the form of a food licence; gives the application. */
export async function beginFoodLicence(phone: Phone): Promise<string> {
  await openGuide(phone, 'QX07', FOOD)
  await phone.see('办 ')
  await phone.tap('开始办理')
  await phone.at('packages/apply/form')
  await phone.see('下一步：经营场所')
  return phone.param('id')
}

/** From the first page of the form to the materials. */
export async function fillFoodLicence(phone: Phone, safetyOfficer: string): Promise<void> {
  await phone.tap('下一步：经营场所')
  await phone.type('经营面积', '86')
  await phone.tap('自己的')
  await phone.tap('下一步：经营项目')
  await phone.tap('小餐馆')
  await phone.tap('热食类食品制售')
  await phone.tap('自制饮品制售')
  await phone.tap('不在网上卖')
  await phone.tap('下一步：人员')
  await phone.type('食品安全员', safetyOfficer)
  await phone.type('从业人数', '6')
  await phone.type('有健康证明的人数', '6')
  await phone.see('已自动保存')
  await phone.tap('下一步：材料')
  await phone.at('packages/apply/materials')
}

/** Photos and PDFs from each of the places that WeChat offers, then to the check page. */
export async function uploadFoodLicence(phone: Phone, pdf: string): Promise<void> {
  await phone.see('上传 4 件材料')
  for (const [name, source, file] of [
    ['经营场所布局图', '从手机相册选', LAYOUT_JPG],
    ['主要设备设施清单', '拍照', LAYOUT_JPG],
    ['操作流程图', '从微信聊天选文件', pdf],
    ['食品安全制度目录', '从微信聊天选文件', pdf],
  ]) {
    await phone.tap('上传')
    await phone.see(`上传「${name}」`)
    await phone.upload(source, file)
  }
  await phone.see('传好 4 件')
  await phone.tap('下一步：核对')
  await phone.at('packages/apply/check')
}
