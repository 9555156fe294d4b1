import { rpc } from '@/platform/rpc'
import type { AppointmentSummary, SlotDay } from '@/shared/contract'

/** The officer's own slots from a day on; what has begun is not among them. */
export const mySlots = (from: string, days: number, signal?: AbortSignal) =>
  rpc<SlotDay[]>('my_slots', { p_from: from, p_days: days }, signal)

/** The officer's video checks of one day, in order; cancelled ones are left out. */
export const mySchedule = (day: string, signal?: AbortSignal) =>
  rpc<AppointmentSummary[]>('my_schedule', { p_day: day }, signal)

export interface OpenWish {
  day: string
  /** 14:00, hall time. */
  from: string
  to: string
  /** Length of one slot. */
  minutes: number
}

/** Opens consecutive slots; times that are open already stay as they are. */
export const openSlots = (wish: OpenWish, requestId: string) =>
  rpc<{ opened: number }>('open_slots', {
    p_day: wish.day,
    p_from: wish.from,
    p_to: wish.to,
    p_minutes: wish.minutes,
    p_request_id: requestId,
  })

export const closeSlot = (slotId: string, requestId: string) =>
  rpc<{ closed: boolean }>('close_slot', { p_slot_id: slotId, p_request_id: requestId })
