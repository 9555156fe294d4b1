import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_TEMPLATES } from '../../supabase/local/wechat/templates'
import { attachAll, type PreparedDraft, prepareDraft } from '../browser/prepared'
import { type County, JOURNEY_BEGINS, startCounty } from '../support/product'
import { jpegFile } from '../support/sample-files'
import { Colleague } from '../weapp/staff'

// From a real move to the phone: outbox, the function under Deno, WeChat's stand-in, the page that shows it.

let county: County
let zhang: Colleague
let wang: Colleague
let draft: PreparedDraft
let minutes = 0
const photo = jpegFile()

beforeAll(async () => {
  county = await startCounty()
  zhang = await Colleague.come(county.stack, 'zhang')
  wang = await Colleague.come(county.stack, 'wang')
  draft = await prepareDraft(zhang)
  await attachAll(zhang, draft, { jpeg: '', pdf: '', result: '', bytes: () => photo })
})
afterAll(() => county?.stack.stop())

/** Ten minutes later the scheduler's turn has come. */
async function run(): Promise<void> {
  minutes += 10
  await county.setClock(new Date(Date.parse(JOURNEY_BEGINS) + minutes * 60_000).toISOString())
  await county.stack
    .sql`update private.schedules set last_run_at = now() - interval '1 hour' where name = 'notify'`
  expect(await county.stack.tick()).toContain('notify')
}

const told = (who: string) =>
  county.stack.simulator.sent
    .filter(({ to }) => to === who)
    .map(({ title, lines }) => `${title} ${lines.join(' ')}`)

test('who submits is heard by the officer; who is accepted hears it; the page shows both, by name', async () => {
  await zhang.act('submit_application', { p_application_id: draft.id, p_consent: true })
  await run()
  expect(told('demo_li')).toEqual([expect.stringMatching(/^待办工作提醒 .*状态：新提交/)])
  expect(told('demo_zhang')).toEqual([])
  await wang.move('accept_application', draft.id)
  await run()
  expect(told('demo_zhang')).toEqual([
    expect.stringMatching(/^办件进度提醒 办件编号：QX-\d{6}-\d{4} .*当前状态：已受理/),
  ])
  const page = await (await fetch(`${county.stack.apiUrl}/simulator/messages`)).text()
  expect(page).toContain('张经理（demo_zhang）')
  expect(page.indexOf('已受理')).toBeLessThan(page.indexOf('新提交'))
  expect(page).not.toMatch(/张明远|禾味|文昌路/)
})

test('WeChat that is busy, or does not answer as itself, is asked again, and the person is told once', async () => {
  await wang.move('take_application', draft.id)
  await wang.move('start_special_procedure', draft.id, {
    p_kind: 'hearing',
    p_reason: '要听证',
    p_expected_days: 10,
  })
  const send = '/cgi-bin/message/subscribe/send'
  county.stack.simulator.failNext(-1, send, 3)
  await run()
  expect(told('demo_zhang')).toHaveLength(1)
  county.stack.simulator.failNext(40001, send)
  await run()
  expect(told('demo_zhang')).toEqual([expect.stringContaining('特别程序'), expect.any(String)])
})

test('whoever switched WeChat off is told by SMS what has weight', async () => {
  const progress = DEMO_TEMPLATES.find(({ key }) => key === 'progress')?.id ?? ''
  county.stack.simulator.subscriptions.answer('demo_zhang', progress, 'ban')
  await wang.move('end_special_procedure', draft.id, { p_note: null })
  await run()
  expect(told('demo_zhang')).toHaveLength(2)
  expect(told('19900000001')).toEqual([expect.stringMatching(/办件QX-\d{6}-\d{4}继续办理/)])
  const rows = await county.stack.sql<{ why: string | null }[]>`
    select s.ended_why as why from private.subscriptions s join private.wechat_identities w on w.user_id = s.person_id
    where w.openid = 'demo_zhang' and s.template = 'progress'`
  expect(rows).toEqual([{ why: 'refused' }])
})
