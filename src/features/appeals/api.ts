import { rpc } from '@/platform/rpc'
import type {
  AppealDetail,
  AppealKind,
  AppealSummary,
  ApplicationSummary,
  StaffCard,
} from '@/shared/contract'

/** Appeals one may read: of the enterprise, or with null all of them. */
export const listAppeals = (enterpriseId: string | null, signal?: AbortSignal) =>
  rpc<AppealSummary[]>('list_appeals', { p_enterprise_id: enterpriseId }, signal)

export const getAppeal = (id: string, signal?: AbortSignal) =>
  rpc<AppealDetail>('get_appeal', { p_id: id }, signal)

/** The kinds with their guiding templates. */
export const listAppealKinds = (signal?: AbortSignal) => rpc<AppealKind[]>('list_appeal_kinds', {}, signal)

/** Colleagues to whom an appeal can be handed over. */
export const listColleagues = (signal?: AbortSignal) => rpc<StaffCard[]>('list_colleagues', {}, signal)

export interface AppealWish {
  enterpriseId: string
  kind: string
  title: string
  body: string
  applicationId: string | null
  files: { path: string; name: string }[]
}

export const createAppeal = (wish: AppealWish, requestId: string) =>
  rpc<AppealDetail>('create_appeal', {
    p_enterprise_id: wish.enterpriseId,
    p_kind: wish.kind,
    p_title: wish.title,
    p_body: wish.body,
    p_application_id: wish.applicationId,
    p_files: wish.files,
    p_request_id: requestId,
  })

/** Either side adds something; a handler's first word is the contact. */
export const replyAppeal = (id: string, body: string, requestId: string) =>
  rpc<AppealDetail>('reply_appeal', { p_appeal_id: id, p_body: body, p_request_id: requestId })

/** The handler's answer; then it waits for the enterprise. */
export const answerAppeal = (id: string, body: string, rowVersion: number, requestId: string) =>
  rpc<AppealDetail>('answer_appeal', {
    p_appeal_id: id,
    p_body: body,
    p_row_version: rowVersion,
    p_request_id: requestId,
  })

/** Solved closes it, with a rating if one is given; not solved reopens it one tier up. */
export const judgeAppeal = (
  id: string,
  verdict: { solved: boolean; body: string; level: number | null },
  requestId: string,
) =>
  rpc<AppealDetail>('judge_appeal', {
    p_appeal_id: id,
    p_solved: verdict.solved,
    p_body: verdict.body,
    p_level: verdict.level,
    p_request_id: requestId,
  })

export const handOverAppeal = (
  id: string,
  staffId: string,
  note: string,
  rowVersion: number,
  requestId: string,
) =>
  rpc<{ id: string; handler: string }>('hand_over_appeal', {
    p_appeal_id: id,
    p_staff_id: staffId,
    p_note: note,
    p_row_version: rowVersion,
    p_request_id: requestId,
  })

export const escalateAppeal = (id: string, reason: string, rowVersion: number, requestId: string) =>
  rpc<{ id: string }>('escalate_appeal', {
    p_appeal_id: id,
    p_reason: reason,
    p_row_version: rowVersion,
    p_request_id: requestId,
  })

/** Applications that an appeal can be about: under way and done. */
export const listLinkable = async (enterpriseId: string, signal?: AbortSignal) => {
  const lists = await Promise.all(
    (['open', 'done'] as const).map((group) =>
      rpc<ApplicationSummary[]>(
        'list_applications',
        { p_enterprise_id: enterpriseId, p_group: group, p_before: null, p_limit: 20 },
        signal,
      ),
    ),
  )
  return lists.flat()
}
