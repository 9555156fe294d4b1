import { FunctionsFetchError, FunctionsHttpError } from '@supabase/supabase-js'
import { AppError } from '@/shared/errors'
import { connectionError, signedOutError, toServerAppError } from './errors'
import { withSession } from './regain'
import { supabase } from './supabase'

/** What our functions answer when they refuse. */
interface Refusal {
  code?: string
  message?: string
  hint?: string
  /** As PostgREST gives it: the function passed on what the database said. */
  details?: string
}

/** Calls an Edge Function by POST in the name of whoever is signed in. Throws an AppError and nothing else. */
export const callFunction = <T>(name: string, body: Record<string, unknown>): Promise<T> =>
  withSession(false, () => send<T>(name, body))

async function send<T>(name: string, body: Record<string, unknown>): Promise<T> {
  const { data, error } = await supabase.functions.invoke<T>(name, { body })
  if (!error) return data as T
  if (error instanceof FunctionsFetchError) throw connectionError(String(error.context))
  if (error instanceof FunctionsHttpError) {
    // The gateway's words for a token that ran out are not for people.
    if (error.context.status === 401) throw signedOutError()
    const refusal = (await (error.context as Response).json().catch(() => ({}))) as Refusal
    if (refusal.details !== undefined) throw toServerAppError(refusal, error.context.status)
    if (refusal.code && refusal.message) throw new AppError(refusal.code, refusal.message, refusal.hint)
  }
  throw new AppError('unknown', '政务网正在忙，这一步没做成', '过一会儿再试')
}
