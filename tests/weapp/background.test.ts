import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { say } from './office'
import { Phone } from './phone'
import { Colleague } from './staff'
import { signIn } from './steps'

const HOURS = 3_600_000

describe('the app in the background, and on another network', () => {
  let county: County
  let phone: Phone
  let li: Colleague
  let conversation = ''
  const sockets = () => phone.wx.counter.sockets.length
  const renewals = () => phone.wx.counter.requests.filter(({ url }) => url.includes('refresh_token')).length
  /** The person looks elsewhere; only WeChat's own events come, so that nothing but the socket brings news. */
  const away = (ms: number, told: boolean) => {
    phone.wx.hide()
    phone.pass(ms)
    phone.wx.stayAway(told)
  }

  beforeAll(async () => {
    county = await startCounty()
    li = await Colleague.come(county.stack, 'li')
  })
  beforeEach(async () => {
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
    await phone.tap('给李专员发消息')
    await phone.at('packages/messages/conversation')
    conversation = phone.param('id')
    await phone.quiet()
    // Seen only once the topic is joined.
    const first = `开始之前 ${randomUUID()}`
    await say(li, conversation, first)
    await phone.see(first)
  })
  afterEach(() => phone?.end())
  afterAll(() => county?.stack.stop())

  it.each([true, false])(
    'what was said meanwhile is there after coming back (told of it: %s)',
    async (told) => {
      const before = sockets()
      away(6_000, told)
      await say(li, conversation, `离开的时候 ${told}`)
      phone.wx.show()
      await phone.see(`离开的时候 ${told}`)
      expect(sockets()).toBe(before + 1)
      await say(li, conversation, `回来以后 ${told}`)
      await phone.see(`回来以后 ${told}`)
    },
  )

  it('a token that ran out meanwhile is renewed before the socket is joined again', async () => {
    const before = renewals()
    away(2 * HOURS, true)
    await say(li, conversation, '两个小时里')
    phone.wx.show()
    await phone.see('两个小时里')
    expect(renewals()).toBe(before + 1)
  })

  it('from Wi-Fi to 4G it connects again at once', async () => {
    const before = sockets()
    phone.wx.switchNetwork('4g')
    await say(li, conversation, '换了网络')
    await phone.see('换了网络')
    expect(sockets()).toBe(before + 1)
  })
})
