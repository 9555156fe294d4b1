import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { giveUpDrafts } from './office'
import { Phone } from './phone'
import { UNREADABLE } from './runtime/wx'
import { Colleague } from './staff'
import { beginFoodLicence, signIn } from './steps'

let county: County
let phone: Phone
let zhang: Colleague

beforeAll(async () => {
  county = await startCounty()
  zhang = await Colleague.come(county.stack, 'zhang')
})
afterAll(() => county?.stack.stop())
beforeEach(() => {
  phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
})
afterEach(() => phone?.end())

const CARD = 'https://bb.example.gov.cn/c/QX07'

describe('what is held before the camera, or lies in the album', () => {
  it('is told for what it is, each with its way on', async () => {
    await phone.app.launch()
    await phone.see('扫「码上办」码')
    for (const [text, said, way] of [
      ['https://bb.donghe.example/c/DH07', '这是外地的办事码（DH07，bb.donghe.example）', '按名称搜索'],
      ['https://bb.donghe.example/c/QX07', '这是外地的办事码（QX07，bb.donghe.example）', '看本县 QX07'],
      ['wxp://f2f0AbCdEf', '这是收付款的码，不是办事的码', '再扫一次'],
      ['BEGIN:VCARD\nN:张\nEND:VCARD', '这是名片或电话，不是办事的码', '按名称搜索'],
      ['6901234567892', '这是商品或快递的条形码', '再扫一次'],
      ['开饭馆', '这不是「码上办」的码', '用这几个字搜事项'],
      ['统一社会信用代码：91369921MA5K7H2R3E', '这是营业执照上的码', '去绑定企业'],
    ] as const) {
      phone.wx.scanNext(text)
      await phone.tap('扫「码上办」码')
      await phone.at('pages/code')
      await phone.see(said)
      await phone.see(way)
      phone.back()
      await phone.at('pages/home')
    }
    expect(phone.wx.scanWishes[0]).toMatchObject({ onlyFromCamera: false })
  })

  it('an unreadable picture says what to do, and changes nothing', async () => {
    await phone.app.launch()
    await phone.see('扫「码上办」码')
    phone.wx.scanNext(UNREADABLE)
    await phone.tap('扫「码上办」码')
    await phone.until(() => phone.wx.modals.some(({ title }) => title === '没认出这个码'), 'what to do')
    expect(phone.wx.modals.at(-1)?.content).toContain('相册里的图换一张')
    expect(phone.app.route).toContain('pages/home')
  })

  it('a way on is gone: the words of a code become a search', async () => {
    await phone.app.launch()
    phone.wx.scanNext('开饭馆')
    await phone.tap('扫「码上办」码')
    await phone.tap('用这几个字搜事项')
    await phone.at('packages/guide/search')
    await phone.see('食品经营许可')
  })
})

describe('a launch from outside', () => {
  it.each([
    ['an ordinary link, encoded once', { q: encodeURIComponent(CARD) }],
    ['by http, with a slash', { q: encodeURIComponent('http://bb.example.gov.cn/c/QX07/') }],
    ['a 小程序码', { scene: 'QX07' }],
    ['a 小程序码, encoded', { scene: encodeURIComponent('QX07') }],
  ])('signed out, by %s, opens the guide; back is home', async (_what, query) => {
    await phone.app.launch('pages/code/index', query)
    await phone.at('packages/guide/item')
    await phone.see('选你的情形，材料会变少')
  })

  it('a paper’s link at the code page is checked', async () => {
    await phone.app.launch('pages/code/index', {
      q: encodeURIComponent('https://bb.example.gov.cn/v/7KQM3HXT9WRZQ'),
    })
    await phone.at('packages/document/check')
  })

  it('again with another code while the first is open', async () => {
    await phone.app.launch('pages/code/index', { scene: 'QX99' })
    await phone.see('没有 QX99 这个码')
    await phone.app.enter('pages/code/index', { scene: 'QX07' })
    await phone.at('packages/guide/item')
    expect(phone.param('code')).toBe('QX07')
  })

  it('in the middle of a form: what was typed is there when one comes back', async () => {
    await giveUpDrafts(zhang)
    await signIn(phone)
    const id = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    await phone.type('经营面积', '137')
    await phone.app.enter('pages/code/index', { q: encodeURIComponent('https://bb.example.gov.cn/c/QX12') })
    await phone.at('packages/guide/item')
    phone.goTo(`/packages/apply/form/index?id=${id}`)
    await phone.at('packages/apply/form')
    await phone.see('经营面积')
    await phone.until(
      () => phone.app.text.includes('137') || JSON.stringify(phone.app.page.data).includes('"137"'),
      'what was typed',
    )
  })

  it('at a page that needs somebody: one signs in, and is there', async () => {
    await phone.app.launch('packages/appeal/list/index')
    await phone.see('登录')
    await phone.tap('登录')
    await phone.at('pages/sign-in')
    await phone.tap('同意并用微信登录')
    await phone.at('packages/appeal/list')
  })

  it('at a tab, and at an application that one may not see', async () => {
    await signIn(phone)
    await phone.app.enter('pages/messages/index')
    await phone.at('pages/messages')
    await phone.app.enter('packages/application/timeline/index', {
      id: '00000000-0000-4000-8000-000000000000',
    })
    await phone.see('没有找到这项内容')
    await phone.see('返回')
  })

  it.each(['cold', 'warm'])('at a page that there is not (%s): it says so, and leads home', async (how) => {
    if (how === 'cold') await phone.app.launch('packages/old/page/index')
    else {
      await phone.app.launch()
      await phone.app.enter('packages/old/page/index')
    }
    await phone.see('这一页找不到了')
    await phone.tap('回首页')
    await phone.at('pages/home')
  })
})

