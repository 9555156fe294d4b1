import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ApplicationDetail } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { getReceipt } from './api'
import { useApplicationChanged } from './hooks'
import {
  answerCorrection,
  calendarDays,
  type Group,
  listApplications,
  PAGE,
  rate,
  receiveResult,
  type Seen,
  withdraw,
} from './progress-api'
import { type RulerFacts, rulerSpan } from './ruler'

/** A list of applications of one enterprise (null: all of the person's), read on as one scrolls. */
export function useApplicationList(enterprise: string | null, group: Group, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.applications, enterprise, group],
    queryFn: ({ pageParam, signal }) => listApplications(enterprise, group, pageParam, signal),
    initialPageParam: null as Seen | null,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last[last.length - 1]),
    enabled,
    select: (data) => data.pages.flat(),
  })
}

/** When it would be done if it were accepted today; asked only while no limit runs. */
export function useIfAcceptedToday(detail: ApplicationDetail | undefined) {
  const waits = detail !== undefined && ['submitted', 'correcting', 'resubmitted'].includes(detail.state)
  const id = detail?.id ?? ''
  return useQuery({
    // Apart from the receipt that a person keeps: this answer is of today and grows old.
    queryKey: [...keys.receipt(id), 'today'],
    queryFn: ({ signal }) => getReceipt(id, signal),
    enabled: waits,
    staleTime: 10 * 60_000,
    select: (receipt) => receipt.promised_if_accepted_today,
  }).data
}

/** The calendar that the ruler needs; nothing is asked without facts to draw. */
export function useCalendar(facts: RulerFacts | null) {
  const span = facts && rulerSpan(facts)
  return useQuery({
    queryKey: ['calendar', span?.from, span?.to],
    queryFn: ({ signal }) => calendarDays(span?.from ?? '', span?.to ?? '', signal),
    enabled: span !== null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}

/** Takes the application back. */
export function useWithdraw(id: string) {
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: (reason: string) => withdraw(id, reason, request.of(reason)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => changed(id),
  })
}

/** Sends the answer to a correction. */
export function useAnswerCorrection(id: string) {
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: (answers: Answers) => answerCorrection(id, answers, request.of(answers)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      // Refused or lost: somebody else may have answered meanwhile; the page shows what is.
      if (error) void changed(id)
    },
    onSuccess: () => changed(id),
  })
}

/** Opens the result; the first time delivers it. */
export function useReceiveResult(id: string) {
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: () => receiveResult(id, request.of(id)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => changed(id),
  })
}

/** Gives the rating. */
export function useRate(id: string) {
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: (given: { level: number; comment: string }) =>
      rate(id, given.level, given.comment, request.of(given)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => changed(id),
  })
}
