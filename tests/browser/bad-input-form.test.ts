import { SignJWT } from 'jose'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MyEnterprise } from '@/shared/contract'
import { routes } from '@/shared/routes'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { openBrowser, Person } from './people'
import { arrive, asKept, COMPLETE, holds, prepareDraft, SESSION, SOON } from './prepared'

let product: Product
let browser: Browser
let owner: Colleague
const people: Person[] = []

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  owner = await Colleague.come(product.stack, 'zhang')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
afterEach(async () => {
  const problems = people.flatMap((person) => person.problems)
  for (const person of people.splice(0)) await person.leave()
  expect(problems).toEqual([])
})

async function come(handle: DemoHandle): Promise<Person> {
  const person = await arrive(browser, product, handle)
  people.push(person)
  return person
}
const answersOf = async (id: string, who = owner) => (await who.read(id)).answers
const field = (person: Person, name: string) => person.page.getByLabel(name, { exact: true })

test('an unknown, a revoked and a foreign code say what they are, and lead on', async () => {
  const stranger = await Person.come(browser, product.app.url, 'stranger')
  people.push(stranger)
  await stranger.open('/c/QX99')
  await stranger.see('没有 QX99 这个码')
  await stranger.see('核对一下卡片上的编号，或按名称搜索事项')

  const admin = await Colleague.come(product.stack, 'admin')
  await admin.ask('revoke_code', { p_code: 'QX07', p_reason: '卡片换新' })
  await stranger.open('/c/QX07')
  await stranger.see('这张卡停用了（QX07）')
  await admin.ask('restore_code', { p_code: 'QX07' })
  await stranger.tap('看「食品经营许可（新办）」的指南')
  await stranger.see('选你的情形，材料会变少')

  await stranger.open(routes.code('https://example.com/<b>别处</b>'))
  await stranger.see('这是别的网页的码（example.com）')
  await stranger.tap('按名称搜索')
  await stranger.see('搜事项')
})

test('wrong and missing values are named at their fields, and stay as they were typed', async () => {
  const { id } = await prepareDraft(owner, {})
  const zhang = await come('zhang')
  await zhang.open(routes.form(id, '经营场所'))
  await field(zhang, '经营面积').fill('八十二')
  await zhang.tap(/下一步/)
  await zhang.see('有 2 处要改')
  await zhang.see('只填数字，比如 82 或 82.5')
  await zhang.see('还没选场所怎么来的')
  await zhang.see('还差 2 处，补完再继续')
  await holds(field(zhang, '经营面积'), '八十二')
  await field(zhang, '经营面积').fill('0')
  await zhang.see('不能小于 1 平方米')
  await field(zhang, '经营面积').fill('')
  await zhang.see('还没填经营面积')
  await field(zhang, '经营面积').fill('12e')
  await zhang.tap('自己的')

  await zhang.open(routes.form(id, '人员'))
  const long = '刘'.repeat(31)
  await field(zhang, '食品安全员').fill(long)
  await zhang.tap(/下一步/)
  await zhang.see('最多 30 个字，删掉 1 个')

  // Wrong as they are, both are still there after the page was closed.
  await zhang.page.reload()
  await zhang.see('从业人数')
  await holds(field(zhang, '食品安全员'), long)
  await zhang.open(routes.form(id, '经营场所'))
  await zhang.see('经营面积')
  await holds(field(zhang, '经营面积'), '12e')
  await zhang.open(routes.check(id))
  await zhang.see(/还差 \d+ 处，补完再提交/)
})

test('HTML and emoji in a field are text, here and at the server', async () => {
  const { id } = await prepareDraft(owner)
  const zhang = await come('zhang')
  const words = '<img src=x onerror=boom()>👩‍🍳'
  await zhang.open(routes.form(id, '人员'))
  await field(zhang, '食品安全员').fill(words)
  await expect.poll(async () => (await answersOf(id)).safety_officer, SOON).toBe(words)
  await zhang.open(routes.check(id))
  await zhang.see(words)
  expect(await zhang.page.locator('img[src="x"]').count()).toBe(0)
})

