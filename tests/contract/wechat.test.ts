import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServiceClient } from '../../supabase/functions/_shared/service-client.ts'
import { accessTokens } from '../../supabase/functions/_shared/wechat/access-token.ts'
import { wechatApi } from '../../supabase/functions/_shared/wechat/api.ts'
import { demoPerson } from '../../supabase/local/demo/people'
import type { Stack } from '../../supabase/local/stack'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../supabase/local/wechat/app'
import { startTestStack, testClient } from '../support/stack'

const STABLE = '/cgi-bin/stable_token'
const PHONE = '/wxa/business/getuserphonenumber'
const ZHANG = demoPerson('zhang').phone as string
const NEW = '19911110001'

let stack: Stack
const log: string[] = []
beforeAll(async () => {
  stack = await startTestStack({ log: (line) => log.push(line) })
})
afterAll(() => stack?.stop())

type Client = ReturnType<typeof testClient>
interface Answer {
  status: number
  code?: string
  token_hash?: string
  phone?: string
  wait_seconds?: number
  request_id?: string
}

async function call(
  name: string,
  body: Record<string, unknown>,
  client: Client = testClient(stack),
): Promise<Answer> {
  const { data, error } = await client.functions.invoke(name, { body })
  return error ? { status: error.context.status, ...(await error.context.json()) } : { status: 200, ...data }
}

/** The code in the newest SMS to a number. */
function codeFor(phone: string): string {
  const sms = stack.simulator.sent.find(({ channel, to }) => channel === '短信' && to === phone)
  return /\d{6}/.exec(sms?.lines.join() ?? '')?.[0] ?? 'no code'
}

async function sendTo(phone: string): Promise<string> {
  // The minute between two codes to one number is for people.
  await stack.sql`delete from private.rate_counts`
  expect(await call('phone-login', { action: 'send', phone })).toMatchObject({
    status: 200,
    wait_seconds: 60,
  })
  return codeFor(phone)
}

async function open(answer: Answer): Promise<{ client: Client; id: string }> {
  const client = testClient(stack)
  const token_hash = answer.token_hash as string
  const { data, error } = await client.auth.verifyOtp({ token_hash, type: 'magiclink' })
  if (error || !data.user) throw error ?? new Error('no session')
  return { client, id: data.user.id }
}

const byWechat = async (openid: string) =>
  open(await call('wechat-login', { code: stack.simulator.issueCode(openid) }))
const bySms = async (phone: string) =>
  open(await call('phone-login', { action: 'sign_in', phone, code: await sendTo(phone) }))

describe('a number and a code', () => {
  test('open the account that confirmed the number; a session like any other', async () => {
    const { client, id } = await bySms(ZHANG)
    expect(id).toBe(demoPerson('zhang').id)
    expect((await client.rpc('get_me')).data).toMatchObject({ name: '张明远', phone_confirmed: true })
  })

  test('of nobody yet make an account, and the same one the next time', async () => {
    const first = await bySms(NEW)
    expect((await first.client.rpc('get_me')).data).toMatchObject({ name: '手机用户', phone: NEW })
    expect((await bySms(NEW)).id).toBe(first.id)
  })

  test('open once; a wrong one opens nothing; too often is told with the time to wait', async () => {
    const code = await sendTo(ZHANG)
    const signIn = (typed: string) => call('phone-login', { action: 'sign_in', phone: ZHANG, code: typed })
    expect(await signIn(code === '000000' ? '111111' : '000000')).toMatchObject({
      status: 400,
      code: 'BB101',
    })
    expect((await signIn(code)).token_hash).toBeTruthy()
    expect(await signIn(code)).toMatchObject({ status: 400, code: 'BB101' })
    expect(await call('phone-login', { action: 'send', phone: ZHANG })).toMatchObject({
      status: 429,
      code: 'BB080',
      details: expect.stringContaining('retry_after_seconds'),
    })
  })

  test('confirm the number of whoever is signed in', async () => {
    const person = await byWechat('o-sms-confirm')
    const phone = '19911110002'
    const body = { action: 'confirm', phone, code: await sendTo(phone) }
    expect(await call('phone-login', body)).toMatchObject({ status: 401, code: 'BB001' })
    expect(await call('phone-login', body, person.client)).toMatchObject({ status: 200, phone })
    expect((await bySms(phone)).id).toBe(person.id)
  })

  test('an SMS that does not go out is said', async () => {
    await stack.sql`delete from private.rate_counts`
    stack.simulator.failNext(-1, '/sms/send')
    const answer = await call('phone-login', { action: 'send', phone: '19911110003' })
    expect(answer).toMatchObject({ status: 502, code: 'SMS_NOT_SENT', request_id: expect.any(String) })
  })
})

