import { AppError } from '@/shared/errors'

/** What PostgREST, Storage and Auth say when they refuse. */
export interface ServerError {
  message?: string
  code?: string | null
  details?: string | null
  hint?: string | null
}

const NO_NETWORK = /failed to fetch|network request failed|load failed|networkerror|timeout/i

export const offlineError = () =>
  new AppError('offline', '网络断了，这一步没送出去', '你填的都还在，连上网再试一次')

/** The words of transport-errors.ts, as supabase-js hands them on; what they mean for the person. */
export function connectionError(words: string): AppError {
  if (/captive portal/i.test(words)) {
    return new AppError(
      'offline',
      '这个网络要先登录才能上网，这一步没送出去',
      '公共 Wi-Fi 的话，打开浏览器按提示登录，或者换手机流量，再试一次。你填的都还在',
      undefined,
      { reason: 'captive' },
    )
  }
  if (/timed? ?out/i.test(words)) {
    return new AppError('offline', '网络太慢，没等到回音', '你填的都还在。再试一次，不会办两遍', undefined, {
      reason: 'timeout',
    })
  }
  if (/abort/i.test(words)) return new AppError('cancelled', '这一步取消了')
  return offlineError()
}

/** Said when the phone no longer has what was to go up: asking again would find it no more. */
export const fileLostError = () => new AppError('file_lost', '这个文件在本机找不到了', '删掉它，重新选一次')

/** The server, or what stands before it, had no time for the call. */
const BUSY = [429, 502, 503, 504]

export const signedOutError = () =>
  new AppError('signed_out', '登录过期了', '再登录一次就能接着办，你填的都还在')

/** Our own errors: the SQLSTATE is the stable code (BB001 …), `details` is JSON that may name the field. */
const STABLE_CODE = /^BB\d{3}$/

function detailOf(details: string | null | undefined): Record<string, unknown> {
  if (!details?.startsWith('{')) return {}
  try {
    return JSON.parse(details) as Record<string, unknown>
  } catch {
    return {}
  }
}

/**
 * A refusal that came as an answer: wrong guesses at a code do, since an error of the database would take back
 * their count. Null when the answer is one.
 */
export function refusalIn(answer: unknown): ServerError | null {
  if (typeof answer !== 'object' || answer === null || !('refused' in answer)) return null
  return answer.refused as ServerError
}

const bySqlState: Record<string, { message: string; hint: string }> = {
  '42501': { message: '你现在没有权限做这一步', hint: '可能换了企业或授权到期了，回到“我的”看看' },
  '40001': { message: '有人同时改了这一件', hint: '刷新看最新的，再试一次' },
  '40P01': { message: '有人同时改了这一件', hint: '刷新看最新的，再试一次' },
  '57014': { message: '政务网正在忙', hint: '过一会儿再试，你填的都还在' },
}

/** The server's refusal as the one error that screens know. `status` 0: no answer came at all. */
export function toServerAppError(error: ServerError, status: number): AppError {
  const code = error.code ?? ''
  // BB001 is our own "sign in first": the way back is the same as for a token that ran out.
  if (code === 'BB001') return signedOutError()
  if (STABLE_CODE.test(code)) {
    const detail = detailOf(error.details)
    const field = typeof detail.field === 'string' ? detail.field : undefined
    return new AppError(code, error.message ?? '这一步没做成', error.hint ?? undefined, field, detail)
  }
  if (status === 401 || code === 'PGRST301' || code === 'PGRST303') return signedOutError()
  if (status === 0 || (code === '' && NO_NETWORK.test(error.message ?? ''))) {
    return connectionError(error.message ?? '')
  }
  const known = bySqlState[code]
  if (known) return new AppError(code, known.message, known.hint)
  return new AppError(
    code || (BUSY.includes(status) ? 'busy' : 'unknown'),
    '政务网正在忙，这一步没做成',
    `你填的都还在，过一会儿再试${code ? `。编号 ${code}` : ''}`,
  )
}
