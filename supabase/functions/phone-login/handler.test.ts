import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { filledIn, type Sms, type SmsOutcome } from '../_shared/sms/provider.ts'
import { newCode } from './code.ts'
import { CODE_WORDS, handlePhoneLogin, type PhoneLoginDeps } from './handler.ts'

const NUMBER = '19911110001'
const JWT = 'Bearer a.b.c'

/** A database that knows one code and the accounts of some numbers, and a provider that keeps what it was given. */
function world(owners: Record<string, string> = {}) {
  const frame = testFrame('phone-login')
  const sent: Sms[] = []
  const asked: [string, Record<string, unknown>][] = []
  const state = { outcome: { ok: true } as SmsOutcome, full: new Set<string>(), code: '246810' }
  const refused = (code: string) => ({
    refused: { code, message: `${code} 的话`, hint: '这么办', details: '{"field":"code"}' },
  })
  const rpc = vi.fn(async (name: string, args: Record<string, unknown>): Promise<unknown> => {
    asked.push([name, args])
    const phone = String(args.p_phone)
    if (name === 'service_hit_limit') return !state.full.has(String(args.p_subject))
    if (name === 'service_new_phone_code')
      return state.full.has(phone) ? refused('BB080') : { wait_seconds: 60, expires_seconds: 300 }
    if (name === 'service_use_phone_code')
      return args.p_code === state.code ? { user_id: owners[phone] ?? null } : refused('BB101')
    if (name === 'service_link_phone') owners[phone] ??= String(args.p_user)
    if (name === 'service_confirm_phone')
      return (owners[phone] ?? args.p_user) === args.p_user ? { phone } : refused('BB100')
    return owners[phone]
  })
  const service: ServiceClient = {
    rpc: rpc as ServiceClient['rpc'],
    createUser: async ({ email }) => ({ id: 'made', email }),
    getUser: async (id) => ({ id, email: `${id}@account.invalid` }),
    deleteUser: async () => {},
    tokenHash: async (type, email) => `${type} for ${email}`,
  }
  const ask = vi.fn(async (token: string) => {
    if (token !== JWT) throw new Refusal(401, 'BB001', '请先登录')
    return { id: 'me' }
  })
  const deps: PhoneLoginDeps = {
    frame,
    service,
    askAsCaller: ask as unknown as AskAsCaller,
    sms: {
      async send(sms) {
        sent.push(sms)
        return state.outcome
      },
    },
    codeTemplate: 'SMS_1',
    newCode: () => state.code,
    newId: () => 'key-1',
    clientAddress: () => '203.0.113.7',
  }
  const post = async (body: unknown, token = '') => {
    const headers = new Headers(token ? { authorization: token } : {})
    const request = new Request('http://localhost/phone-login', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const answer = await handlePhoneLogin(request, deps)
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
  }
  return { deps, post, sent, asked, state, ask, owners, lines: frame.lines }
}

test('sends a code to the number, however it was written', async () => {
  const { post, sent, asked } = world()
  expect(await post({ action: 'send', phone: ' 199-1111 0001' })).toEqual({
    status: 200,
    wait_seconds: 60,
    expires_seconds: 300,
  })
  expect(sent).toEqual([
    {
      phone: NUMBER,
      template: 'phone_code',
      providerId: 'SMS_1',
      words: CODE_WORDS,
      params: { code: '246810', minutes: '5' },
      key: 'key-1',
    },
  ])
  expect(filledIn(sent[0] as Sms)).toContain('验证码 246810，5 分钟内有效')
  expect(asked).toEqual([
    [
      'service_new_phone_code',
      { p_phone: NUMBER, p_code: '246810', p_address: '203.0.113.7', p_person: null },
    ],
  ])
})

test('who is signed in is counted as himself; a key or a dead token is nobody', async () => {
  const { post, asked, ask } = world()
  for (const token of [JWT, 'Bearer sb_publishable_local_dev_key', 'Bearer d.e.ad'])
    await post({ action: 'send', phone: NUMBER }, token)
  expect(asked.map(([, args]) => args.p_person)).toEqual(['me', null, null])
  expect(ask).toHaveBeenCalledTimes(2)
})

test('a number that had too many gets none, and is told how long to wait', async () => {
  const { post, sent, state } = world()
  state.full.add(NUMBER)
  expect(await post({ action: 'send', phone: NUMBER })).toMatchObject({ status: 429, code: 'BB080' })
  expect(sent).toEqual([])
})

test.each([
  ['busy', '短信没有发出去'],
  ['quota', '短信没有发出去'],
  ['refused', '短信没有发出去'],
  ['unreachable', '短信可能没有发出去'],
] as const)('a provider that is %s: said, with a way round', async (kind, message) => {
  const { post, state, lines } = world()
  state.outcome = { ok: false, kind }
  expect(await post({ action: 'send', phone: NUMBER })).toMatchObject({
    status: 502,
    code: 'SMS_NOT_SENT',
    message,
    hint: expect.stringContaining('微信'),
  })
  expect(lines[0]).toMatchObject({ sms: kind })
})

test('without a provider there is another way to sign in', async () => {
  const { post, deps, asked } = world()
  deps.sms = null
  expect(await post({ action: 'send', phone: NUMBER })).toMatchObject({ status: 503, code: 'SMS_OFF' })
  expect(asked).toEqual([])
})

test('a right code opens the account of the number, or makes one', async () => {
  const { post, owners } = world({ [NUMBER]: 'zhang' })
  const signIn = (phone: string) => post({ action: 'sign_in', phone, code: '246 810' })
  expect(await signIn(NUMBER)).toEqual({ status: 200, token_hash: 'magiclink for zhang@account.invalid' })
  expect(await signIn('19911110002')).toEqual({
    status: 200,
    token_hash: 'magiclink for made@account.invalid',
  })
  expect(owners['19911110002']).toBe('made')
})

test('a wrong code opens nothing', async () => {
  const { post } = world({ [NUMBER]: 'zhang' })
  expect(await post({ action: 'sign_in', phone: NUMBER, code: '000000' })).toMatchObject({
    status: 400,
    code: 'BB101',
    hint: '这么办',
    details: '{"field":"code"}',
  })
})

test('an address that signs in too often spends no guess', async () => {
  const { post, state, asked } = world()
  state.full.add('203.0.113.7')
  const answer = await post({ action: 'sign_in', phone: NUMBER, code: '246810' })
  expect(answer).toMatchObject({ status: 429, code: 'TOO_MANY_SIGN_INS' })
  expect(asked).toHaveLength(1)
})

test('confirms for whoever is signed in, and for nobody else', async () => {
  const { post, asked } = world()
  const confirm = { action: 'confirm', phone: NUMBER, code: '246810' }
  expect(await post(confirm)).toMatchObject({ status: 401, code: 'BB001' })
  expect(asked).toEqual([])
  expect(await post(confirm, JWT)).toEqual({ status: 200, phone: NUMBER })
  expect(asked.at(-1)).toEqual(['service_confirm_phone', { p_user: 'me', p_phone: NUMBER, p_via: 'sms' }])
})

test('another account’s number is not confirmed; what to do comes with it', async () => {
  const { post } = world({ [NUMBER]: 'zhang' })
  expect(await post({ action: 'confirm', phone: NUMBER, code: '246810' }, JWT)).toMatchObject({
    status: 409,
    code: 'BB100',
    hint: '这么办',
  })
})

test.each([
  [{ action: 'send', phone: '12345678901' }, 'BB007'],
  [{ action: 'send', phone: '+8619911110001' }, 'BB007'],
  [{ action: 'send' }, 'BB007'],
  [{ action: 'sign_in', phone: NUMBER, code: '12345' }, 'BB101'],
  [{ action: 'sign_in', phone: NUMBER }, 'BB101'],
  [{ action: 'delete', phone: NUMBER }, 'BAD_REQUEST'],
  [{ phone: NUMBER }, 'BAD_REQUEST'],
  [[], 'BAD_REQUEST'],
])('%j asks nobody', async (body, code) => {
  const { post, asked } = world()
  expect(await post(body)).toMatchObject({ status: 400, code })
  expect(asked).toEqual([])
})

test('neither a number nor a code is logged', async () => {
  const { post, lines, state } = world({ [NUMBER]: 'zhang' })
  await post({ action: 'send', phone: NUMBER })
  await post({ action: 'sign_in', phone: NUMBER, code: '246810' })
  await post({ action: 'sign_in', phone: NUMBER, code: '000000' })
  state.outcome = { ok: false, kind: 'busy' }
  await post({ action: 'send', phone: NUMBER })
  expect(lines).toHaveLength(4)
  expect(JSON.stringify(lines)).not.toMatch(/1991111|246810|203\.0|zhang/)
})

test('codes are six digits, and what would favour some is drawn again', () => {
  const drawn = [4_294_000_000, 4_294_967_295, 4_293_000_042]
  expect(newCode(() => drawn.shift() as number)).toBe('000042')
  expect(newCode()).toMatch(/^\d{6}$/)
  expect(new Set(Array.from({ length: 50 }, () => newCode())).size).toBeGreaterThan(45)
})
