import { Refusal } from './http.ts'

/** The mini-program, and where WeChat's API is: the simulator stands in for it by another base. */
export interface WechatApp {
  apiBase: string
  appid: string
  secret: string
}

export interface WechatIdentity {
  openid: string
  unionid: string | null
}

interface SessionAnswer {
  openid?: string
  unionid?: string
  errcode?: number
}

/** What the person reads for the errors that WeChat documents for code2Session. */
const REFUSALS: Record<number, () => Refusal> = {
  40029: () => new Refusal(400, 'WECHAT_CODE_INVALID', '登录已过期，请再点一次登录'),
  40163: () => new Refusal(400, 'WECHAT_CODE_USED', '登录已过期，请再点一次登录'),
  40226: () => new Refusal(403, 'WECHAT_BLOCKED', '这个微信账号暂时不能登录，请到窗口办理'),
  45011: () => new Refusal(429, 'WECHAT_TOO_OFTEN', '登录太频繁，请一分钟后再试'),
}

/**
 * Exchanges the code of wx.login for the person's identity. The session_key in WeChat's answer is
 * dropped here: it is neither kept, logged nor passed on.
 */
export async function exchangeCode(
  app: WechatApp,
  code: string,
  fetcher: typeof fetch = fetch,
): Promise<WechatIdentity> {
  const query = new URLSearchParams({
    appid: app.appid,
    secret: app.secret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  let answer: SessionAnswer
  try {
    const response = await fetcher(`${app.apiBase}/sns/jscode2session?${query}`)
    answer = (await response.json()) as SessionAnswer
  } catch {
    // The error of a failed fetch may hold the address, and with it the secret: nothing of it is kept.
    throw new Refusal(502, 'WECHAT_UNREACHABLE', '暂时连不上微信，请稍后再试')
  }
  if (answer.openid) return { openid: answer.openid, unionid: answer.unionid ?? null }
  const refusal = REFUSALS[answer.errcode ?? 0]
  if (refusal) throw refusal()
  console.error(`jscode2session answered errcode ${answer.errcode}`)
  throw new Refusal(502, 'WECHAT_UNREACHABLE', '暂时连不上微信，请稍后再试')
}
