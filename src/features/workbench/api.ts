import { rpc } from '@/platform/rpc'
import type { StaffQueue } from '@/shared/contract'

export const staffQueue = (signal?: AbortSignal) => rpc<StaffQueue>('staff_queue', {}, signal)

/** Lets a person act for an enterprise, or refuses it. */
export const confirmMember = (wish: { id: string; accept: boolean }, requestId: string) =>
  rpc<unknown>('confirm_member', {
    p_member_id: wish.id,
    p_accept: wish.accept,
    p_request_id: requestId,
  })
