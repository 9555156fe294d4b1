import type { AppError } from '@/shared/errors'

/** A code that came by SMS, as people paste it: with spaces, a full stop, full-width digits. */
export function cleanCode(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\D/g, '')
}

/** A mainland number as one keys it in, +86 and gaps left out. */
export function cleanPhone(typed: string): string {
  const digits = cleanCode(typed)
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits
}

/** Why no SMS can be sent to it; null when it can. */
export function numberProblem(typed: string): string | null {
  const digits = cleanPhone(typed)
  if (digits === '') return '还没写手机号'
  if (/^1\d{10}$/.test(digits)) return null
  return digits.startsWith('1') ? `手机号是 11 位，现在 ${digits.length} 位` : '手机号是 11 位数字，以 1 开头'
}

export const CODE_LENGTH = 6

/** Why the code is not yet one; null when it may be sent. */
export function codeProblem(typed: string): string | null {
  const { length } = cleanCode(typed)
  if (length === 0) return '还没写验证码'
  return length === CODE_LENGTH ? null : `验证码是 ${CODE_LENGTH} 位，现在 ${length} 位`
}

/** Whole seconds until another code may be asked for. */
export const secondsLeft = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now) / 1000))

/**
 * Seconds until the number gets another code, when one was asked for less than a minute ago: the page was left in
 * between and forgot it. Null for any other refusal, the limits of an hour or a day among them.
 */
export function waitForAnother({ code, detail }: Pick<AppError, 'code' | 'detail'>): number | null {
  const seconds = code === 'BB080' ? detail.retry_after_seconds : null
  return typeof seconds === 'number' && seconds > 0 && seconds <= 60 ? seconds : null
}

/** As often a code may be guessed (private.phone_codes.tries_left). */
export const TRIES = 5

/** What a wrong code leaves one with. */
export function triesProblem(wrong: number): string {
  const left = TRIES - wrong
  return left > 0 ? `看看最新一条短信，还能试 ${left} 次` : `试满 ${TRIES} 次了，重新获取验证码`
}

/** WeChat has no number to give now: the SMS form takes the button's place. After anything else one may tap again. */
export const needsSms = (code: string): boolean => ['phone_no_wechat', 'WECHAT_PHONE_QUOTA'].includes(code)
