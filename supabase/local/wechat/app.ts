import { refuse } from './router'

/** The mini-program that the simulator knows; the functions get the same pair from the stack. */
export const DEMO_APPID = 'wxdemo00000000000'
export const DEMO_WECHAT_SECRET = 'demo-wechat-secret-of-the-embedded-stack'

/** WeChat's refusal of a wrong app or secret; null when they are right. */
export function checkApp(appid: string, secret: string): Response | null {
  if (!appid) return refuse(41002)
  if (appid !== DEMO_APPID) return refuse(40013)
  return secret === DEMO_WECHAT_SECRET ? null : refuse(40125)
}
