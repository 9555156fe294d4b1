import { optional, required, serviceFromEnvironment } from '../environment.ts'
import { accessTokens } from './access-token.ts'
import { type WechatApi, wechatApi } from './api.ts'
import type { WechatServer } from './request.ts'
import type { WechatApp } from './session.ts'

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** WeChat's API, or what WECHAT_API_BASE puts in its place. */
export function wechatServer(): WechatServer {
  return {
    apiBase: optional('WECHAT_API_BASE') ?? 'https://api.weixin.qq.com',
    fetcher: fetch,
    timeoutMs: 5000,
  }
}

/** The mini-program, for calls that take its secret. */
export function wechatAppFromEnvironment(): WechatApp {
  return { server: wechatServer(), appid: required('WECHAT_APPID'), secret: required('WECHAT_SECRET') }
}

/** WeChat's API with the shared access_token. */
export function wechatFromEnvironment(): WechatApi {
  const app = wechatAppFromEnvironment()
  const patience = { wait, random: Math.random }
  const tokens = accessTokens({ ...app, ...patience, service: serviceFromEnvironment() })
  return wechatApi({ server: app.server, tokens, ...patience })
}
