import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { saveText } from '@/platform/save-text'
import { signOut } from '@/platform/sign-in'
import { AppError, toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { lineWords } from '@/shared/words/offline'
import * as api from './api'
import { forgetConsent } from './consent'
import { ownDataText } from './own-data-text'

/** Who saw my data whole, read on as one asks for more. */
export function useAccessLog() {
  return useInfiniteQuery({
    queryKey: keys.accessLog,
    queryFn: ({ pageParam, signal }) => api.accessLog(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < api.PAGE ? undefined : last[last.length - 1]?.id),
    select: (data) => data.pages.flat(),
  })
}

/** Fetches everything kept about me and hands it over as a file. */
export function useExport() {
  return useMutation({
    mutationFn: async () => {
      const data = await api.exportMyData().catch((error: unknown) => {
        // Nothing was typed here that could be safe.
        const { code, message } = toAppError(error)
        if (code !== 'offline') throw error
        throw new AppError(code, `${lineWords({ message })}，没导出来`, '连上网再点一次')
      })
      return saveText(`我的数据-${String(data.exported_at).slice(0, 10)}.txt`, ownDataText(data))
    },
  })
}

export function useCancellation() {
  return useQuery({
    queryKey: keys.cancellation,
    queryFn: ({ signal }) => api.previewCancellation(signal),
    // What one has just settled elsewhere must not stand in the way here.
    staleTime: 0,
  })
}

/**
 * Ends the account, and the session on this device with it. `onDone` is the hook's own: without a session the page
 * asks to sign in, and what a component would have done afterwards went with it.
 */
export function useCancelAccount(onDone: () => void) {
  const request = useRequestId()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (confirm: string) => {
      const answer = await api.cancelAccount(confirm, request.of(confirm))
      await signOut()
      return answer
    },
    onSuccess: onDone,
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      // Refused: what stands against it has changed since it was listed.
      if (error) void client.invalidateQueries({ queryKey: keys.cancellation })
    },
  })
}

/** Takes the consent back and ends the session here too. `onDone` is the hook's own, as for the cancellation. */
export function useWithdrawConsent(onDone: () => void) {
  const request = useRequestId()
  return useMutation({
    mutationFn: async () => {
      await api.withdrawConsent(request.of('withdraw'))
      // Before the sign-out: from here on this device signs nobody in by itself.
      forgetConsent()
      await signOut()
    },
    onSuccess: onDone,
    onSettled: (_data, error) => request.settle(error ?? undefined),
  })
}
