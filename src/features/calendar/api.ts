import { rpc } from '@/platform/rpc'
import type { CalendarDay, CalendarPreview, CalendarYear, DayRule, OpenHours } from '@/shared/contract'

/** What an operator wants of the calendar: the same is first tried and then done. */
export type CalendarWish =
  | { kind: 'days'; days: ({ day: string } & DayRule)[]; reason: string }
  | { kind: 'year'; year: number; notice: string; days: CalendarDay[] }
  | { kind: 'hours'; department: string | null; hours: OpenHours[] | null; from: string; reason: string }

export const getCalendar = (year: number, signal?: AbortSignal) =>
  rpc<CalendarYear>('get_calendar', { p_year: year }, signal)

/** Which due moments would move; changes nothing. */
export function previewCalendar(wish: CalendarWish): Promise<CalendarPreview> {
  switch (wish.kind) {
    case 'days':
      return rpc('preview_calendar_edit', { p_days: wish.days })
    case 'year':
      return rpc('preview_calendar_year', { p_year: wish.year, p_notice: wish.notice, p_days: wish.days })
    case 'hours':
      return rpc('preview_hall_hours', {
        p_department: wish.department,
        p_hours: wish.hours,
        p_from: wish.from,
      })
  }
}

export function changeCalendar(wish: CalendarWish, requestId: string): Promise<CalendarPreview> {
  const p_request_id = requestId
  switch (wish.kind) {
    case 'days':
      return rpc('edit_calendar', { p_days: wish.days, p_reason: wish.reason, p_request_id })
    case 'year':
      return rpc('publish_calendar_year', {
        p_year: wish.year,
        p_notice: wish.notice,
        p_days: wish.days,
        p_request_id,
      })
    case 'hours':
      return rpc('set_hall_hours', {
        p_department: wish.department,
        p_hours: wish.hours,
        p_from: wish.from,
        p_reason: wish.reason,
        p_request_id,
      })
  }
}
