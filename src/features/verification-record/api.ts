import { rpc } from '@/platform/rpc'
import type { ApplicationDetail, AppointmentDetail, AppointmentSummary, Finding } from '@/shared/contract'

export const getAppointment = (id: string, signal?: AbortSignal) =>
  rpc<AppointmentDetail>('get_appointment', { p_id: id }, signal)

/** The application behind a check: its number, whom to call, the conversation. */
export const getApplication = (id: string, signal?: AbortSignal) =>
  rpc<ApplicationDetail>('get_application', { p_id: id }, signal)

export interface FindingWish {
  key: string
  verdict: Finding['verdict']
  note: string
  /** Stored in bucket `verification`. */
  photos: { path: string; name: string }[]
}

/** The verdict on one check point; a later one takes its place. */
export const recordFinding = (appointment: string, wish: FindingWish, requestId: string) =>
  rpc<Finding>('record_finding', {
    p_appointment_id: appointment,
    p_key: wish.key,
    p_verdict: wish.verdict,
    p_note: wish.note,
    p_photos: wish.photos,
    p_request_id: requestId,
  })

export interface ConclusionWish {
  conclusion: NonNullable<AppointmentSummary['conclusion']>
  note: string
  rowVersion: number
}

/** Closes the check with one conclusion; it becomes part of the application's history. */
export const conclude = (appointment: string, wish: ConclusionWish, requestId: string) =>
  rpc<AppointmentSummary>('conclude_appointment', {
    p_appointment_id: appointment,
    p_conclusion: wish.conclusion,
    p_note: wish.note,
    p_row_version: wish.rowVersion,
    p_request_id: requestId,
  })
