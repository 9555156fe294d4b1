import { AppError, toAppError } from '@/shared/errors'
import { giveConsent, hasConsent } from './consent'
import { connectionError } from './errors'
import { callOpenFunction } from './open-function'
import { forgetOwnData } from './own-data'
import { endSession, lostUser } from './session'
import { alone, whenIdle } from './session-gate'
import { SESSION_KEY } from './session-key'
import { forgetMark, keepMark, readMark } from './session-mark'
import type { SignInWay } from './sign-in-ways'
import { deviceStorage } from './storage'
import { supabase } from './supabase'
import { wechatCode } from './wechat-code'

type Token = { token_hash: string }

const noAnswer = (error: { status?: number; name: string }) =>
  error.status === 0 || error.name === 'AuthRetryableFetchError'

/** Who is signed in now is kept for the next start; what somebody else left on this device goes. */
async function remember(way: SignInWay, user: string): Promise<void> {
  const before = readMark()
  if (before && before.user !== user) await forgetOwnData()
  keepMark({ user, way })
}

/** Our functions hand back a one-time token; the session itself comes from Supabase Auth. */
async function openSession(way: SignInWay, token: Token): Promise<string> {
  const { data, error } = await supabase.auth.verifyOtp({ token_hash: token.token_hash, type: 'magiclink' })
  if (error && noAnswer(error)) throw connectionError(error.message)
  if (error || !data.user) throw new AppError('sign_in', '没登录上', '再点一次登录')
  await remember(way, data.user.id)
  return data.user.id
}

/** Codes of wx.login that WeChat takes no more: used (40163) or too old (40029). A new one costs nothing. */
const STALE_CODE = ['WECHAT_CODE_USED', 'WECHAT_CODE_INVALID']

async function wechatToken(more: { known_only?: true }): Promise<Token> {
  if (!wechatCode) throw new AppError('sign_in', '这里不是微信', '用手机微信打开小程序再登录')
  for (let attempt = 1; ; attempt += 1) {
    const code = await wechatCode()
    try {
      return await callOpenFunction<Token>('wechat-login', { code, ...more })
    } catch (thrown) {
      if (attempt > 1 || !STALE_CODE.includes(toAppError(thrown).code)) throw thrown
    }
  }
}

/** Signs in as the person of this WeChat; one who is just being signed in silently is not asked for twice. */
export async function signInWithWechat(): Promise<void> {
  giveConsent()
  await alone(async () => {
    if (stored() && !lostUser()) return
    await openSession('wechat', await wechatToken({}))
  })
}

const stored = () => deviceStorage.getItem(SESSION_KEY) !== null

let silent: Promise<boolean> | null = null

/** Whether this device may sign its person in without a tap. */
export const maySignInSilently = (): boolean =>
  wechatCode !== null && readMark()?.way === 'wechat' && hasConsent()

/**
 * Signs in without a tap whoever agreed and signed in by WeChat on this device before. False when there is nobody to
 * sign in, or the account is no more: a silent sign-in never makes a new one. Throws when there is no network.
 */
export function signInSilently(): Promise<boolean> {
  silent ??= alone(async () => {
    if (!maySignInSilently()) return false
    const mark = readMark()
    if (stored() && !lostUser()) return true
    try {
      await openSession('wechat', await wechatToken({ known_only: true }))
      return true
    } catch (thrown) {
      const { code } = toAppError(thrown)
      if (code === 'offline') throw thrown
      // Who it was stays known: what is theirs on this device goes when somebody else signs in.
      if (code === 'WECHAT_UNKNOWN' && mark) keepMark({ ...mark, way: 'tap' })
      return false
    }
  }).finally(() => {
    silent = null
  })
  return silent
}

/** Sends a code by SMS; answers how long to wait before asking for another. */
export const sendPhoneCode = (phone: string) =>
  callOpenFunction<{ wait_seconds: number; expires_seconds: number }>('phone-login', {
    action: 'send',
    phone,
  })

/** The same for somebody who is not signed in: with this tap the number leaves the device, so this tap agrees. */
export const sendSignInCode: typeof sendPhoneCode = (phone) => {
  giveConsent()
  return sendPhoneCode(phone)
}

/** Signs in whose number this is. */
export async function signInWithPhone(phone: string, code: string): Promise<void> {
  giveConsent()
  await alone(async () => {
    await openSession('phone', await callOpenFunction('phone-login', { action: 'sign_in', phone, code }))
  })
}

/** Signs in as a demo person of the embedded stack. */
export async function signInAsDemo(person: string): Promise<void> {
  giveConsent()
  await alone(async () => {
    await openSession('demo', await callOpenFunction('demo-login', { person }))
  })
}

/** Signs in a member of staff. */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  giveConsent()
  await alone(async () => {
    const { data, error } = await supabase.auth.signInWithPassword({ email: email.trim(), password })
    if (!error) return remember('password', data.user.id)
    if (noAnswer(error)) throw connectionError(error.message)
    throw new AppError('sign_in', '邮箱或密码不对', '看看大小写；忘了密码找系统管理员')
  })
}

/**
 * Leaves on this device only, with what was kept on it; other devices stay signed in. From here on nobody is signed
 * in silently: that is what leaving means.
 */
export async function signOut(): Promise<void> {
  await whenIdle()
  const mark = readMark()
  forgetMark()
  const { error } = await supabase.auth.signOut({ scope: 'local' })
  // Without an answer the session stays, and with it what the person has typed. A session that the server no longer
  // knows is gone by itself.
  if (error && stored()) {
    if (mark) keepMark(mark)
    throw new AppError('sign_out', '没退出来', '可能是网络断了，连上网再退一次')
  }
  await forgetOwnData()
  endSession()
}
