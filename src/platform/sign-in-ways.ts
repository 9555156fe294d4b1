import { isDemo } from './build-facts'
import { wechatCode } from './wechat-code'

/**
 * wechat: one tap in the mini-program. phone: a number and a code by SMS, in a browser. demo: the embedded stack's
 * people. password: staff, by e-mail.
 */
export type SignInWay = 'wechat' | 'phone' | 'demo' | 'password'

/** The ways that this build on this platform offers, best first. */
export const signInWays: readonly SignInWay[] = [
  wechatCode ? 'wechat' : 'phone',
  ...(isDemo ? (['demo'] as const) : []),
  'password',
]
