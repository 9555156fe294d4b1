import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { DEMO_TEMPLATES } from '../../supabase/local/wechat/templates'
import { attachAll, type PreparedDraft, prepareDraft } from '../browser/prepared'
import { type County, startCounty } from '../support/product'
import { jpegFile } from '../support/sample-files'
import { Phone } from './phone'
import { Colleague } from './staff'
import { signIn } from './steps'

let county: County
let phone: Phone
let draft: PreparedDraft
const photo = jpegFile()

beforeAll(async () => {
  county = await startCounty()
  const zhang = await Colleague.come(county.stack, 'zhang')
  draft = await prepareDraft(zhang)
  await attachAll(zhang, draft, { jpeg: '', pdf: '', result: '', bytes: () => photo })
  await zhang.act('submit_application', { p_application_id: draft.id, p_consent: true })
})
beforeEach(async () => {
  // The demo begins with everything accepted.
  await county.stack.sql`delete from private.subscriptions`
  phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
  await signIn(phone)
})
afterEach(() => phone?.end())
afterAll(() => county?.stack.stop())

const receipt = async () => {
  phone.goTo(`/packages/apply/receipt/index?id=${draft.id}`)
  await phone.at('packages/apply/receipt')
  await phone.see('已交到综合窗口')
}
const idOf = (...keys: string[]) => DEMO_TEMPLATES.filter(({ key }) => keys.includes(key)).map(({ id }) => id)
const held = async () => {
  const rows = await county.stack.sql<{ template: string }[]>`
    select template from private.subscriptions where ended_at is null order by template`
  return rows.map(({ template }) => template)
}

it('who submitted is asked in his own tap, for what lasts alone, and what he accepted is in the ledger', async () => {
  await receipt()
  await phone.tap('用微信提醒我')
  await phone.see('好，有消息微信告诉你')
  expect(phone.wx.subscribe.asked.map((ids) => ids.sort())).toEqual([idOf('progress', 'deadline').sort()])
  await expect.poll(held).toEqual(['deadline', 'progress'])
  await receipt()
  await phone.quiet()
  expect(phone.canTap('用微信提醒我')).toBe(false)
})

it('outside a tap WeChat opens no dialog', async () => {
  const ask = (tmplIds: string[]) =>
    new Promise((resolve) => phone.wx.requestSubscribeMessage({ tmplIds, success: resolve, fail: resolve }))
  expect(await ask(idOf('reply'))).toMatchObject({ errMsg: expect.stringContaining('TAP gesture') })
  expect(phone.wx.subscribe.asked).toEqual([])
})

it('who refuses is told once where to find it, and is not asked again on his way', async () => {
  await receipt()
  phone.wx.subscribe.answerNext('reject')
  await phone.tap('用微信提醒我')
  await phone.see('没打开也不要紧')
  await receipt()
  await phone.quiet()
  expect(phone.canTap('用微信提醒我')).toBe(false)
  expect(await held()).toEqual([])
  // The settings still offer it; there it is his own wish.
  phone.goTo('/packages/account/reminders/index')
  await phone.at('packages/account/reminders')
  phone.wx.subscribe.answerNext('switched off')
  await phone.tap('受理、决定和出件，没打开')
  await phone.see('去微信设置')
  await phone.tap('受理、决定和出件，没打开')
  await phone.see('一直提醒')
  await expect.poll(held).toEqual(['progress'])
})
