import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newRequestId } from '@/platform/rpc'
import { toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import {
  deleteDraft,
  getApplication,
  getReceipt,
  requestPreCheck,
  type StartWish,
  startApplication,
  submitApplication,
} from './api'

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

/**
 * A request id for one wish: the same over retries (the answer may have been lost on the way back), a new one
 * for a wish with other content or after the server has answered, yes or no.
 */
export function useRequestId() {
  const wish = useRef<{ content: string; id: string } | null>(null)
  return {
    of: (content: unknown): string => {
      const text = JSON.stringify(content)
      if (wish.current?.content !== text) wish.current = { content: text, id: newRequestId() }
      return wish.current.id
    },
    /** The server has decided: the next wish is a new one. */
    settle: (error?: unknown) => {
      if (error === undefined || toAppError(error).code.startsWith('BB')) wish.current = null
    },
  }
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

/** Throws the draft away. */
export function useDeleteDraft(id: string) {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: () => deleteDraft(id, request.of(id)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: async () => {
      client.removeQueries({ queryKey: keys.application(id) })
      await client.invalidateQueries({ queryKey: keys.applications })
      await client.invalidateQueries({ queryKey: keys.home })
    },
  })
}
