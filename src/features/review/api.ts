import { toServerAppError } from '@/platform/errors'
import { rpc } from '@/platform/rpc'
import { supabase } from '@/platform/supabase'
import type {
  ApplicationDetail,
  ApplicationSummary,
  DepartmentTask,
  ExtensionPreview,
  ItemGuide,
  RevealedValue,
  WorkingDaysPreview,
} from '@/shared/contract'
import type { Point, Target, Verdict } from './model'

export const getApplication = (id: string, signal?: AbortSignal) =>
  rpc<ApplicationDetail>('get_application', { p_id: id }, signal)

export const setVerdict = (
  id: string,
  at: { target: Target; key: string; verdict: Verdict | null; reason: string },
  requestId: string,
) =>
  rpc<{ key: string }>('set_verdict', {
    p_application_id: id,
    p_target: at.target,
    p_key: at.key,
    p_verdict: at.verdict,
    p_reason: at.reason,
    p_request_id: requestId,
  })

/** A move that needs nothing but the version one has seen. */
export interface Seen {
  id: string
  rowVersion: number
}

const seen = ({ id, rowVersion }: Seen, requestId: string) => ({
  p_application_id: id,
  p_row_version: rowVersion,
  p_request_id: requestId,
})

export const takeApplication = (wish: Seen, requestId: string) =>
  rpc<ApplicationSummary>('take_application', seen(wish, requestId))

export const acceptApplication = (wish: Seen, requestId: string) =>
  rpc<ApplicationSummary>('accept_application', seen(wish, requestId))

export const issueCorrection = (wish: Seen & { points: Point[]; days: number }, requestId: string) =>
  rpc<ApplicationSummary>('issue_correction', {
    ...seen(wish, requestId),
    p_points: wish.points,
    p_due_working_days: wish.days,
  })

export const declineApplication = (wish: Seen & { reason: string }, requestId: string) =>
  rpc<ApplicationSummary>('decline_application', { ...seen(wish, requestId), p_reason: wish.reason })

export const approveApplication = (wish: Seen & { note: string }, requestId: string) =>
  rpc<ApplicationSummary>('approve_application', { ...seen(wish, requestId), p_note: wish.note })

export const denyApplication = (wish: Seen & { reason: string }, requestId: string) =>
  rpc<ApplicationSummary>('deny_application', { ...seen(wish, requestId), p_reason: wish.reason })

export interface ResultWish extends Seen {
  path: string
  fileName: string
  number: string
  name: string
}

export const issueResult = (wish: ResultWish, requestId: string) =>
  rpc<ApplicationSummary>('issue_result', {
    ...seen(wish, requestId),
    p_path: wish.path,
    p_file_name: wish.fileName,
    p_number: wish.number,
    p_name: wish.name,
  })

export interface PreCheckWish {
  id: string
  outcome: 'ready' | 'fix'
  note: string
  points: Point[]
}

export const answerPreCheck = (wish: PreCheckWish, requestId: string) =>
  rpc<ApplicationSummary>('answer_pre_check', {
    p_application_id: wish.id,
    p_outcome: wish.outcome,
    p_note: wish.note,
    p_points: wish.points,
    p_request_id: requestId,
  })

export const createTask = (wish: { id: string; department: string; title: string }, requestId: string) =>
  rpc<DepartmentTask>('create_task', {
    p_application_id: wish.id,
    p_department_code: wish.department,
    p_title: wish.title,
    p_request_id: requestId,
  })

export const takeTask = (wish: Seen, requestId: string) =>
  rpc<DepartmentTask>('take_task', {
    p_task_id: wish.id,
    p_row_version: wish.rowVersion,
    p_request_id: requestId,
  })

export interface Opinion extends Seen {
  outcome: 'agree' | 'disagree'
  note: string
}

export const finishTask = (wish: Opinion, requestId: string) =>
  rpc<DepartmentTask>('finish_task', {
    p_task_id: wish.id,
    p_outcome: wish.outcome,
    p_note: wish.note,
    p_row_version: wish.rowVersion,
    p_request_id: requestId,
  })

export interface SpecialWish extends Seen {
  kind: string
  reason: string
  days: number
}

export const startSpecial = (wish: SpecialWish, requestId: string) =>
  rpc<ApplicationSummary>('start_special_procedure', {
    ...seen(wish, requestId),
    p_kind: wish.kind,
    p_reason: wish.reason,
    p_expected_days: wish.days,
  })

export const endSpecial = (wish: Seen & { note: string }, requestId: string) =>
  rpc<ApplicationSummary>('end_special_procedure', { ...seen(wish, requestId), p_note: wish.note })

export interface ExtensionWish extends Seen {
  days: number
  reason: string
}

const extension = (wish: ExtensionWish, requestId: string) => ({
  ...seen(wish, requestId),
  p_days: wish.days,
  p_reason: wish.reason,
})

export const requestExtension = (wish: ExtensionWish, requestId: string) =>
  rpc<ApplicationSummary>('request_extension', extension(wish, requestId))

export const extendDecision = (wish: ExtensionWish, requestId: string) =>
  rpc<ApplicationSummary>('extend_decision', extension(wish, requestId))

export const refuseExtension = (wish: Seen & { reason: string }, requestId: string) =>
  rpc<ApplicationSummary>('refuse_extension', { ...seen(wish, requestId), p_reason: wish.reason })

/** The day that an extension of so many working days would write. */
export const previewExtension = (id: string, days: number, signal?: AbortSignal) =>
  rpc<ExtensionPreview>('preview_extension', { p_application_id: id, p_days: days }, signal)

export interface Department {
  code: string
  name: string
  short_name: string
}

/** Departments that can be asked for their part. */
export async function listDepartments(signal: AbortSignal): Promise<Department[]> {
  const { data, error, status } = await supabase
    .from('departments')
    .select('code, name, short_name')
    .order('position')
    .abortSignal(signal)
  if (error) throw toServerAppError(error, status)
  return data
}

/** The day that a limit of so many working days would end, if it began now. */
export const previewWorkingDays = (days: number, department: string | null, signal?: AbortSignal) =>
  rpc<WorkingDaysPreview>('preview_working_days', { p_days: days, p_department: department }, signal)

export interface RevealWish {
  id: string
  field: string
  reason: string
}

/** One covered value whole; that it was seen, by whom and why is written down. */
export const revealPersonalData = (wish: RevealWish, requestId: string) =>
  rpc<RevealedValue>('reveal_personal_data', {
    p_application_id: wish.id,
    p_field: wish.field,
    p_reason: wish.reason,
    p_request_id: requestId,
  })

export const getItemGuide = (code: string, signal?: AbortSignal) =>
  rpc<ItemGuide>('get_item_guide', { p_code: code }, signal)
