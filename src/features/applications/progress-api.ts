import { toServerAppError } from '@/platform/errors'
import { rpc } from '@/platform/rpc'
import { supabase } from '@/platform/supabase'
import type { ApplicationSummary, FileRef } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'
import type { CalendarDays } from './ruler'

export type Group = 'open' | 'drafts' | 'done'

/** Rows a page of a list. */
export const PAGE = 20

/** The last row seen, behind which the next page begins. */
export type Seen = Pick<ApplicationSummary, 'id' | 'updated_at'>

/** A page of the caller's applications, newest change first; rows of one moment are told apart by their id. */
export const listApplications = (
  enterprise: string | null,
  group: Group,
  before: Seen | null,
  signal?: AbortSignal,
) =>
  rpc<ApplicationSummary[]>(
    'list_applications',
    {
      p_enterprise_id: enterprise,
      p_group: group,
      p_before: before?.updated_at ?? null,
      p_before_id: before?.id ?? null,
      p_limit: PAGE,
    },
    signal,
  )

/** Takes back what was filed and is not decided yet. */
export const withdraw = (id: string, reason: string, requestId: string) =>
  rpc<ApplicationSummary>('withdraw_application', {
    p_application_id: id,
    p_reason: reason,
    p_request_id: requestId,
  })

/** Sends the whole answer to a correction; files and fields were saved before. */
export const answerCorrection = (id: string, answers: Answers, requestId: string) =>
  rpc<ApplicationSummary>('answer_correction', {
    p_application_id: id,
    p_answers: answers,
    p_request_id: requestId,
  })

/** The file of the result; opening it for the first time is its delivery (送达). */
export const receiveResult = (id: string, requestId: string) =>
  rpc<FileRef>('receive_result', { p_application_id: id, p_request_id: requestId })

/** 好差评, once: 5 非常满意 … 1 非常不满意. */
export const rate = (id: string, level: number, comment: string, requestId: string) =>
  rpc<{ level: number }>('rate_application', {
    p_application_id: id,
    p_level: level,
    p_comment: comment,
    p_request_id: requestId,
  })

/** The exceptions of the working calendar between two days. */
export async function calendarDays(from: string, to: string, signal: AbortSignal): Promise<CalendarDays> {
  const { data, error, status } = await supabase
    .from('calendar_days')
    .select('day, working')
    .gte('day', from)
    .lte('day', to)
    .abortSignal(signal)
  if (error) throw toServerAppError(error, status)
  return new Map(data.map((row) => [row.day, row.working]))
}
