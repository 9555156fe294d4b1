import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { WechatError } from './error.ts'
import { ask, fitting, type WechatServer } from './request.ts'

/** The mini-program as WeChat knows it. */
export interface WechatApp {
  server: WechatServer
  appid: string
  secret: string
}

export interface WechatIdentity {
  openid: string
  unionid: string | null
}

const PATH = '/sns/jscode2session'
const SESSION = z.object({
  openid: z.string().min(1).max(128),
  unionid: z.string().min(1).max(128).optional(),
})

const SESSION_WITH_KEY = SESSION.extend({ session_key: z.string().min(1).max(128) })

/** What the person reads for the errors that WeChat documents for code2Session. */
const REFUSALS: Record<number, () => Refusal> = {
  40029: () => new Refusal(400, 'WECHAT_CODE_INVALID', '登录已过期，请再点一次登录'),
  40163: () => new Refusal(400, 'WECHAT_CODE_USED', '登录已过期，请再点一次登录'),
  40226: () => new Refusal(403, 'WECHAT_BLOCKED', '这个微信账号暂时不能登录，请到窗口办理'),
  45011: () => new Refusal(429, 'WECHAT_TOO_OFTEN', '登录太频繁，请一分钟后再试'),
}

/**
 * Exchanges the code of wx.login for the person's identity, which takes the secret and no access_token. The
 * session_key in WeChat's answer is dropped here: it is neither kept, logged nor passed on.
 */
export async function exchangeCode(
  { server, appid, secret }: WechatApp,
  code: string,
): Promise<WechatIdentity> {
  return exchanged({ server, appid, secret }, code, SESSION)
}

/** The same with the session_key, for call-sign alone, which signs by it and forgets it with its answer. */
export async function exchangeCodeForKey(
  app: WechatApp,
  code: string,
): Promise<WechatIdentity & { sessionKey: string }> {
  const { session_key: sessionKey, ...identity } = await exchanged(app, code, SESSION_WITH_KEY)
  return { ...identity, sessionKey }
}

async function exchanged<S extends typeof SESSION>(
  { server, appid, secret }: WechatApp,
  code: string,
  schema: S,
): Promise<z.output<S> & WechatIdentity> {
  try {
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' }
    const session = fitting(await ask(server, PATH, query), schema, PATH)
    return { ...session, unionid: session.unionid ?? null }
  } catch (error) {
    throw error instanceof WechatError ? (REFUSALS[error.errcode]?.() ?? wechatUnreachable()) : error
  }
}

/** WeChat does not answer, or not as itself. */
export const wechatUnreachable = () => new Refusal(502, 'WECHAT_UNREACHABLE', '暂时连不上微信，请稍后再试')
