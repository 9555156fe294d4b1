import { AppError, toAppError } from '@/shared/errors'
import { publishableKey } from './build-facts'
import { apiUrl } from './env'
import { connectionError } from './errors'
import { transportFetch } from './transport'

interface Refusal {
  code?: string
  message?: string
  hint?: string | null
  /** As PostgREST gives it: JSON that may name the field and the reason. */
  details?: string | null
}

function detailOf({ details }: Refusal): Record<string, unknown> {
  try {
    return JSON.parse(details ?? '{}') as Record<string, unknown>
  } catch {
    return {}
  }
}

/**
 * Calls a function that needs no sign-in, by POST. Not through the Supabase client: that would first renew a token
 * that ran out, and the renewal waits for the sign-in which this call is part of. Throws an AppError and nothing else.
 */
export async function callOpenFunction<T>(name: string, body: Record<string, unknown>): Promise<T> {
  let answer: Response
  try {
    answer = await transportFetch(`${apiUrl}/functions/v1/${name}`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (thrown) {
    throw thrown instanceof AppError ? toAppError(thrown) : connectionError(String(thrown))
  }
  const said = (await answer.json().catch(() => null)) as T | Refusal | null
  if (answer.ok && said !== null) return said as T
  const refusal = (said ?? {}) as Refusal
  const { code, message, hint } = refusal
  const detail = detailOf(refusal)
  const field = typeof detail.field === 'string' ? detail.field : undefined
  if (code && message) throw new AppError(code, message, hint ?? undefined, field, detail)
  throw new AppError('unknown', '政务网正在忙，没登录上', '过一会儿再试')
}
