import type {
  CalendarDay,
  CalendarEdit,
  CalendarPreview,
  CalendarYear,
  DayRule,
  OpenHours,
} from '@/shared/contract'
import { addDays, clockTime, dateWithWeekday, isoDay, weekdayOf } from '@/shared/words/dates'
import { LIMIT_NAMES } from '@/shared/words/limits'

/** Days in a row that are alike: one line of the year. */
export interface Run {
  from: string
  to: string
  days: number
  working: boolean
  name: string
}

/** The exceptions of a year as lines: 春节 of nine days is one. */
export function runsOf(days: readonly CalendarDay[]): Run[] {
  const runs: Run[] = []
  for (const { day, working, name } of days) {
    const last = runs[runs.length - 1]
    if (last && last.working === working && last.name === name && addDays(last.to, 1) === day) {
      last.to = day
      last.days += 1
    } else runs.push({ from: day, to: day, days: 1, working, name })
  }
  return runs
}

/** 2月15日（周日）. */
export const dayWords = (day: string) =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（${weekdayOf(day)}）`

/** 2月15日（周日）至23日（周一）; the month again only when it is another. */
export function spanWords({ from, to }: Pick<Run, 'from' | 'to'>): string {
  if (from === to) return dayWords(from)
  const last = from.slice(0, 7) === to.slice(0, 7) ? dayWords(to).replace(/^\d+月/, '') : dayWords(to)
  return `${dayWords(from)}至${last}`
}

/** 8:30–12:00，14:00–17:30; null is 跟大厅一样. */
export const hoursWords = (hours: readonly OpenHours[] | null) =>
  hours === null
    ? '跟大厅一样'
    : hours.map(({ opens, closes }) => `${opens.replace(/^0/, '')}–${closes}`).join('，')

/** The hours that somebody has of his own on a day; null where he goes by the hall. */
export function heldHours(
  { hours }: Pick<CalendarYear, 'hours'>,
  department: string | null,
  day: string,
): OpenHours[] | null {
  const held = hours.filter(
    (each) => each.department_code === department && (each.valid_from === null || each.valid_from <= day),
  )
  return held[held.length - 1]?.hours ?? null
}

/** Quarters of an hour from six to ten in the evening. */
export const TIMES: readonly string[] = Array.from({ length: 65 }, (_, n) => {
  const minutes = 6 * 60 + n * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

/** Why a day cannot be open like this; null when it can. */
export function hoursProblem(hours: readonly OpenHours[]): string | null {
  let last = ''
  for (const { opens, closes } of [...hours].sort((a, b) => a.opens.localeCompare(b.opens))) {
    if (opens === '' || closes === '') return '每一段都要选几点到几点'
    if (closes <= opens) return '每一段都要从早到晚'
    if (opens < last) return '几段时间不能重叠'
    last = closes
  }
  return hours.length === 0 ? '至少要有一段' : null
}

export const REASON_MAX = 200

/** Why a reason cannot be sent; null when it can. */
export function reasonProblem(reason: string): string | null {
  if (reason.trim() === '') return '写清为什么改，企业会看到'
  const over = [...reason.trim()].length - REASON_MAX
  return over > 0 ? `最多 ${REASON_MAX} 个字，删掉 ${over} 个` : null
}

/** Whether a day is worked when no notice says otherwise. */
export const workedByWeekday = (day: string) => !['周六', '周日'].includes(weekdayOf(day))

/** Every day from one to the other, with what it shall be. */
export function daysBetween(from: string, to: string, rule: DayRule): ({ day: string } & DayRule)[] {
  const days: ({ day: string } & DayRule)[] = []
  for (let day = from; day <= to && days.length < 120; day = addDays(day, 1)) days.push({ day, ...rule })
  return days
}

/** 承诺 4月8日（周三）→ 4月9日（周四）17:30: what stays the same is said once. */
export function movedWords(moved: CalendarPreview['rows'][number]['moved'][number], now: number): string {
  const at = (moment: string | null) =>
    moment === null ? '算不出' : `${dateWithWeekday(moment, now)}${clockTime(moment)}`
  const { old, new: next } = moved
  const words = (from: string, to: string) => `${LIMIT_NAMES[moved.clock]} ${from} → ${to}`
  if (old === null || next === null) return words(at(old), at(next))
  if (isoDay(old) === isoDay(next)) return words(at(old), clockTime(next))
  if (clockTime(old) === clockTime(next)) return words(dateWithWeekday(old, now), at(next))
  return words(at(old), at(next))
}

/** What an edit moves, in one sentence. */
export function previewWords(preview: CalendarPreview, done = false): string {
  if (preview.applications === 0) return done ? '没有办件的期限变动' : '没有办件的期限会变'
  const parts = [
    preview.later > 0 && `${preview.later} 个推后`,
    preview.earlier > 0 && `${preview.earlier} 个提前`,
    preview.filled > 0 && `${preview.filled} 个算出来了`,
    preview.unknown > 0 && `${preview.unknown} 个暂时算不出`,
  ].filter(Boolean)
  return `${preview.applications} 件办件的期限${done ? '变了' : '会变'}：${parts.join('，')}`
}

/** Days off on weekdays, made-up days, and what is left of them: 13 by the law of holidays. */
export function netDaysOff(days: readonly CalendarDay[]): { off: number; made: number; net: number } {
  const off = days.filter(({ day, working }) => !working && workedByWeekday(day)).length
  const made = days.filter(({ working }) => working).length
  return { off, made, net: off - made }
}
/** 全国年节及纪念日放假办法, since 2025. */
export const STATUTORY_DAYS_OFF = 13

/** What an edit of the history changed, a line each. */
export function editLines(edit: CalendarEdit): string[] {
  if (edit.hours) {
    const { department, before, after, valid_from } = edit.hours
    return [
      `${department ?? '大厅'}从 ${dayWords(valid_from)}起：${hoursWords(before)} → ${hoursWords(after)}`,
    ]
  }
  if (edit.kind === 'year') return [`录入 ${edit.days.length} 天放假和补班`]
  const word = ({ working, name }: DayRule) => `${working ? '上班' : '休息'}${name ? `（${name}）` : ''}`
  return edit.days.map(({ day, before, after }) => `${dayWords(day)}：${word(before)} → ${word(after)}`)
}

/** The year that can be loaded next, null when it is too early. */
export function nextYear({ known_years, today }: Pick<CalendarYear, 'known_years' | 'today'>): number | null {
  const next = (known_years[known_years.length - 1] ?? Number(today.slice(0, 4)) - 1) + 1
  return next <= Number(today.slice(0, 4)) + 1 ? next : null
}

/** Years to look at: what is known, and the one that may come. */
export const yearsOf = (calendar: Pick<CalendarYear, 'known_years' | 'today'>): number[] => {
  const next = nextYear(calendar)
  return next === null ? calendar.known_years : [...calendar.known_years, next]
}
