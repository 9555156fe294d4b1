import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes, TABS } from '@/shared/routes'
import { demoPerson } from '../../supabase/local/demo/people'
import { type Product, startProduct } from '../support/product'
import { openBrowser, Person } from './people'
import { arrive, SESSION } from './prepared'

let product: Product
let browser: Browser
const zhang = demoPerson('zhang')

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** The code in the last SMS to a number, as the demo's page of messages shows it. */
function lastCode(number: string): string {
  const sms = product.stack.simulator.sent.find(({ channel, to }) => channel === '短信' && to === number)
  return /\d{6}/.exec(sms?.lines.join() ?? '')?.[0] ?? ''
}

async function consentOf(person: string) {
  const [last] = await product.stack.sql<{ kind: string; platform: string | null }[]>`
    select kind, platform from private.consents where person_id = ${person} order by id desc limit 1`
  return last && { ...last }
}

const box = (person: Person, name: string) => person.page.getByRole('textbox', { name, exact: true }).last()
const keptBy = (person: Person) => person.page.evaluate(() => Object.keys(localStorage))

test('an owner signs in by number and code, outside WeChat, to the account that the number belongs to', async () => {
  const owner = await Person.come(browser, product.app.url, 'phone-sign-in')
  await owner.open(routes.signIn(TABS.me))
  await owner.see('点“获取验证码”就是同意下面两份说明')
  await owner.shot('sign-in')
  expect((await keptBy(owner)).filter((key) => key !== 'bb.large-font')).toEqual([])
  expect(await box(owner, '短信验证码').getAttribute('autocomplete')).toBe('one-time-code')

  await owner.tap('获取验证码')
  await owner.see('还没写手机号')
  await box(owner, '手机号').fill('199 0000 0001')
  await owner.tap('获取验证码')
  await owner.see(/\d+ 秒后可重发/)
  await owner.see('验证码发到了 19900000001')
  await owner.shot('code-sent')
  await box(owner, '短信验证码').fill('000000')
  await owner.tap('同意并登录')
  await owner.see('还能试 4 次')
  await owner.shot('wrong-code')
  // Another number: the code that is under way is not its.
  await box(owner, '手机号').fill('19900000099')
  await owner.see('号码改了，要重新获取验证码')
  await box(owner, '手机号').fill('19900000001')
  const code = lastCode(zhang.phone ?? '')
  await box(owner, '短信验证码').fill(` ${code.slice(0, 3)} ${code.slice(3)} `)
  await owner.tap('同意并登录')
  await owner.see('清溪禾味餐饮有限公司')
  expect(owner.problems).toEqual([])
  await expect.poll(() => consentOf(zhang.id)).toEqual({ kind: 'agreed', platform: 'h5' })
  await owner.tap('我的信息')
  await owner.see('19900000001，已确认')
  await owner.shot('own-number')
  await owner.leave()
})

test('a session that ends under a half-written appeal: one signs in over the page, and it is sent once', async () => {
  const owner = await arrive(browser, product, 'zhang')
  await owner.open(routes.appealNew({ kind: 'stuck' }))
  const words = '交上去三天没有动静，电话也打不通'
  await owner.page.getByRole('textbox').first().fill('围挡一直没拆')
  await owner.page.getByRole('textbox').last().fill(words)
  await owner.shot('before')
  await product.stack.sql`delete from auth.refresh_tokens where user_id::text = ${zhang.id}`
  await product.stack.sql`delete from auth.sessions where user_id = ${zhang.id}`
  await owner.page.evaluate((key) => {
    const kept = JSON.parse(JSON.parse(localStorage.getItem(key) ?? '{}').data)
    localStorage.setItem(key, JSON.stringify({ data: JSON.stringify({ ...kept, expires_at: 1 }) }))
  }, SESSION)
  await owner.tap('提交诉求')
  await owner.shot('tapped')
  await owner.see('再登录一次，接着做刚才这一步')
  await owner.shot('session-lost')
  await owner.tap('再登录')
  await owner.see('再登录一次，接着办')
  await owner.shot('sign-in-again')
  await owner.tap('用张经理的身份登录')
  await owner.see(words)
  await owner.see(/SQ|诉求/)
  const rows = await product.stack.sql`select body from public.appeals where body = ${words}`
  expect(rows).toHaveLength(1)
  expect(owner.problems).toEqual([])
  await owner.leave()
})

test('the consent is taken back: signed out, nothing of the person left here, asked again at the next sign-in', async () => {
  const owner = await arrive(browser, product, 'zhang')
  await owner.open(routes.ownData())
  await owner.see('存了什么，为了什么')
  await owner.shot('own-data')
  await owner.open(routes.privacy())
  await owner.see('微信里先问你的')
  await owner.shot('privacy')
  await owner.open(routes.ownData())
  await owner.tap('撤回同意')
  await owner.see('所有手机和电脑上都退出登录')
  await owner.shot('withdraw')
  await owner.tap('撤回')
  await owner.see('同意已经撤回')
  await owner.tap('知道了')
  await owner.see('登录后就能办')
  expect((await keptBy(owner)).filter((key) => /^bb\.(own|session|consent|signed-in)/.test(key))).toEqual([])
  expect(await consentOf(zhang.id)).toEqual({ kind: 'withdrawn', platform: null })
  expect(owner.problems).toEqual([])
  await owner.leave()
})

test('the text has changed: who is signed in is asked again, and may read it first', async () => {
  const owner = await arrive(browser, product, 'liu')
  await owner.open(TABS.home)
  await owner.page.evaluate(() =>
    localStorage.setItem('bb.consent', JSON.stringify({ data: '{"version":"2020-01-01","at":"x"}' })),
  )
  await owner.page.reload()
  // Agreed on this device a moment ago, as the server knows: nothing is asked.
  await owner.see('按事找')
  await product.stack.sql`insert into private.consents (person_id, version, kind)
    values (${demoPerson('liu').id}, '2026-11-23', 'withdrawn')`
  await owner.page.evaluate(() =>
    localStorage.setItem('bb.consent', JSON.stringify({ data: '{"version":"2020-01-01","at":"x"}' })),
  )
  await owner.page.reload()
  await owner.see('隐私说明换过了')
  await owner.shot('consent-again')
  await owner.tap('看《隐私说明》')
  await owner.see('微信里先问你的')
  await owner.page.goBack()
  await owner.see('隐私说明换过了')
  await owner.tap('同意，接着用')
  await expect.poll(() => consentOf(demoPerson('liu').id)).toEqual({ kind: 'agreed', platform: 'h5' })
  expect(owner.problems).toEqual([])
  await owner.leave()
})

test('in large type the sign-in page holds its buttons and words', async () => {
  const owner = await Person.come(browser, product.app.url, 'sign-in-large')
  await owner.context.addInitScript(() =>
    localStorage.setItem('bb.large-font', JSON.stringify({ data: '1' })),
  )
  await owner.open(routes.signIn())
  await owner.see('同意并登录')
  await owner.shot('sign-in')
  const wide = await owner.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await owner.leave()
})
