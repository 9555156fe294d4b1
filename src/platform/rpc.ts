import type { Database } from '@/shared/database.types'
import { uuid } from '@/shared/uuid'
import { refusalIn, toServerAppError } from './errors'
import { withSession } from './regain'
import { undoneByRivalry, waitBeforeRetry } from './retry'
import { supabase } from './supabase'

export type RpcName = keyof Database['public']['Functions'] & string

/**
 * Calls a function of the database. `T` is its answer as src/shared/contract.ts states it.
 * Throws an AppError and nothing else.
 */
export function rpc<T>(name: RpcName, args: Record<string, unknown> = {}, signal?: AbortSignal): Promise<T> {
  const send = () => call<T>(name, args, signal)
  // The same arguments, so the same request_id: what was asked for happens once, however often it is sent.
  return OPEN.has(name) ? send() : withSession('p_request_id' in args && !QUIET.has(name), send)
}

/** Open to everybody: they need no session, and do not wait for one. */
const OPEN = new Set<string>(['search_items', 'resolve_code', 'get_item_guide', 'check_document'])

/** Sent by themselves while somebody types or reads: no reason to interrupt; they wait and are sent again. */
const QUIET = new Set<string>([
  ...['save_draft', 'send_message', 'mark_read', 'record_finding'],
  ...['record_consent', 'record_subscription'],
])

async function call<T>(name: RpcName, args: Record<string, unknown>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const asked = supabase.rpc(name as never, args as never)
    const { data, error, status } = await (signal ? asked.abortSignal(signal) : asked)
    if (undoneByRivalry(error) && (await waitBeforeRetry(attempt, signal))) continue
    if (error) throw toServerAppError(error, status)
    const refused = refusalIn(data)
    if (refused) throw toServerAppError(refused, status)
    return data as T
  }
}

/** A new `request_id`: made once for one wish of the person and sent again unchanged on every retry. */
export const newRequestId = uuid
