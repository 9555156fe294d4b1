import { rpc } from '@/platform/rpc'
import type { Me } from '@/shared/contract'

/** Messages nobody of this person has read yet. */
export const unreadCount = () => rpc<number>('unread_count')

/** Sets one's own name and telephone; an empty telephone takes it back. */
export const updateMe = (name: string, phone: string, requestId: string) =>
  rpc<Me>('update_me', { p_name: name, p_phone: phone, p_request_id: requestId })
