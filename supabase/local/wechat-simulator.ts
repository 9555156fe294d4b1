import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { LOOPBACK } from './defaults'
import { json, sendResponse, toRequest } from './http-bridge'

/** The mini-program that the simulator knows; the functions get the same pair from the stack. */
export const DEMO_APPID = 'wxdemo00000000000'
export const DEMO_WECHAT_SECRET = 'demo-wechat-secret-of-the-embedded-stack'

const CODE_LIFE_MS = 5 * 60_000
const TOKEN_LIFE_SECONDS = 7200
/** WeChat answers 45011 to more than this many log-ins of one person in a minute. */
const LOGINS_A_MINUTE = 100

/** WeChat's own texts, from its documentation of auth.code2Session and getAccessToken. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41002: 'appid missing',
  41008: 'missing code',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
}

export interface WechatSimulator {
  /** The base URL that stands in for https://api.weixin.qq.com. */
  url: string
  /** A code as `wx.login` gives it, for this person. */
  issueCode(openid: string, unionid?: string): string
  /** Makes the next call to a WeChat API answer with this errcode. */
  failNext(errcode: number): void
  close(): Promise<void>
}

interface Issued {
  openid: string
  unionid?: string
  expires: number
  used: boolean
}

/** Starts the stand-in for WeChat's server API on a free loopback port. */
export async function startWechatSimulator(now: () => number = Date.now): Promise<WechatSimulator> {
  const codes = new Map<string, Issued>()
  const logins = new Map<string, number[]>()
  let accessToken = { value: '', expires: 0 }
  let failure: number | null = null

  const issueCode = (openid: string, unionid?: string) => {
    const code = `0${randomBytes(15).toString('hex')}`
    codes.set(code, { openid, unionid, expires: now() + CODE_LIFE_MS, used: false })
    return code
  }

  /** `demo-<handle>-<nonce>` is a code that a test or the demo makes without asking first. */
  const lookUp = (code: string): Issued | undefined => {
    const demo = /^demo-([a-z0-9_]+)-[\w-]+$/.exec(code)
    if (demo && !codes.has(code)) {
      codes.set(code, { openid: `demo_${demo[1]}`, expires: now() + CODE_LIFE_MS, used: false })
    }
    return codes.get(code)
  }

  const checkApp = (appid: string | null, secret: string | null): Response | null => {
    if (!appid) return refuse(41002)
    if (appid !== DEMO_APPID) return refuse(40013)
    return secret === DEMO_WECHAT_SECRET ? null : refuse(40125)
  }

  const codeToSession = (query: URLSearchParams): Response => {
    const wrongApp = checkApp(query.get('appid'), query.get('secret'))
    if (wrongApp) return wrongApp
    if (query.get('grant_type') !== 'authorization_code') return refuse(40002)
    const code = query.get('js_code')
    if (!code) return refuse(41008)
    const issued = lookUp(code)
    if (!issued || issued.expires < now()) return refuse(40029)
    if (issued.used) return refuse(40163)
    const recent = (logins.get(issued.openid) ?? []).filter((time) => time > now() - 60_000)
    if (recent.length >= LOGINS_A_MINUTE) return refuse(45011)
    logins.set(issued.openid, [...recent, now()])
    issued.used = true
    const { openid, unionid } = issued
    return json({ session_key: randomBytes(16).toString('base64'), openid, ...(unionid ? { unionid } : {}) })
  }

  const token = (appid: string | null, secret: string | null, grant: string | null): Response => {
    const wrongApp = checkApp(appid, secret)
    if (wrongApp) return wrongApp
    if (grant !== 'client_credential') return refuse(40002)
    if (accessToken.expires < now()) {
      accessToken = {
        value: randomBytes(64).toString('base64url'),
        expires: now() + TOKEN_LIFE_SECONDS * 1000,
      }
    }
    return json({
      access_token: accessToken.value,
      expires_in: Math.floor((accessToken.expires - now()) / 1000),
    })
  }

  const route = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const body =
      request.method === 'POST' ? ((await request.json().catch(() => ({}))) as Record<string, string>) : {}
    if (url.pathname === '/simulator/codes' && request.method === 'POST') {
      return body.openid
        ? json({ code: issueCode(body.openid, body.unionid) })
        : json({ error: 'openid missing' }, 400)
    }
    if (failure !== null) {
      const errcode = failure
      failure = null
      return refuse(errcode)
    }
    if (url.pathname === '/sns/jscode2session') return codeToSession(url.searchParams)
    if (url.pathname === '/cgi-bin/token') {
      const { searchParams: query } = url
      return token(query.get('appid'), query.get('secret'), query.get('grant_type'))
    }
    if (url.pathname === '/cgi-bin/stable_token') {
      return token(body.appid ?? null, body.secret ?? null, body.grant_type ?? null)
    }
    return json({ error: 'The simulator does not know this WeChat API' }, 404)
  }

  const server = http.createServer(async (incoming, outgoing) => {
    const request = await toRequest(incoming, `http://${LOOPBACK}`, 1024 * 1024)
    await sendResponse(await route(request), outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    issueCode,
    failNext(errcode) {
      failure = errcode
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** WeChat answers 200 to errors too. */
function refuse(errcode: number): Response {
  return json({ errcode, errmsg: MESSAGES[errcode] ?? 'unknown error' })
}
