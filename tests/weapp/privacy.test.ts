import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { LAYOUT_JPG } from './files'
import { giveUpDrafts } from './office'
import { Phone } from './phone'
import { Colleague } from './staff'
import { beginFoodLicence, fillFoodLicence, openGuide, signIn } from './steps'

let county: County
let phone: Phone
let zhang: Colleague

beforeAll(async () => {
  county = await startCounty()
  zhang = await Colleague.come(county.stack, 'zhang')
})
afterAll(() => county?.stack.stop())
beforeEach(async () => {
  await giveUpDrafts(zhang)
  phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
})
afterEach(() => phone?.end())

describe('WeChat asks for the privacy authorisation', () => {
  const toMaterials = async () => {
    await signIn(phone)
    await beginFoodLicence(phone)
    await fillFoodLicence(phone, '张明远')
    await phone.see('上传 4 件材料')
    phone.wx.privacy.asks = true
  }
  const choose = async () => {
    await phone.tap('上传')
    phone.wx.pickNext(LAYOUT_JPG)
    await phone.tap('从手机相册选')
  }

  it('at the tap that needs it; agreed, the same tap goes on', async () => {
    await toMaterials()
    await choose()
    await phone.see('这一步要你同意')
    await phone.see('你选中的照片或视频信息')
    await phone.tap('《码上帮办用户隐私保护指引》')
    expect(phone.wx.privacy.openedGuide).toBe(1)
    expect(phone.wx.privacy.heldBack).toEqual(['chooseMedia'])
    await phone.agreeToPrivacy()
    await phone.see('传好 1 件')
    expect(phone.shows('这一步要你同意')).toBe(false)
  })

  it('refused, everything else goes on, and it is asked again only at the next tap that needs it', async () => {
    await toMaterials()
    await choose()
    await phone.see('这一步要你同意')
    await phone.tap('不同意')
    await phone.see('没同意，这一步用不了')
    await phone.see('也可以带到大厅窗口')
    await phone.tap('经营场所布局图')
    expect(phone.wx.privacy.heldBack).toHaveLength(1)
    await phone.tap('上一步')
    await phone.at('packages/apply/form')
    expect(phone.shows('这一步要你同意')).toBe(false)
    await phone.tap('下一步：材料')
    await phone.at('packages/apply/materials')
    await choose()
    await phone.see('这一步要你同意')
    await phone.agreeToPrivacy()
    await phone.see('传好 1 件')
  })
})

describe('the camera', () => {
  it('denied to WeChat: it is said why and what else, and a scan goes on once it is allowed', async () => {
    await signIn(phone)
    phone.wx.privacy.system.cameraAuthorized = 'denied'
    phone.wx.scanNext('http://localhost:8080/c/QX07')
    await phone.tap('扫「码上办」码')
    await phone.see('手机没允许微信用“相机”')
    await phone.see('输入码下面的短码')
    await phone.tap('去手机设置里允许')
    phone.wx.privacy.system.cameraAuthorized = 'authorized'
    await phone.app.hideAndShow()
    await phone.at('packages/guide/item')
    await phone.see('选你的情形，材料会变少')
  })

  it('not wanted: one goes on without, and is not asked until the next tap', async () => {
    await signIn(phone)
    phone.wx.privacy.system.cameraAuthorized = 'denied'
    await phone.tap('扫「码上办」码')
    await phone.see('手机没允许微信用“相机”')
    await phone.tap('不用了')
    await phone.until(
      () => phone.wx.modals.some(({ title }) => title === '没允许“相机”，这一步没做成'),
      'what was not done',
    )
    phone.wx.privacy.system.cameraAuthorized = 'authorized'
    await openGuide(phone, 'QX07', [])
  })
})

describe('one’s own number', () => {
  const openSheet = async () => {
    await signIn(phone)
    await phone.tap('我的')
    await phone.at('pages/me')
    await phone.tap('我的信息')
    await phone.tap('换一个')
  }
  const confirmed = async () => {
    const [row] = await county.stack.sql<{ phone: string; via: string }[]>`
      select phone, via from private.phone_identities where user_id = ${zhang.id}`
    return row
  }

  it('is confirmed by WeChat in one tap', async () => {
    await openSheet()
    await phone.tapOpen('用微信里的手机号', 'getPhoneNumber', {
      code: 'demo-phone-19900000091-x1',
      errMsg: 'getPhoneNumber:ok',
    })
    await phone.see('19900000091，已确认')
    expect(await confirmed()).toEqual({ phone: '19900000091', via: 'wechat' })
  })

  it('a number of another account is refused in words, and the button stays', async () => {
    const other = await Colleague.come(county.stack, 'liu')
    await county.stack.sql`
      insert into private.phone_identities (user_id, phone, via, confirmed_at)
      values (${other.id}, '19900000093', 'sms', now())
      on conflict (user_id) do update set phone = excluded.phone`
    await openSheet()
    await phone.tapOpen('用微信里的手机号', 'getPhoneNumber', {
      code: 'demo-phone-19900000093-x3',
      errMsg: 'getPhoneNumber:ok',
    })
    await phone.see('这个手机号已经用在另一个账号上')
    expect(phone.canTap('用微信里的手机号')).toBe(true)
  })

  it('WeChat has none left to give: a code by SMS does it too, pasted with spaces', async () => {
    await openSheet()
    await phone.tapOpen('用微信里的手机号', 'getPhoneNumber', {
      errMsg: 'getPhoneNumber:fail jsapi has no permission, event quota',
      errno: 1400001,
    })
    await phone.see('微信取手机号的次数用完了')
    await phone.type('手机号', '199 0000 0092')
    await phone.tap('获取验证码')
    await phone.see(/\d+ 秒后可重发/)
    await phone.type('短信验证码', '000000')
    await phone.tap('确认手机号')
    await phone.see('还能试 4 次')
    const code = lastCode('19900000092')
    await phone.type('短信验证码', ` ${code.slice(0, 3)} ${code.slice(3)} `)
    await phone.tap('确认手机号')
    await phone.see('19900000092，已确认')
    expect(await confirmed()).toEqual({ phone: '19900000092', via: 'sms' })
  })
})

/** The code in the last message that the simulator sent to a number. */
function lastCode(number: string): string {
  const sms = county.stack.simulator.sent.find(({ channel, to }) => channel === '短信' && to === number)
  return /\d{6}/.exec(sms?.lines.join() ?? '')?.[0] ?? ''
}
