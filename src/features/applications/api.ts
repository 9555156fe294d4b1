import { rpc } from '@/platform/rpc'
import type { ApplicationDetail, ApplicationSummary, Receipt } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'

export interface StartWish {
  enterpriseId: string
  itemCode: string
  situationAnswers: Answers
}

/** Begins a draft; an open one of the same item and enterprise is given again. */
export const startApplication = (wish: StartWish, requestId: string) =>
  rpc<{ id: string }>('start_application', {
    p_enterprise_id: wish.enterpriseId,
    p_item_code: wish.itemCode,
    p_situation_answers: wish.situationAnswers,
    p_request_id: requestId,
  })

/** Everything about one application. */
export const getApplication = (id: string, signal?: AbortSignal) =>
  rpc<ApplicationDetail>('get_application', { p_id: id }, signal)

/** Changed answers of a draft; null takes one back. */
export type Changes = Record<string, string | null>

export interface SaveAnswer {
  draft_revision: number
  saved_at: string
  answers: Answers
}

/** Saves what changed, however incomplete. */
export const saveDraft = (id: string, changes: Changes, situations: Answers | null, requestId: string) =>
  rpc<SaveAnswer>('save_draft', {
    p_application_id: id,
    p_answers: changes,
    p_situation_answers: situations,
    p_request_id: requestId,
  })

/** Asks the helper officer to look the draft over. */
export const requestPreCheck = (id: string, requestId: string) =>
  rpc<ApplicationSummary>('request_pre_check', { p_application_id: id, p_request_id: requestId })

/** Files the draft. */
export const submitApplication = (id: string, consent: boolean, requestId: string) =>
  rpc<Receipt>('submit_application', {
    p_application_id: id,
    p_consent: consent,
    p_request_id: requestId,
  })

export const getReceipt = (id: string, signal?: AbortSignal) =>
  rpc<Receipt>('get_receipt', { p_id: id }, signal)

/** Throws a draft away with all that hangs on it. */
export const deleteDraft = (id: string, requestId: string) =>
  rpc<{ id: string }>('delete_draft', { p_application_id: id, p_request_id: requestId })
