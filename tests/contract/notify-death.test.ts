import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServiceClient, type ServiceClient } from '../../supabase/functions/_shared/service-client'
import { accessTokens } from '../../supabase/functions/_shared/wechat/access-token'
import { wechatApi } from '../../supabase/functions/_shared/wechat/api'
import { handleNotify } from '../../supabase/functions/notify/handler'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../supabase/local/wechat/app'
import { DEMO_TEMPLATES } from '../../supabase/local/wechat/templates'
import { testFrame } from '../support/frame'
import { type County, JOURNEY_BEGINS, startCounty } from '../support/product'
import { Colleague } from '../weapp/staff'

// The function's own handler against the stack and WeChat's stand-in, so that it can die at a chosen moment.

let county: County
let zhang: Colleague
let li: Colleague
let minutes = 0
const REPLY = DEMO_TEMPLATES.find(({ key }) => key === 'reply')?.id ?? ''

beforeAll(async () => {
  county = await startCounty()
  zhang = await Colleague.come(county.stack, 'zhang')
  li = await Colleague.come(county.stack, 'li')
  await county.stack.sql`delete from private.schedules where name = 'notify'`
})
afterAll(() => county?.stack.stop())

async function later(more: number): Promise<void> {
  minutes += more
  await county.setClock(new Date(Date.parse(JOURNEY_BEGINS) + minutes * 60_000).toISOString())
}

let runs = 0
/** One run of notify; `diesAt` is the call to the database which it does not live to make, nor any after it. */
async function run(diesAt?: string): Promise<void> {
  const { stack } = county
  const service = createServiceClient({ url: stack.apiUrl, serviceKey: stack.secretKey })
  let dead = false
  const rpc: ServiceClient['rpc'] = (name, args) => {
    dead ||= name === diesAt
    return dead ? Promise.reject(new Error('killed')) : service.rpc(name, args)
  }
  const server = { apiBase: stack.simulator.url, fetcher: fetch, timeoutMs: 5000 }
  const patience = { wait: async () => {}, random: () => 0 }
  const app = { server, appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET }
  const tokens = accessTokens({ ...app, ...patience, service })
  runs += 1
  const worker = `run ${runs}`
  const answer = await handleNotify(
    new Request('http://localhost/notify', {
      method: 'POST',
      headers: { 'x-schedule-secret': 's' },
      body: '{}',
    }),
    {
      frame: { ...testFrame('notify'), newId: () => worker },
      service: { rpc },
      senders: {
        wechat: wechatApi({ server, tokens, ...patience }),
        sms: null,
        post: null,
        miniprogramState: 'formal',
      },
      secret: 's',
    },
  )
  if (!diesAt) expect(answer.status).toBe(200)
}

/** 张经理 accepts one message; 李专员 writes, and he does not look. */
async function unread(text: string): Promise<void> {
  county.stack.simulator.subscriptions.answer('demo_zhang', REPLY, 'accept')
  await zhang.act('record_subscription', { p_results: { [REPLY]: 'accept' } })
  const [talk] = await zhang.ask<{ id: string }[]>('list_conversations')
  await li.act('send_message', {
    p_conversation_id: talk?.id,
    p_kind: 'text',
    p_body: text,
    p_file: null,
    p_application_id: null,
  })
  await later(10)
}

const told = () =>
  county.stack.simulator.sent.filter(({ to, title }) => to === 'demo_zhang' && title === '回复提醒').length
const ledger = async () => {
  const rows = await county.stack.sql<{ why: string | null }[]>`
    select ended_why as why from private.subscriptions where template_id = ${REPLY} order by id`
  return rows.map(({ why }) => why)
}

test('killed between sending and saying so: two workers that come after it tell the person nothing twice', async () => {
  await unread('资料收到了')
  await run('service_message_outcome')
  expect(told()).toBe(1)
  await later(3)
  await Promise.all([run(), run()])
  expect(told()).toBe(1)
  expect(await ledger()).toEqual(['doubtful'])
  const [row] = await county.stack.sql`
    select o.state from private.outbox o join private.wechat_identities w on w.user_id = o.recipient
    where o.kind = 'message_from_officer' and w.openid = 'demo_zhang'`
  expect(row).toEqual({ state: 'sent' })
})

test('killed before sending: told by whoever comes after it, by the same acceptance', async () => {
  const [talk] = await zhang.ask<{ id: string }[]>('list_conversations')
  await zhang.ask('mark_read', { p_conversation_id: talk?.id, p_seq: 1 })
  await unread('还差一张图')
  await run('service_message_step')
  expect(told()).toBe(1)
  await later(3)
  await Promise.all([run(), run()])
  expect(told()).toBe(2)
  expect(await ledger()).toEqual(['doubtful', 'sent'])
})
