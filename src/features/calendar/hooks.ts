import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CalendarPreview } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { type CalendarWish, changeCalendar, getCalendar, previewCalendar } from './api'

/** One year of the calendar, with its edits. */
export function useCalendar(year: number) {
  return useQuery({
    queryKey: keys.calendarYear(year),
    queryFn: ({ signal }) => getCalendar(year, signal),
  })
}

export interface CalendarChange {
  /** What the wish would move; of the wish that was tried last. */
  preview: CalendarPreview | null
  done: CalendarPreview | null
  error: AppError | null
  busy: 'preview' | 'change' | null
  tryOut: (wish: CalendarWish) => void
  confirm: (wish: CalendarWish) => void
  /** The wish has changed: what was tried says nothing about it any more. */
  forget: () => void
}

/** Tries an edit of the calendar, then does it. A retry after a lost answer is the same wish. */
export function useCalendarChange(): CalendarChange {
  const client = useQueryClient()
  const request = useRequestId()
  const preview = useMutation({ mutationFn: previewCalendar })
  const change = useMutation({
    mutationFn: (wish: CalendarWish) => changeCalendar(wish, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () =>
      Promise.all(
        [keys.calendar, keys.queue, keys.applications].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
  const busy = preview.isPending ? 'preview' : change.isPending ? 'change' : null
  const error = change.error ?? preview.error
  return {
    preview: preview.data ?? null,
    done: change.data ?? null,
    error: error ? toAppError(error) : null,
    busy,
    tryOut: (wish) => {
      if (busy) return
      change.reset()
      preview.mutate(wish)
    },
    confirm: (wish) => {
      if (!busy) change.mutate(wish)
    },
    forget: () => {
      if (busy) return
      preview.reset()
      change.reset()
    },
  }
}