describe('the number that WeChat knows', () => {
  const confirm = (client: Client, phone: string) =>
    call('wechat-phone', { code: stack.simulator.phones.issue(phone) }, client)

  test('opens the same account by SMS in a browser', async () => {
    const person = await byWechat('o-wechat-phone')
    const phone = '19911110004'
    expect(await confirm(person.client, phone)).toMatchObject({ status: 200, phone })
    expect((await bySms(phone)).id).toBe(person.id)
  })

  test('of another account is refused with what to do; nobody else may ask', async () => {
    const person = await byWechat('o-other')
    expect(await confirm(person.client, ZHANG)).toMatchObject({
      status: 409,
      code: 'BB100',
      hint: expect.stringContaining('用这个手机号登录'),
    })
    expect((await confirm(testClient(stack), ZHANG)).status).toBe(401)
  })

  test('a used-up quota names the way by SMS', async () => {
    const person = await byWechat('o-quota')
    stack.simulator.failNext(45009, PHONE)
    expect(await confirm(person.client, '19911110005')).toMatchObject({
      status: 429,
      code: 'WECHAT_PHONE_QUOTA',
      hint: expect.stringContaining('短信'),
    })
  })
})

describe('the picture of a printed code', () => {
  const DRAW = '/wxa/getwxacodeunlimit'
  const pictures = async (person: string, codes: string[]) =>
    call('item-code', { codes }, (await open(await call('demo-login', { person }))).client)

  test('is drawn once, for staff; kept where nobody else reads or writes', async () => {
    const first = await pictures('wang', ['QX01', 'QX02'])
    expect(first).toMatchObject({ status: 200, reason: null, pictures: { QX01: expect.any(String) } })
    expect(await pictures('admin', ['QX01', 'QX02'])).toEqual(first)
    expect(stack.simulator.calls(DRAW)).toBe(2)
    expect(await pictures('zhang', ['QX01'])).toMatchObject({ code: 'BB002' })
    const { client } = await open(await call('demo-login', { person: 'admin' }))
    const bucket = client.storage.from('code-pictures')
    expect((await bucket.download('release/QX01')).error).not.toBeNull()
    expect((await bucket.list('release')).data).toEqual([])
    expect((await bucket.upload('release/QX05', new Blob(['x'], { type: 'image/png' }))).error).not.toBeNull()
  })

  test('is the ordinary QR while WeChat gives none', async () => {
    stack.simulator.failNext(45009, DRAW)
    expect(await pictures('wang', ['QX03', 'QX04'])).toMatchObject({
      status: 200,
      reason: 'quota',
      pictures: { QX03: null, QX04: null },
    })
  })
})

describe('the access_token that all share', () => {
  /** A function instance with nothing in its memory. */
  function instance() {
    const patience = {
      wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
    }
    const server = { apiBase: stack.simulator.url, fetcher: fetch, timeoutMs: 10_000 }
    const service = createServiceClient({ url: stack.apiUrl, serviceKey: stack.secretKey })
    const tokens = accessTokens({
      server,
      appid: DEMO_APPID,
      secret: DEMO_WECHAT_SECRET,
      service,
      ...patience,
    })
    return { tokens, api: wechatApi({ server, tokens, ...patience }) }
  }
  const many = (n: number) => Array.from({ length: n }, instance)
  const refreshed = async (run: () => Promise<unknown>) => {
    const before = stack.simulator.calls(STABLE)
    await run()
    return stack.simulator.calls(STABLE) - before
  }

  test('forty instances at once, none there yet: one request to WeChat', async () => {
    await stack.sql`delete from private.wechat_tokens`
    let given: string[] = []
    const asked = await refreshed(async () => {
      given = await Promise.all(many(40).map(({ tokens }) => tokens.current()))
    })
    expect(asked).toBe(1)
    expect(new Set(given).size).toBe(1)
  })

  test('forty that WeChat refused with the same token: one renewal', async () => {
    const [first] = many(1)
    const stale = (await first?.tokens.current()) as string
    stack.simulator.tokens.revoke()
    let given: string[] = []
    const asked = await refreshed(async () => {
      given = await Promise.all(many(40).map(({ tokens }) => tokens.insteadOf(stale)))
    })
    expect(asked).toBe(1)
    expect([...new Set(given)]).not.toContain(stale)
    expect(new Set(given).size).toBe(1)
  })

  test('due for renewal: one renews while the others go on with the old one', async () => {
    await stack.sql`update private.wechat_tokens set renew_at = now() - interval '1 second'`
    const asked = await refreshed(() => Promise.all(many(40).map(({ tokens }) => tokens.current())))
    expect(asked).toBe(1)
  })

  test('WeChat is down: nobody queues, and the next one has it when it is back', async () => {
    await stack.sql`delete from private.wechat_tokens`
    stack.simulator.failNext(45009, STABLE, 1)
    const outcomes = await Promise.allSettled(many(10).map(({ tokens }) => tokens.current()))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    await stack.sql`update private.wechat_tokens set failed_until = now()`
    expect(await instance().tokens.current()).toBeTruthy()
  })

  test('a secret, a token, a number or a code is in no log', () => {
    const written = log.filter((line) => line.includes('function '))
    expect(written.join('\n')).toContain('"function":"phone-login"')
    expect(written.join('\n')).not.toMatch(/demo-wechat-secret|access_token|1991111|1990000|session_key/)
  })
})
