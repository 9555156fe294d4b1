import { rpc } from '@/platform/rpc'
import type { HeldContent } from '@/shared/contract'

export type Group = 'waiting' | 'decided'

/** What waits (all of it), or the latest that was decided. */
export const listHeld = (group: Group, signal?: AbortSignal) =>
  rpc<HeldContent[]>('list_held_content', { p_group: group, p_before: null, p_limit: 50 }, signal)

export interface Decision {
  id: string
  decision: 'released' | 'kept'
  reason: string
}

export const decideHeld = ({ id, decision, reason }: Decision, requestId: string) =>
  rpc<HeldContent>('decide_content', {
    p_check_id: id,
    p_decision: decision,
    p_reason: reason.trim() || null,
    p_request_id: requestId,
  })
