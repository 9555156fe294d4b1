import { z } from 'zod'
import { makeAccount, sessionToken } from '../_shared/accounts.ts'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Exchange, type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import { mayGoOn } from '../_shared/limits.ts'
import { unlessRefused } from '../_shared/refused-answer.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { SmsProvider } from '../_shared/sms/provider.ts'

/**
 * The door for whoever has a telephone and no WeChat at hand. Three actions, each a POST:
 *
 * - `{action: 'send', phone}` → `{wait_seconds, expires_seconds}`: sends a code by SMS.
 * - `{action: 'sign_in', phone, code}` → `{token_hash}`, which the client turns into a session by
 *   `verifyOtp({ token_hash, type: 'magiclink' })`, as after wechat-login. A number that nobody confirmed makes an
 *   account, one that was confirmed opens the account that it was confirmed for.
 * - `{action: 'confirm', phone, code}` with the caller's token → `{phone}`: from now on that number opens his account.
 *
 * verify_jwt is off, since the first two have no token; the third asks the database with the caller's.
 * Refusals: BB007 the number, BB101 the code (wrong, expired, used or never sent, all alike), BB080 too often
 * (429, details.retry_after_seconds), BB100 another account's number (409), SMS_NOT_SENT, SMS_OFF.
 *
 * Settings: SMS_PROVIDER (and what that needs), SMS_CODE_TEMPLATE (the provider's id of the text CODE_WORDS),
 * CLIENT_ADDRESS_HEADER.
 */
export interface PhoneLoginDeps {
  frame: Frame
  service: ServiceClient
  askAsCaller: AskAsCaller
  /** Null where a county has no SMS yet. */
  sms: SmsProvider | null
  /** The provider's id of the text with the code. */
  codeTemplate: string | null
  newCode(): string
  newId(): string
  /** Where the request comes from, by a header that the proxy in front wrote; null when there is none. */
  clientAddress(request: Request): string | null
}

/** The text as it is registered with the provider. */
export const CODE_WORDS =
  '验证码 {code}，{minutes} 分钟内有效，用于登录或验证手机号。不是你本人操作就不用理会，不要告诉任何人。'

// Written with blanks or hyphens it is the same number.
const PHONE = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^1[3-9]\d{9}$/))
const CODE = z
  .string()
  .max(12)
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
const INPUT = z.discriminatedUnion('action', [
  z.object({ action: z.literal('send'), phone: PHONE }),
  z.object({ action: z.literal('sign_in'), phone: PHONE, code: CODE }),
  z.object({ action: z.literal('confirm'), phone: PHONE, code: CODE }),
])

const wrongCode = () =>
  new Refusal(400, 'BB101', '验证码是短信里的 6 位数字', '看看最新一条短信', '{"field":"code"}')
const wrongPhone = () =>
  new Refusal(400, 'BB007', '手机号应是 11 位数字，以 1 开头', null, '{"field":"phone"}')
const REFUSE: Record<string, () => Refusal> = { phone: wrongPhone, code: wrongCode }
const refuse = (field: string) =>
  (REFUSE[field] ?? (() => new Refusal(400, 'BAD_REQUEST', '请求内容不完整，请重试')))()

/** Answers the three actions. */
export function handlePhoneLogin(request: Request, deps: PhoneLoginDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT, refuse }, async (wish, exchange) => {
    exchange.note({ action: wish.action })
    if (wish.action === 'send') return json(await send(deps, exchange, wish.phone))
    if (wish.action === 'sign_in') return json(await signIn(deps, exchange, wish.phone, wish.code))
    return json(await confirm(deps, exchange, wish.phone, wish.code))
  })
}

async function send(deps: PhoneLoginDeps, exchange: Exchange, phone: string) {
  const { service, sms, codeTemplate } = deps
  if (!sms) {
    throw new Refusal(503, 'SMS_OFF', '这里还没有开通短信验证', '用微信小程序登录；需要帮忙就到政务大厅窗口')
  }
  const code = deps.newCode()
  const kept = unlessRefused(
    await service.rpc<{ wait_seconds: number; expires_seconds: number }>('service_new_phone_code', {
      p_phone: phone,
      p_code: code,
      p_address: deps.clientAddress(exchange.request),
      p_person: await whoAsks(deps, exchange),
    }),
  )
  const params = { code, minutes: String(kept.expires_seconds / 60) }
  const text = { template: 'phone_code', providerId: codeTemplate, words: CODE_WORDS, params }
  const outcome = await sms.send({ phone, ...text, key: deps.newId() })
  if (outcome.ok) return kept
  exchange.note({ sms: outcome.kind })
  throw new Refusal(
    502,
    'SMS_NOT_SENT',
    outcome.kind === 'unreachable' ? '短信可能没有发出去' : '短信没有发出去',
    '过一分钟再获取一次；一直收不到，就用微信小程序登录',
  )
}

async function signIn(deps: PhoneLoginDeps, exchange: Exchange, phone: string, code: string) {
  const { service, newId } = deps
  const address = deps.clientAddress(exchange.request)
  const tooMany = () => new Refusal(429, 'TOO_MANY_SIGN_INS', '登录太频繁了，请过几分钟再试')
  await mayGoOn(service, 'sign_in', address, tooMany)
  const known = await spendCode(service, phone, code, address)
  const link = (userId: string) =>
    service.rpc<string | null>('service_link_phone', { p_phone: phone, p_user: userId })
  const userId = known ?? (await makeAccount(service, { provider: 'phone', name: '手机用户', newId, link }))
  return { token_hash: await sessionToken(service, userId) }
}

async function confirm(deps: PhoneLoginDeps, exchange: Exchange, phone: string, code: string) {
  const { service, askAsCaller } = deps
  // Asked first: whoever is not signed in spends no guess.
  const me = await askAsCaller<{ id: string }>(exchange.authorization, 'get_me', {})
  await spendCode(service, phone, code, deps.clientAddress(exchange.request))
  const args = { p_user: me.id, p_phone: phone, p_via: 'sms' }
  return unlessRefused(await service.rpc<{ phone: string }>('service_confirm_phone', args))
}

/** Whose number it is that the code proved; null when nobody's yet. The code is used up. */
async function spendCode(
  service: ServiceClient,
  phone: string,
  code: string,
  address: string | null,
): Promise<string | null> {
  const args = { p_phone: phone, p_code: code, p_address: address }
  return unlessRefused(await service.rpc<{ user_id: string | null }>('service_use_phone_code', args)).user_id
}

/** The account whose token came along, for its limit; null without one, and when it is good for nothing. */
async function whoAsks({ askAsCaller }: PhoneLoginDeps, { authorization }: Exchange): Promise<string | null> {
  if (authorization.split('.').length !== 3) return null
  try {
    return (await askAsCaller<{ id: string }>(authorization, 'get_me', {})).id
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
