import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { isoDay } from '@/shared/words/dates'
import { closeSlot, mySchedule, mySlots, type OpenWish, openSlots } from './api'
import { DAYS_AHEAD } from './model'

const slotsKey = ['my-slots'] as const

/** Slots of the days that the schedule can show; one request for all of them. */
export function useMySlots(enabled: boolean) {
  const today = isoDay(Date.now())
  return useQuery({
    queryKey: [...slotsKey, today],
    queryFn: ({ signal }) => mySlots(today, DAYS_AHEAD, signal),
    enabled,
  })
}

/** The video checks of a day. */
export function useDay(day: string, enabled = true) {
  return useQuery({
    queryKey: keys.scheduleDay(day),
    queryFn: ({ signal }) => mySchedule(day, signal),
    enabled,
  })
}

/** Opens a stretch of time as slots. */
export function useOpenSlots() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (wish: OpenWish) => openSlots(wish, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => client.invalidateQueries({ queryKey: slotsKey }),
  })
}

/** Takes a slot back that nobody has booked; afterwards one sees what is true, also when somebody was quicker. */
export function useCloseSlot() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (slotId: string) => closeSlot(slotId, request.of(slotId)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      return Promise.all([
        client.invalidateQueries({ queryKey: slotsKey }),
        client.invalidateQueries({ queryKey: keys.schedule }),
      ])
    },
  })
}
