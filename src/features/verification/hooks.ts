import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listenTo } from '@/platform/topic'
import { toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { book, cancel, change, getAppointment, listSlots } from './api'
import { DAYS_AHEAD } from './days'

const slotsKey = (application: string) => ['slots', application] as const
const appointmentKey = (id: string) => ['appointment', id] as const

/** What may still be booked; always asked anew, as others book too. */
export function useSlots(application: string, from: string | null) {
  return useQuery({
    queryKey: [...slotsKey(application), from],
    queryFn: ({ signal }) => listSlots(application, from ?? '', DAYS_AHEAD, signal),
    enabled: from !== null,
    staleTime: 0,
  })
}

/** One appointment, kept fresh while it is looked at: the officer records points as they talk. */
export function useAppointment(id: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: appointmentKey(id),
    queryFn: ({ signal }) => getAppointment(id, signal),
    enabled: id !== '',
  })
  const known = query.data !== undefined
  useEffect(() => {
    if (!known) return
    const refresh = () => void client.invalidateQueries({ queryKey: appointmentKey(id) })
    return listenTo(`appointment:${id}`, {
      events: { changed: refresh },
      onJoined: (again) => {
        if (again) refresh()
      },
    })
  }, [client, id, known])
  return query
}

/** Everything that shows an appointment of this application. */
function useChanged(application: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.application(application) }),
      client.invalidateQueries({ queryKey: keys.applications }),
      client.invalidateQueries({ queryKey: keys.home }),
      client.invalidateQueries({ queryKey: slotsKey(application) }),
      client.invalidateQueries({ queryKey: ['appointment'] }),
    ])
}

/** The slot is gone: somebody was quicker, or its time has come. */
export const slotGone = (error: unknown) => ['BB010', 'BB011'].includes(toAppError(error).code)

/** Books a slot, or moves the given appointment to it. */
export function useBook(application: string, appointment: string | undefined) {
  const client = useQueryClient()
  const request = useRequestId()
  const changed = useChanged(application)
  return useMutation({
    mutationFn: (slot: string) => {
      const id = request.of([appointment ?? null, slot])
      return appointment ? change(appointment, slot, id) : book(application, slot, id)
    },
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: changed,
    onError: (error) => {
      if (slotGone(error)) void client.invalidateQueries({ queryKey: slotsKey(application) })
      else if (toAppError(error).code.startsWith('BB')) void changed()
    },
  })
}

/** Gives the slot back. */
export function useCancel(application: string, appointment: string) {
  const request = useRequestId()
  const changed = useChanged(application)
  return useMutation({
    mutationFn: (reason: string) => cancel(appointment, reason, request.of(reason)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: changed,
    onError: () => void changed(),
  })
}
