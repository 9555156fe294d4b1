import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { startTestStack, testClient } from '../support/stack'
import { startFixtureStack } from './fixture-stack'

// The product's own functions, on the fixture's schema.
const FUNCTIONS = fileURLToPath(new URL('../../supabase/functions', import.meta.url))

let stack: Stack
const log: string[] = []

beforeAll(async () => {
  stack = await startFixtureStack({ functionsDir: FUNCTIONS, log: (line) => log.push(line) })
  const admin = testClient(stack, { key: stack.secretKey }).auth.admin
  await admin.createUser({ email: 'zhang@demo.invalid', email_confirm: true })
})
afterAll(() => stack?.stop())

/** The client's half of sign-in; gives the user's id or the refusal. */
async function signIn(name: string, body: Record<string, unknown>) {
  const client = testClient(stack)
  const { data, error } = await client.functions.invoke(name, { body })
  if (error) return { status: error.context.status, ...(await error.context.json()) }
  const session = await client.auth.verifyOtp({ token_hash: data.token_hash, type: 'magiclink' })
  return { id: session.data.user?.id, email: session.data.user?.email }
}

describe('wechat-login', () => {
  test('the same person is the same account, whichever code brings them', async () => {
    const first = await signIn('wechat-login', { code: stack.simulator.issueCode('o-zhang') })
    const again = await signIn('wechat-login', { code: stack.simulator.issueCode('o-zhang') })
    const other = await signIn('wechat-login', { code: stack.simulator.issueCode('o-other') })
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(again).toEqual(first)
    expect(other.id).not.toBe(first.id)
    expect(first.email).toMatch(/^wx-.*@wechat\.invalid$/)
  })

  test('a double tap at the first sign-in leaves one account', async () => {
    const [before] = await stack.sql`select count(*)::int as n from auth.users`
    const both = await Promise.all(
      [1, 2, 3].map(() => signIn('wechat-login', { code: stack.simulator.issueCode('o-twice') })),
    )
    const signedIn = new Set(both.flatMap(({ id }) => (id ? [id] : [])))
    expect(signedIn.size).toBe(1)
    const [after] = await stack.sql`select count(*)::int as n from auth.users`
    expect(after?.n).toBe(before?.n + 1)
  })

  test.each([
    ['never issued', () => 'x'.repeat(30), 'WECHAT_CODE_INVALID'],
    ['not a code', () => '../../etc', 'WECHAT_CODE_INVALID'],
  ])('a code that was %s is refused in plain words', async (_name, code, expected) => {
    expect(await signIn('wechat-login', { code: code() })).toMatchObject({
      status: 400,
      code: expected,
      message: expect.stringMatching(/[一-龥]/),
    })
  })

  test('a used code, a busy WeChat and a strange answer are refused in plain words', async () => {
    const code = stack.simulator.issueCode('o-used')
    await signIn('wechat-login', { code })
    expect(await signIn('wechat-login', { code })).toMatchObject({ status: 400, code: 'WECHAT_CODE_USED' })
    stack.simulator.failNext(45011)
    const often = await signIn('wechat-login', { code: stack.simulator.issueCode('o-often') })
    expect(often).toMatchObject({ status: 429, code: 'WECHAT_TOO_OFTEN' })
    stack.simulator.failNext(-1)
    const down = await signIn('wechat-login', { code: stack.simulator.issueCode('o-down') })
    expect(down).toMatchObject({ status: 502, code: 'WECHAT_UNREACHABLE' })
  })

  test('one account that signs in again and again is asked to wait', async () => {
    let answer: { status?: number; code?: string } = {}
    for (let i = 0; i < 11; i++) {
      answer = await signIn('wechat-login', { code: stack.simulator.issueCode('o-robot') })
      expect(answer.status === undefined).toBe(i < 10)
    }
    expect(answer).toMatchObject({
      status: 429,
      code: 'TOO_MANY_SIGN_INS',
      message: expect.stringMatching(/频繁/),
    })
  })

  test('neither the secret nor a session key is logged', () => {
    expect(log.join('\n')).not.toMatch(/session_key|demo-wechat-secret/)
  })
})

test('nobody makes an account by themselves, as config.toml says', async () => {
  const { error } = await testClient(stack).auth.signUp({ email: 'self@example.test', password: 'Passw0rd!' })
  expect(error).toMatchObject({ code: 'signup_disabled' })
})

describe('demo-login', () => {
  test('signs a demo person in, and nobody else', async () => {
    expect(await signIn('demo-login', { person: 'zhang' })).toMatchObject({ email: 'zhang@demo.invalid' })
    expect(await signIn('demo-login', { person: 'nobody' })).toMatchObject({ status: 404 })
    expect(await signIn('demo-login', { person: 'a@b' })).toMatchObject({ status: 404 })
    expect(await stack.sql`select from auth.users where email = 'nobody@demo.invalid'`).toHaveLength(0)
  })

  test('is off wherever DEMO_SIGN_IN is not 1', async () => {
    const strict = await startFixtureStack({ functionsDir: FUNCTIONS, demoSignIn: false })
    try {
      const { error } = await testClient(strict).functions.invoke('demo-login', { body: { person: 'zhang' } })
      expect(error.context.status).toBe(403)
      expect(await error.context.json()).toMatchObject({ code: 'BB023' })
    } finally {
      await strict.stop()
    }
  })
})

test("the demo county's people come in by both doors as the same person", async () => {
  await stack.stop()
  stack = await startTestStack()
  const byTap = await signIn('demo-login', { person: 'zhang' })
  const byWechat = await signIn('wechat-login', { code: 'demo-zhang-1' })
  expect(byTap).toMatchObject({ email: 'zhang@demo.invalid' })
  expect(byWechat).toEqual(byTap)
  const person = testClient(stack)
  const asked = await person.rpc('service_wechat_user', { p_openid: 'demo_zhang', p_unionid: null })
  expect(asked.error?.code).toBe('42501')
})