describe('what breaks', () => {
  const reports = () => phone.wx.counter.requests.filter(({ url }) => url.includes('report_client_error'))

  it('is told once, after the consent, without a person; before it, nothing', async () => {
    const fault = 'TypeError: 张明远 13800001234 is not a function\n    at draw (https://usr/app.js:1:77)'
    await phone.app.launch()
    await phone.see('扫「码上办」码')
    for (const tell of phone.wx.device.faultListeners) tell(fault)
    await phone.quiet()
    expect(reports()).toHaveLength(0)
    phone.end()

    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
    const [onError] = phone.wx.device.faultListeners
    onError?.(fault)
    onError?.(fault)
    await phone.until(() => reports().length > 0, 'a report')
    await phone.quiet()
    expect(reports()).toHaveLength(1)
    expect(reports()[0]?.status).toBeLessThan(300)
    const admin = await Colleague.come(county.stack, 'admin')
    expect(await admin.ask('list_client_errors', {})).toMatchObject([
      {
        platform: 'weapp',
        kind: 'error',
        message: 'TypeError: ‹› ‹n› is not a function',
        stack: ['draw@app.js:1:77'],
        page: 'pages/home/index',
        runtime: 'ios 3.8.0',
        times: 1,
      },
    ])
  })

  it('is not told without a line', async () => {
    await signIn(phone)
    phone.wx.setOffline(true)
    phone.wx.device.faultListeners[0]?.('Error: x\n    at a (https://usr/app.js:1:1)')
    await phone.quiet()
    phone.wx.setOffline(false)
    await phone.quiet()
    expect(reports()).toHaveLength(0)
  })
})

describe('the size of letters', () => {
  it('follows WeChat’s setting, also when it is changed while the app lives', async () => {
    const large = () => JSON.stringify(phone.app.page.data).includes(' lf')
    phone.wx.device.fontSizeSetting = 23
    await phone.app.launch()
    await phone.see('扫「码上办」码')
    expect(large()).toBe(true)
    phone.wx.device.fontSizeSetting = 17
    await phone.app.hideAndShow()
    await phone.until(() => !large(), 'letters of the usual size')
    phone.wx.device.fontSizeSetting = 19
    await phone.app.hideAndShow()
    await phone.until(large, 'large letters')
  })
})

describe('a page that may be shared', () => {
  it('makes a card of the guide; a page about an application makes none', async () => {
    await phone.app.launch('pages/code/index', { scene: 'QX07' })
    await phone.at('packages/guide/item')
    await phone.see('选你的情形，材料会变少')
    const share = phone.app.page.onShareAppMessage as (() => { title: string; path: string }) | undefined
    expect(share?.call(phone.app.page)).toEqual({
      title: expect.stringContaining('食品经营许可'),
      path: '/packages/guide/item/index?code=QX07',
    })
    expect(phone.app.page.onShareTimeline).toBeUndefined()
    await phone.app.enter('pages/messages/index')
    await phone.at('pages/messages')
    expect(phone.app.page.onShareAppMessage).toBeUndefined()
  })
})
