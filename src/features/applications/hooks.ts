import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { currentUserId } from '@/platform/session'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import {
  deleteDraft,
  getApplication,
  getReceipt,
  requestPreCheck,
  type StartWish,
  startApplication,
  submitApplication,
} from './api'
import { finishDraft } from './finish-draft'

/** One application with all its parts. */
export function useApplication(id: string) {
  return useQuery({
    queryKey: keys.application(id),
    queryFn: ({ signal }) => getApplication(id, signal),
    enabled: id !== '',
  })
}

/** The receipt of a filed application. */
export function useReceipt(id: string) {
  return useQuery({
    queryKey: keys.receipt(id),
    queryFn: ({ signal }) => getReceipt(id, signal),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Everything that shows this application anew: itself, the lists, home. */
export function useApplicationChanged() {
  const client = useQueryClient()
  return async (id: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.application(id) }),
      client.invalidateQueries({ queryKey: keys.applications }),
      client.invalidateQueries({ queryKey: keys.home }),
    ])
  }
}

/** Begins (or finds again) a draft; answers with its id. */
export function useStartApplication() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (wish: StartWish) => startApplication(wish, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: ({ id }) => {
      // A draft found again may be older than what this device has seen of it.
      void client.invalidateQueries({ queryKey: keys.application(id) })
      void client.invalidateQueries({ queryKey: keys.applications })
      void client.invalidateQueries({ queryKey: keys.home })
    },
  })
}

/** Asks the helper officer to look the draft over. */
export function useRequestPreCheck(id: string) {
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: () => requestPreCheck(id, request.of(id)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => changed(id),
  })
}

/** Files the draft; the receipt is kept for the next page. */
export function useSubmit(id: string) {
  const client = useQueryClient()
  const request = useRequestId()
  const changed = useApplicationChanged()
  return useMutation({
    mutationFn: (consent: boolean) => submitApplication(id, consent, request.of(consent)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: (receipt) => {
      client.setQueryData(keys.receipt(id), receipt)
      void changed(id)
    },
  })
}

/** Throws the draft away, here and on the server. */
export function useDeleteDraft(id: string) {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: () => deleteDraft(id, request.of(id)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: async () => {
      const user = await currentUserId()
      if (user) finishDraft(user, id)
      client.removeQueries({ queryKey: keys.application(id) })
      await client.invalidateQueries({ queryKey: keys.applications })
      await client.invalidateQueries({ queryKey: keys.home })
    },
  })
}
