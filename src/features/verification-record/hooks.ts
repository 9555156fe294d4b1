import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listenTo } from '@/platform/topic'
import { toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { type ConclusionWish, conclude, getApplication, getAppointment } from './api'

/** One video check, asked anew when the other side changes it. */
export function useCheck(id: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: keys.appointment(id),
    queryFn: ({ signal }) => getAppointment(id, signal),
    enabled: id !== '',
  })
  const known = query.data !== undefined
  useEffect(() => {
    if (!known) return
    const refresh = () => void client.invalidateQueries({ queryKey: keys.appointment(id) })
    return listenTo(`appointment:${id}`, {
      events: { changed: refresh },
      onJoined: (again) => {
        if (again) refresh()
      },
    })
  }, [client, id, known])
  return query
}

/** The application that the check belongs to. */
export function useCheckedApplication(id: string | undefined) {
  return useQuery({
    queryKey: keys.application(id ?? ''),
    queryFn: ({ signal }) => getApplication(id ?? '', signal),
    enabled: id !== undefined,
  })
}

/** Hands the conclusion in; when somebody was first, the newest state is asked for. */
export function useConclude(appointment: string, application: string) {
  const client = useQueryClient()
  const request = useRequestId()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.appointment(appointment) }),
      client.invalidateQueries({ queryKey: keys.schedule }),
      client.invalidateQueries({ queryKey: keys.application(application) }),
      client.invalidateQueries({ queryKey: keys.queue }),
    ])
  return useMutation({
    mutationFn: (wish: ConclusionWish) => conclude(appointment, wish, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: refresh,
    onError: (error) => {
      if (toAppError(error).code.startsWith('BB')) void refresh()
    },
  })
}
