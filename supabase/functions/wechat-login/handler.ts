import { z } from 'zod'
import { makeAccount, sessionToken } from '../_shared/accounts.ts'
import { type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import { mayGoOn } from '../_shared/limits.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { WechatIdentity } from '../_shared/wechat/session.ts'

export interface WechatLoginDeps {
  frame: Frame
  service: ServiceClient
  exchangeCode(code: string): Promise<WechatIdentity>
  newId(): string
  /** Where the request comes from, by a header that the proxy in front wrote; null when there is none. */
  clientAddress(request: Request): string | null
}

const INPUT = z.object({
  code: z.string().regex(/^[\w-]{1,128}$/),
  /** A sign-in without a tap: it makes no account, and none for who took the consent back. */
  known_only: z.literal(true).optional(),
})
const invalid = () => new Refusal(400, 'WECHAT_CODE_INVALID', '登录已过期，请再点一次登录')
const unknown = () => new Refusal(404, 'WECHAT_UNKNOWN', '要你点一下登录')
const tooMany = () => new Refusal(429, 'TOO_MANY_SIGN_INS', '登录太频繁了，请过几分钟再试')

/**
 * Signs a WeChat person in: `{code}` of wx.login in, `{token_hash}` out, which the client turns into a
 * session by `verifyOtp({ token_hash, type: 'magiclink' })`.
 */
export function handleWechatLogin(request: Request, deps: WechatLoginDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT, refuse: invalid }, async ({ code, known_only }) => {
    // Before WeChat is asked: a robot must not spend our quota there. Every attempt counts, also a failed one.
    await mayGoOn(deps.service, 'sign_in', deps.clientAddress(request), tooMany)
    const identity = await deps.exchangeCode(code)
    await mayGoOn(deps.service, 'sign_in_wechat', identity.openid, tooMany)
    const known = await findUser(deps, identity)
    if (known_only && !(known && (await mayResume(deps, known)))) throw unknown()
    const userId = known ?? (await makeUser(deps, identity))
    return json({ token_hash: await sessionToken(deps.service, userId) })
  })
}

function findUser({ service }: WechatLoginDeps, { openid, unionid }: WechatIdentity): Promise<string | null> {
  return service.rpc<string | null>('service_wechat_user', { p_openid: openid, p_unionid: unionid })
}

function mayResume({ service }: WechatLoginDeps, userId: string): Promise<boolean> {
  return service.rpc<boolean>('service_may_resume', { p_user: userId })
}

function makeUser({ service, newId }: WechatLoginDeps, { openid, unionid }: WechatIdentity): Promise<string> {
  const link = (userId: string) =>
    service.rpc<string | null>('service_link_wechat', {
      p_openid: openid,
      p_unionid: unionid,
      p_user: userId,
    })
  return makeAccount(service, { provider: 'wechat', name: '微信用户', newId, link })
}
