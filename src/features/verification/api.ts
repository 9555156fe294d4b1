import { rpc } from '@/platform/rpc'
import type { AppointmentDetail, AppointmentSummary, SlotDay } from '@/shared/contract'

/** Days from `from` on with the slots of the officer who looks after this application's enterprise. */
export const listSlots = (application: string, from: string, days: number, signal?: AbortSignal) =>
  rpc<SlotDay[]>('list_slots', { p_application_id: application, p_from: from, p_days: days }, signal)

export const getAppointment = (id: string, signal?: AbortSignal) =>
  rpc<AppointmentDetail>('get_appointment', { p_id: id }, signal)

export const book = (application: string, slot: string, requestId: string) =>
  rpc<AppointmentSummary>('book_appointment', {
    p_application_id: application,
    p_slot_id: slot,
    p_request_id: requestId,
  })

/** Moves a booked check; the old time stays when the new one cannot be had. */
export const change = (appointment: string, slot: string, requestId: string) =>
  rpc<AppointmentSummary>('change_appointment', {
    p_appointment_id: appointment,
    p_slot_id: slot,
    p_request_id: requestId,
  })

export const cancel = (appointment: string, reason: string, requestId: string) =>
  rpc<AppointmentSummary>('cancel_appointment', {
    p_appointment_id: appointment,
    p_reason: reason,
    p_request_id: requestId,
  })
