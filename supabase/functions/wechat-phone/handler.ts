import { z } from 'zod'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Exchange, type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import { mayGoOn } from '../_shared/limits.ts'
import { unlessRefused } from '../_shared/refused-answer.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { type WechatApi, WechatError } from '../_shared/wechat/api.ts'

/**
 * Confirms the number that WeChat knows: `{code}` of the button getPhoneNumber with the caller's token in, `{phone}`
 * out. From then on that number opens the caller's account on H5 too (phone-login). verify_jwt is on.
 *
 * A code works once and for five minutes. Whatever goes wrong there is a way round, and each refusal names it: a
 * code by SMS, which proves the same. WeChat tells a county whose free calls are used up in the button itself
 * (errno 1400001, https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html), where the
 * client offers the SMS; quotas of the call end here as WECHAT_PHONE_QUOTA.
 */
export interface WechatPhoneDeps {
  frame: Frame
  service: Pick<ServiceClient, 'rpc'>
  askAsCaller: AskAsCaller
  wechat: Pick<WechatApi, 'call'>
}

const INPUT = z.object({ code: z.string().regex(/^[\w-]{1,128}$/) })
const PATH = '/wxa/business/getuserphonenumber'
const ANSWER = z.object({
  errcode: z.literal(0),
  phone_info: z.object({
    purePhoneNumber: z.string().min(1).max(20),
    // The documentation says string, its example a number.
    countryCode: z.union([z.string(), z.number()]).transform(String),
  }),
})

const BY_SMS = '改用短信验证码，一样能验证手机号'
const expired = () => new Refusal(400, 'WECHAT_CODE_INVALID', '这次授权已经过期', `再点一次，或者${BY_SMS}`)
const tooMany = () => new Refusal(429, 'TOO_MANY_NUMBERS', '验证手机号太频繁了，请过一会儿再试', BY_SMS)

/** Answers `{phone}`. */
export function handleWechatPhone(request: Request, deps: WechatPhoneDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT, refuse: expired }, async ({ code }, exchange) => {
    // Asked first: an account that is gone spends no call.
    const me = await deps.askAsCaller<{ id: string }>(exchange.authorization, 'get_me', {})
    await mayGoOn(deps.service, 'wechat_phone', me.id, tooMany)
    const phone = await numberOf(deps, exchange, code)
    const args = { p_user: me.id, p_phone: phone, p_via: 'wechat' }
    return json(unlessRefused(await deps.service.rpc<{ phone: string }>('service_confirm_phone', args)))
  })
}

async function numberOf({ wechat }: WechatPhoneDeps, { note }: Exchange, code: string): Promise<string> {
  try {
    const { phone_info: info } = await wechat.call(PATH, { code }, ANSWER)
    if (info.countryCode === '86' && /^1[3-9]\d{9}$/.test(info.purePhoneNumber)) return info.purePhoneNumber
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    note({ wechat: error.kind, errcode: error.errcode })
    throw refusalOf(error)
  }
  throw new Refusal(400, 'WECHAT_PHONE_ABROAD', '微信绑定的不是内地手机号', `${BY_SMS}，换一个内地手机号`)
}

/** What the person reads for each way it did not work. */
function refusalOf({ kind, errcode, path }: WechatError): Refusal {
  // 40029 never issued or expired, 40163 used, 40013 another mini-program's.
  if (kind === 'refused' && path === PATH && errcode !== 1400001) return expired()
  if (kind === 'quota' || errcode === 1400001) {
    return new Refusal(429, 'WECHAT_PHONE_QUOTA', '微信这会儿不能提供手机号', BY_SMS)
  }
  return new Refusal(502, 'WECHAT_UNREACHABLE', '暂时连不上微信', `稍后再试，或者${BY_SMS}`)
}
