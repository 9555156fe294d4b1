import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, startCounty } from '../support/product'
import { giveUpDrafts } from './office'
import { Phone } from './phone'
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
afterEach(() => phone?.end())

/** The server takes back every session of a person, as after a withdrawal or a change of rights elsewhere. */
const revoke = (person: string) =>
  county.stack.sql.begin(async (sql) => {
    await sql`delete from auth.refresh_tokens where user_id::text = ${person}`
    await sql`delete from auth.sessions where user_id = ${person}`
  })

/** The token runs out, so that the next call has to renew it, which is refused. */
async function loseSession(): Promise<void> {
  await revoke(zhang.id)
  phone.pass(3 * 3_600_000)
}

const sessions = async () => {
  const [row] = await county.stack.sql<{ n: number }[]>`
    select count(*)::int as n from auth.sessions where user_id = ${zhang.id}`
  return row?.n
}

describe('coming back', () => {
  it('nobody is signed in, and nothing personal is kept, before somebody agreed by a tap', async () => {
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await phone.app.launch()
    await phone.see('登录后就能办')
    await phone.quiet()
    expect(phone.wx.logins).toBe(0)
    expect([...phone.wx.store.keys()]).toEqual([])
    await phone.tap('登录')
    await phone.at('pages/sign-in')
    await phone.see('点了就是同意下面两份说明')
    expect(phone.wx.logins).toBe(0)
  })

  it('who agreed once is signed in without a tap when the session did not last', async () => {
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
    await phone.quiet()
    await revoke(zhang.id)
    phone.pass(3 * 3_600_000)
    phone = phone.again(county.stack.apiUrl, 'zhang')
    await phone.app.launch()
    await phone.see('李专员')
    await phone.quiet()
    expect(phone.wx.logins).toBe(1)
    expect(phone.shows('登录后就能办')).toBe(false)
    const [consent] = await county.stack.sql<{ kind: string; platform: string }[]>`
      select kind, platform from private.consents where person_id = ${zhang.id}`
    expect(consent).toEqual({ kind: 'agreed', platform: 'weapp' })
  })

  it('who left is not', async () => {
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
    await phone.tap('我的')
    await phone.at('pages/me')
    await phone.tap('退出登录')
    await phone.see('还没登录')
    await phone.quiet()
    expect([...phone.wx.store.keys()].filter((key) => key.startsWith('bb.own.'))).toEqual([])
    phone = phone.again(county.stack.apiUrl, 'zhang')
    await phone.app.launch()
    await phone.see('登录后就能办')
    await phone.quiet()
    expect(phone.wx.logins).toBe(0)
  })
})

describe('a session that ends in the middle of a form', () => {
  beforeEach(async () => {
    await giveUpDrafts(zhang)
    phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
    await signIn(phone)
  })

  it('is regained without a word: the same page, what was typed, and it is saved', async () => {
    const application = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    await phone.quiet()
    const logins = phone.wx.logins
    await loseSession()
    await phone.type('经营面积', '73')
    const kept = async () => (await zhang.read(application)).answers.area
    await expect.poll(kept, { timeout: 20_000 }).toBe('73')
    await phone.see('已自动保存')
    expect(phone.app.route).toContain('packages/apply/form')
    expect(phone.typed('经营面积')).toBe('73')
    expect(phone.wx.logins).toBe(logins + 1)
    expect(await sessions()).toBe(1)
  })

  it('several calls at once sign in once', async () => {
    await phone.quiet()
    const logins = phone.wx.logins
    await loseSession()
    await phone.tap('消息')
    await phone.at('pages/messages')
    await phone.see('李专员')
    await phone.tap('首页')
    await phone.see('按事找')
    await phone.quiet()
    expect(phone.wx.logins).toBe(logins + 1)
  })

  it('without a network it waits with what was typed, and goes on with it', async () => {
    const application = await beginFoodLicence(phone)
    await phone.tap('下一步：经营场所')
    await phone.quiet()
    await loseSession()
    phone.wx.setOffline(true)
    await phone.type('经营面积', '64')
    await phone.see('网络不好，已保存在手机')
    phone.wx.setOffline(false)
    const kept = async () => (await zhang.read(application)).answers.area
    await expect.poll(kept, { timeout: 20_000 }).toBe('64')
    expect(phone.typed('经营面积')).toBe('64')
  })
})
