import { AppError } from '@/shared/errors'
import { isDemo } from './build-facts'
import { offlineError } from './errors'
import { callFunction } from './functions'
import { forgetOwnData } from './own-data'
import { supabase } from './supabase'
import { wechatCode } from './wechat-code'

/** wechat: one tap in the mini-program. demo: the embedded stack's people. password: staff, by e-mail. */
export type SignInWay = 'wechat' | 'demo' | 'password'

/** The ways that this build on this platform offers, best first. */
export const signInWays: readonly SignInWay[] = [
  ...(wechatCode ? (['wechat'] as const) : []),
  ...(isDemo ? (['demo'] as const) : []),
  'password',
]

/** Our functions hand back a one-time token; the session itself comes from Supabase Auth. */
async function openSession(token: { token_hash: string }): Promise<void> {
  const { error } = await supabase.auth.verifyOtp({ token_hash: token.token_hash, type: 'magiclink' })
  if (!error) return
  if (error.status === 0 || error.name === 'AuthRetryableFetchError') throw offlineError()
  throw new AppError('sign_in', '没登录上', '再点一次登录')
}

/** Signs in as the person of this WeChat. */
export async function signInWithWechat(): Promise<void> {
  if (!wechatCode) throw new AppError('sign_in', '这里不是微信', '用手机微信打开小程序再登录')
  await openSession(await callFunction('wechat-login', { code: await wechatCode() }))
}

/** Signs in as a demo person of the embedded stack. */
export async function signInAsDemo(person: string): Promise<void> {
  await openSession(await callFunction('demo-login', { person }))
}

/** Signs in a member of staff. */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password })
  if (!error) return
  if (error.status === 0 || error.name === 'AuthRetryableFetchError') throw offlineError()
  throw new AppError('sign_in', '邮箱或密码不对', '看看大小写；忘了密码找系统管理员')
}

/** Leaves on this device only, with what was kept on it; other devices stay signed in. */
export async function signOut(): Promise<void> {
  const { error } = await supabase.auth.signOut({ scope: 'local' })
  // Without an answer the session stays, and with it what the person has typed.
  if (error) throw new AppError('sign_out', '没退出来', '可能是网络断了，连上网再退一次')
  await forgetOwnData()
}
