import type { Database } from '@/shared/database.types'
import { uuid } from '@/shared/uuid'
import { refusalIn, toServerAppError } from './errors'
import { undoneByRivalry, waitBeforeRetry } from './retry'
import { supabase } from './supabase'

export type RpcName = keyof Database['public']['Functions'] & string

/**
 * Calls a function of the database. `T` is its answer as src/shared/contract.ts states it.
 * Throws an AppError and nothing else.
 */
export async function rpc<T>(
  name: RpcName,
  args: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const call = supabase.rpc(name as never, args as never)
    const { data, error, status } = await (signal ? call.abortSignal(signal) : call)
    if (undoneByRivalry(error) && (await waitBeforeRetry(attempt, signal))) continue
    if (error) throw toServerAppError(error, status)
    const refused = refusalIn(data)
    if (refused) throw toServerAppError(refused, status)
    return data as T
  }
}

/** A new `request_id`: made once for one wish of the person and sent again unchanged on every retry. */
export const newRequestId = uuid
