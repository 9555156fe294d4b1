import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AppError, toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import * as api from './api'

/** The application under review. */
export function useReviewed(id: string) {
  return useQuery({
    queryKey: keys.application(id),
    queryFn: ({ signal }) => api.getApplication(id, signal),
    enabled: id !== '',
  })
}

function useChanged() {
  const client = useQueryClient()
  return (id: string) =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.application(id) }),
      client.invalidateQueries({ queryKey: keys.queue }),
      client.invalidateQueries({ queryKey: keys.applications }),
    ])
}

const moveKey = (application: string) => ['move', application]

/** Codes that say: a colleague was faster, and the page has fetched what is by now. */
export const OVERTAKEN: readonly string[] = ['BB005', 'BB006']

/**
 * What a move that came too late was answered with. The fresh state often takes its buttons off the screen, and
 * their error with them: this one stays until the next move, so that the person learns why everything changed.
 */
export function useOvertaken(application: string): AppError | null {
  const [since] = useState(() => Date.now())
  const moves = useMutationState({
    filters: { mutationKey: moveKey(application) },
    select: ({ state }) => ({ error: state.error, at: state.submittedAt }),
  })
  const last = moves[moves.length - 1]
  if (!last?.error || last.at < since) return null
  const error = toAppError(last.error)
  return OVERTAKEN.includes(error.code) ? error : null
}

/**
 * One move of the desk. A second tap while it is under way does nothing; a retry after a lost answer is the same
 * wish; a refusal refreshes, because most often a colleague was faster.
 */
function useMove<W>(application: string, send: (wish: W, requestId: string) => Promise<unknown>) {
  const request = useRequestId()
  const changed = useChanged()
  const mutation = useMutation({
    mutationKey: moveKey(application),
    mutationFn: (wish: W) => send(wish, request.of(wish)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      if (error) void changed(application)
    },
    onSuccess: () => changed(application),
  })
  return {
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
    // Not mutate's own callback: it is dropped when the fresh state takes these buttons off the screen.
    run: (wish: W, done?: () => void) => {
      if (mutation.isPending) return
      mutation.mutateAsync(wish).then(
        () => done?.(),
        () => undefined,
      )
    },
  }
}

export type Move<W> = ReturnType<typeof useMove<W>>

export const useTake = (id: string) => useMove(id, api.takeApplication)
export const useAccept = (id: string) => useMove(id, api.acceptApplication)
export const useIssueCorrection = (id: string) => useMove(id, api.issueCorrection)
export const useDecline = (id: string) => useMove(id, api.declineApplication)
export const useApprove = (id: string) => useMove(id, api.approveApplication)
export const useDeny = (id: string) => useMove(id, api.denyApplication)
export const useIssueResult = (id: string) => useMove(id, api.issueResult)
export const useAnswerPreCheck = (id: string) => useMove(id, api.answerPreCheck)
export const useCreateTask = (id: string) => useMove(id, api.createTask)
export const useTakeTask = (id: string) => useMove(id, api.takeTask)
export const useFinishTask = (id: string) => useMove(id, api.finishTask)
export const useStartSpecial = (id: string) => useMove(id, api.startSpecial)
export const useEndSpecial = (id: string) => useMove(id, api.endSpecial)
export const useRequestExtension = (id: string) => useMove(id, api.requestExtension)
export const useExtendDecision = (id: string) => useMove(id, api.extendDecision)
export const useRefuseExtension = (id: string) => useMove(id, api.refuseExtension)

/** What an extension of so many days would do, before it is confirmed. */
export function useExtensionPreview(id: string, days: number, enabled: boolean) {
  return useQuery({
    queryKey: ['extension', id, days],
    queryFn: ({ signal }) => api.previewExtension(id, days, signal),
    enabled,
    staleTime: 60_000,
  })
}

/** Departments by their order in the county. */
export function useDepartments(enabled: boolean) {
  return useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => api.listDepartments(signal),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/**
 * When a correction that is asked for now would be due, by the hours of the department whose case it is; null
 * until that is known, and past the last published calendar.
 */
export function useCorrectionDue(days: number, departmentName: string, enabled: boolean): string | null {
  const departments = useDepartments(enabled).data
  const code = departments?.find(({ name }) => name === departmentName)?.code ?? null
  const preview = useQuery({
    queryKey: ['working-days', days, code],
    queryFn: ({ signal }) => api.previewWorkingDays(days, code, signal),
    enabled: enabled && departments !== undefined,
    // It counts from now: what a page left open says must not stay from yesterday.
    staleTime: 60_000,
    refetchInterval: 10 * 60_000,
  })
  return preview.data?.due_at ?? null
}

/** What the result of an item is called (食品经营许可证); empty until known. */
export function useResultName(itemCode: string): string {
  const guide = useQuery({
    queryKey: keys.item(itemCode),
    queryFn: ({ signal }) => api.getItemGuide(itemCode, signal),
    enabled: itemCode !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  return guide.data?.result.name ?? ''
}