test('a session that expires in the middle of the form loses nothing', async () => {
  const { id } = await prepareDraft(owner)
  const zhang = await come('zhang')
  await zhang.open(routes.form(id, '人员'))
  await field(zhang, '从业人数').fill('6')
  await expect.poll(async () => (await answersOf(id)).staff, SOON).toBe('6')

  await expireSession(zhang)
  await field(zhang, '食品安全员').fill('周店长🍜')
  await zhang.see('登录过期了，你填的都还在')
  await holds(field(zhang, '食品安全员'), '周店长🍜')
  expect((await answersOf(id)).safety_officer).toBe('刘店长')
  await field(zhang, '有健康证明的人数').fill('4')

  await zhang.tap('登录后接着填')
  await zhang.tap('用张经理的身份登录')
  await zhang.see('从业人数')
  await holds(field(zhang, '食品安全员'), '周店长🍜')
  await expect
    .poll(() => answersOf(id), SOON)
    .toMatchObject({ staff: '6', safety_officer: '周店长🍜', health_certs: '4' })
})

test('without a network the form goes on; with it again everything is saved', async () => {
  const { id } = await prepareDraft(owner)
  const zhang = await come('zhang')
  await zhang.open(routes.form(id, '人员'))
  await zhang.see('从业人数')
  const before = await owner.read(id)
  await zhang.context.setOffline(true)
  await field(zhang, '食品安全员').fill('断网时写的𠮷')
  await field(zhang, '从业人数').fill('7')
  await zhang.see('网络不好，填的先存在手机。连上后自动保存。')
  await zhang.see(/网络不好，已保存在手机，连上后自动保存/)
  expect((await owner.read(id)).draft_revision).toBe(before.draft_revision)

  await zhang.context.setOffline(false)
  await zhang.see(/已自动保存，随时可以退出/)
  expect(await answersOf(id)).toEqual({ ...before.answers, safety_officer: '断网时写的𠮷', staff: '7' })
})

test('an agent whose authority ended hears why; what was typed stays on the device', async () => {
  const agent = await Colleague.come(product.stack, 'chen')
  const { id, enterprise } = await prepareDraft(agent)
  const chen = await come('chen')
  await chen.open(routes.form(id, '人员'))
  await chen.see('从业人数')
  const members = await owner.ask<{ id: string; role: MyEnterprise['role'] }[]>('list_members', {
    p_enterprise_id: enterprise,
  })
  const membership = members.find((member) => member.role === 'agent')
  await owner.act('end_membership', { p_member_id: membership?.id })
  await field(chen, '食品安全员').fill('陈会计填的')
  await chen.see(/你在这家企业的授权(还没确认或)?已到期/)
  await chen.see('有一处没存上，已保存在手机')
  await holds(field(chen, '食品安全员'), '陈会计填的')
  const [row] = await product.stack.sql`select answers from public.applications where id = ${id}`
  expect(row?.answers.safety_officer).toBe(COMPLETE.safety_officer)
})

/**
 * The session ends for real: the server has forgotten every refresh token of the person, and the token on the
 * device is one that ran out an hour ago.
 */
async function expireSession(person: Person): Promise<void> {
  const kept = await person.page.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? '{}').data,
    SESSION,
  )
  const session = JSON.parse(kept) as { user: { id: string }; expires_at: number }
  await product.stack.sql`delete from auth.refresh_tokens where user_id = ${session.user.id}`
  const ranOut = Math.floor((await person.page.evaluate(() => Date.now())) / 1000) - 3600
  const token = await new SignJWT({ sub: session.user.id, role: 'authenticated', exp: ranOut })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(product.stack.jwtSecret))
  const stale = { ...session, access_token: token, expires_at: ranOut }
  await person.page.evaluate(
    ([key, value]) => localStorage.setItem(key, value),
    [SESSION, asKept(JSON.stringify(stale))],
  )
}
