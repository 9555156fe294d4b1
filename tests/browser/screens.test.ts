import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppealDetail, AppointmentSummary, Me, OfficialDocument, SlotDay } from '@/shared/contract'
import { routes, TABS } from '@/shared/routes'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser, PHONE } from './people'
import { arrive, attachAll, prepareDraft } from './prepared'
import { makeRealFiles } from './real-files'

/**
 * Every page of the app, opened by its address as after a reload or from a message: it shows what it is for,
 * nothing is thrown, nothing is wider than the screen, and the picture is kept as test output.
 */
let product: Product
let browser: Browser
const ids = {
  draft: '',
  filed: '',
  appointment: '',
  conversation: '',
  appeal: '',
  enterprise: '',
  paper: '',
  code: '',
}

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  const files = await makeRealFiles(browser)
  const owner = await Colleague.come(product.stack, 'zhang')
  const filed = await prepareDraft(owner)
  await attachAll(owner, filed, files)
  await owner.act('submit_application', { p_application_id: filed.id, p_consent: true })
  const draft = await prepareDraft(owner)
  await attachAll(owner, draft, files)
  await owner.act('request_pre_check', { p_application_id: draft.id })
  const days = await owner.ask<SlotDay[]>('list_slots', {
    p_application_id: filed.id,
    p_from: '2026-04-01',
    p_days: 1,
  })
  const booked = await owner.act<AppointmentSummary>('book_appointment', {
    p_application_id: filed.id,
    p_slot_id: days[0]?.slots[0]?.id,
  })
  const { enterprises } = await owner.ask<Me>('get_me')
  const appeal = await owner.act<AppealDetail>('create_appeal', {
    p_enterprise_id: filed.enterprise,
    p_kind: 'stuck',
    p_title: '许可证没动静',
    p_body: '交了三天，没人联系我。',
    p_application_id: filed.id,
    p_files: [],
  })
  const { documents } = await owner.read(filed.id)
  const paper = await owner.ask<OfficialDocument>('get_document', { p_id: documents[0]?.id })
  Object.assign(ids, {
    paper: paper.id,
    code: paper.code,
    draft: draft.id,
    filed: filed.id,
    appointment: booked.id,
    conversation: enterprises[0]?.conversation_id,
    appeal: appeal.id,
    enterprise: filed.enterprise,
  })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

type Screen = [name: string, address: () => string, shows: string | RegExp]

const OWNER: Screen[] = [
  ['home', () => TABS.home, '扫「码上办」码'],
  ['applications', () => TABS.applications, '食品经营许可（新办）'],
  ['messages', () => TABS.messages, '李专员'],
  ['me', () => TABS.me, '退出登录'],
  ['search', () => routes.search({ q: '开饭馆' }), '食品经营许可（新办）'],
  ['item', () => routes.item('QX34'), '旅馆业特种行业许可'],
  ['bind', () => routes.bind(), /信用代码/],
  ['members', () => routes.members(ids.enterprise), '陈晓雯'],
  ['invite', () => routes.invite(), /邀请/],
  ['privacy', () => routes.privacy(), /隐私/],
  ['own-data', () => routes.ownData(), '存了什么，为了什么'],
  ['seen-by', () => routes.seenBy(), '还没有人看过'],
  ['cancel-account', () => routes.cancelAccount(), '还有事没办完，现在不能注销'],
  ['terms', () => routes.terms(), /条款/],
  ['form', () => routes.form(ids.draft), /第 . 步/],
  ['materials', () => routes.materials(ids.draft), '传好 4 件'],
  ['check', () => routes.check(ids.draft), '交之前，再看一遍'],
  ['receipt', () => routes.receipt(ids.filed), '已交到综合窗口'],
  ['timeline', () => routes.timeline(ids.filed), '办理时限'],
  ['content', () => routes.content(ids.filed), '刘店长'],
  ['paper', () => routes.document(ids.paper), '申请材料收件凭证'],
  ['paper-check', () => routes.documentCheck(ids.code), '查到了，是真的'],
  ['book', () => routes.book(ids.filed, ids.appointment), /选一个|改/],
  ['appointment', () => routes.appointment(ids.appointment), '已约好'],
  ['conversation', () => routes.conversation(ids.conversation), '李专员'],
  ['appeals', () => routes.appeals(), '许可证没动静'],
  ['appeal-new', () => routes.appealNew(), /诉求/],
  ['appeal', () => routes.appeal(ids.appeal), '交了三天，没人联系我。'],
]

const OFFICER: Screen[] = [
  ['home', () => TABS.home, '食品经营许可（新办）'],
  ['applications', () => TABS.applications, '食品经营许可（新办）'],
  ['messages', () => TABS.messages, '清溪禾味餐饮有限公司'],
  ['me', () => TABS.me, '退出登录'],
  ['pre-check', () => routes.preCheck(ids.draft), '经营场所布局图'],
  ['schedule', () => routes.schedule(), /日程|可约时间/],
  ['verification', () => routes.verification(ids.appointment), '后厨洗手池'],
  ['enterprises', () => routes.myEnterprises(), '清溪禾味餐饮有限公司'],
  ['codes', () => routes.codes(), 'QX07'],
  ['appeals', () => routes.appeals(), '许可证没动静'],
  ['appeal', () => routes.appeal(ids.appeal), '交了三天，没人联系我。'],
]

const WINDOW: Screen[] = [
  ['workbench', () => routes.workbench(), '食品经营许可（新办）'],
  ['review', () => routes.review(ids.filed), '经营场所布局图'],
]

const OPERATOR: Screen[] = [
  ['calendar', () => routes.calendar(), '改办公时间'],
  ['calendar-year', () => routes.calendar({ year: 2026 }), '248 个工作日'],
]

describe.each([
  ['zhang', 'phone', PHONE, OWNER],
  ['li', 'phone', PHONE, OFFICER],
  ['li', 'desk', DESK, OFFICER],
  ['wang', 'phone', PHONE, WINDOW],
  ['wang', 'desk', DESK, WINDOW],
  ['admin', 'phone', PHONE, OPERATOR],
  ['admin', 'desk', DESK, OPERATOR],
] as const)('%s on a %s', (handle, device, viewport, screens) => {
  test.each(screens)('%s', async (name, address, shows) => {
    const person = await arrive(browser, product, handle, viewport)
    await person.open(address())
    await person.see(shows)
    await person.shot(`${device}-${name}`)
    const overflow = await person.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    expect(person.problems).toEqual([])
    await person.leave()
  })
})

test('li prints sheets with WeChat’s own pictures, and with ordinary ones where WeChat gives none', async () => {
  const person = await arrive(browser, product, 'li', DESK)
  await person.open(routes.codes())
  const drawn = async () => {
    const sheets = await person.page
      .locator('.sheets__page img')
      .evaluateAll((images) => images.map((image) => decodeURIComponent((image as HTMLImageElement).src)))
    return sheets.map((svg) => [svg.split('<image ').length - 1, svg.split('<path ').length - 1])
  }
  await expect.poll(async () => (await drawn())[0], { timeout: 20_000 }).toEqual([0, 8])
  // The second sheet gets none: from there on the day's quota is used up.
  product.stack.simulator.setQuota('/wxa/getwxacodeunlimit', 8)
  await person.page.getByRole('radio', { name: '小程序码' }).click()
  await person.see('先用普通二维码')
  await expect
    .poll(async () => (await drawn()).slice(0, 2), { timeout: 20_000 })
    .toEqual([
      [8, 0],
      [0, 8],
    ])
  await person.shot('desk-codes-wechat')
  expect(person.problems).toEqual([])
  await person.leave()
})
