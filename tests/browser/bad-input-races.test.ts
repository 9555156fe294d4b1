import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SlotDay } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { demoPerson } from '../../supabase/local/demo/people'
import { type Product, startProduct } from '../support/product'
import { Colleague } from '../weapp/staff'
import { DESK, openBrowser, type Person } from './people'
import { arrive, attachAll, prepareDraft, submitPrepared } from './prepared'
import { makeRealFiles, type RealFiles } from './real-files'

let product: Product
let browser: Browser
let files: RealFiles
let owner: Colleague
let zhang: Person

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  files = await makeRealFiles(browser)
  owner = await Colleague.come(product.stack, 'zhang')
  zhang = await arrive(browser, product, 'zhang')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function readyToFile(): Promise<string> {
  const draft = await prepareDraft(owner)
  await attachAll(owner, draft, files)
  return draft.id
}
const filed = (id: string) => product.stack.sql`
  select number, (select count(*)::int from public.application_events e
    where e.application_id = a.id and e.kind = 'submitted') as submissions
  from public.applications a where id = ${id}`

test('a double tap on submit files one application with one number', async () => {
  const id = await readyToFile()
  const before = await numbers()
  let sent = 0
  zhang.page.on('request', (request) => {
    if (request.url().endsWith('/rpc/submit_application') && request.method() === 'POST') sent += 1
  })
  await zhang.open(routes.check(id))
  await zhang.tap(/我承诺所填内容和材料真实/)
  // Both taps in one turn of the page: nothing is painted in between.
  await zhang.page.getByRole('button', { name: '提交申请' }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await zhang.see(/QX-260331-\d{4}/)
  expect(sent).toBe(1)
  expect(await filed(id)).toMatchObject([{ submissions: 1 }])
  expect(await numbers()).toBe(before + 1)
})

test('a submit whose answers were lost is sent again, by itself and by hand, and stays one application', async () => {
  const id = await readyToFile()
  const before = await numbers()
  const sent: string[] = []
  // No news over the socket either: it would show that the application is in.
  const poor = await arrive(browser, product, 'zhang')
  await poor.page.routeWebSocket(/realtime/, () => {})
  await poor.page.route('**/rpc/submit_application', async (route) => {
    sent.push((route.request().postDataJSON() as { p_request_id: string }).p_request_id)
    const answer = await route.fetch()
    // The transport makes three tries of one tap; all their answers get lost.
    return sent.length <= 3 ? route.abort() : route.fulfill({ response: answer })
  })
  await poor.open(routes.check(id))
  await poor.tap(/我承诺所填内容和材料真实/)
  await poor.tap('提交申请')
  await poor.see('网络断了，这一步没送出去')
  await poor.see(/填的和传的都还在/)
  expect(sent.length).toBe(3)
  await poor.tap('提交申请')
  await poor.see(/QX-260331-\d{4}/)
  expect(sent.length).toBe(4)
  expect(new Set(sent).size).toBe(1)
  const [row] = await filed(id)
  expect(row).toMatchObject({ submissions: 1 })
  await poor.see(row?.number)
  expect(await numbers()).toBe(before + 1)
  await poor.leave()
})

async function numbers(): Promise<number> {
  const [row] = await product.stack.sql`
    select count(number)::int as n from public.applications where number is not null`
  return row?.n
}

test('a slot that somebody just took is said so, the list is fresh, another one is booked', async () => {
  const id = await submitPrepared(owner, files)
  const other = await Colleague.come(product.stack, 'liu')
  const theirs = await prepareDraft(other)
  await zhang.open(routes.book(id))
  await zhang.see('选一个你在店里的时间')
  const days = await owner.ask<SlotDay[]>('list_slots', {
    p_application_id: id,
    p_from: '2026-03-31',
    p_days: 14,
  })
  const day = days.find((each) => each.slots.some((slot) => slot.state === 'free'))
  const first = day?.slots.find((slot) => slot.state === 'free')
  await zhang.page.getByRole('radio', { name: '10:00，可约' }).click()
  await other.act('book_appointment', { p_application_id: theirs.id, p_slot_id: first?.id })
  await zhang.tap(/^约 .*10:00$/)
  await zhang.see('这个时间刚被约走了')
  await zhang.see('上面是最新的，换一个时间。')
  await zhang.see('约满')
  await zhang.page.getByRole('radio', { name: '10:30，可约' }).click()
  await zhang.tap(/^约 .*10:30$/)
  await zhang.see('已约好')
  const [booked] = await product.stack.sql`
    select count(*)::int as n from public.appointments where state = 'booked'`
  expect(booked).toEqual({ n: 2 })
})

test('of two people who decide at once the second is told, and sees the fresh state', async () => {
  // A second window for this county: the demo has one.
  await product.stack.sql`
    insert into public.staff_roles (person_id, role) values (${demoPerson('li').id}, 'window')`
  const id = await submitPrepared(owner, files)
  const wang = await Colleague.come(product.stack, 'wang')
  for (const { key, required, fetched_by_office: fetched } of (await wang.read(id)).materials) {
    if (!required || fetched) continue
    await wang.act('set_verdict', {
      p_application_id: id,
      p_target: 'material',
      p_key: key,
      p_verdict: 'ok',
      p_reason: null,
    })
  }
  const first = await arrive(browser, product, 'li', DESK)
  const second = await arrive(browser, product, 'wang', DESK)
  await first.open(routes.review(id))
  await second.open(routes.review(id))
  const accept = (person: Person) => person.page.getByRole('button', { name: '受理', exact: true })
  await accept(first).waitFor()
  await accept(second).waitFor()

  // News of the first decision is held back, as a slow network does: the second decides on what he saw.
  const late: Route[] = []
  let held = true
  await second.page.route('**/rpc/get_application', (route) =>
    held ? void late.push(route) : route.continue(),
  )
  await accept(first).click()
  await first.see('已受理，承诺期限从现在开始算')
  await accept(second).click()
  await second.see('刚刚有同事处理过了')
  held = false
  await Promise.all(late.map((route) => route.continue()))
  await second.see('接手审查')
  await second.see('刚刚有同事处理过了')
  await second.see('这里已经是最新的情况，看过再决定')
  expect(await accept(second).count()).toBe(0)
  const [row] = await product.stack.sql`
    select a.state, (select count(*)::int from public.application_events e
      where e.application_id = a.id and e.kind = 'accepted') as acceptances
    from public.applications a where id = ${id}`
  expect(row).toEqual({ state: 'accepted', acceptances: 1 })
  expect([...first.problems, ...second.problems]).toEqual([])
})
