import type { AppointmentSummary, Slot, SlotDay } from '@/shared/contract'
import type { DayChoice } from '@/shared/ui/Days'
import type { Tone } from '@/shared/ui/Tag'
import { clockTime, dateWithWeekday, isoDay, nearDay, weekdayOf } from '@/shared/words/dates'
import { CONCLUSION_WORDS } from '@/shared/words/verification'

/** Enough calendar days for ten working days and the longest holiday; the server gives no more than 31. */
export const DAYS_AHEAD = 31
const SHOWN_DAYS = 10

/** Noon of a calendar day in Beijing: a moment that words for days can be made of. */
export const noonOf = (day: string): string => `${day}T12:00:00+08:00`

/** 4月3日（周五） of a calendar day. */
export const dayTitle = (day: string, now: number): string => dateWithWeekday(noonOf(day), now)

/** 今天，6 场; 还没人约. */
export function daySub(day: string, checks: number, now: number): string {
  const near = nearDay(noonOf(day), now)
  const count = checks > 0 ? `${checks} 场` : '没有核查'
  return near ? `${near}，${count}` : count
}

export type DayRow =
  | { kind: 'check'; key: string; at: string; appointment: AppointmentSummary }
  | { kind: 'free'; key: string; at: string; slot: Slot }
  | { kind: 'rest'; key: string; at: string }

const REST_FROM = '12:00'
const REST_TO = '14:00'
const sortable = (at: string) => clockTime(at).padStart(5, '0')

/** A day in order: its checks, what is still free, and the hall's noon rest between the two halves. */
export function dayRows(checks: readonly AppointmentSummary[], slots: readonly Slot[]): DayRow[] {
  const rows: DayRow[] = checks.map((appointment) => ({
    kind: 'check',
    key: appointment.id,
    at: appointment.starts_at,
    appointment,
  }))
  for (const slot of slots) {
    if (slot.state === 'free') rows.push({ kind: 'free', key: slot.id, at: slot.starts_at, slot })
  }
  rows.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const noon = rows.findIndex((row) => sortable(row.at) >= REST_TO)
  const before = noon > 0 && sortable(rows[noon - 1].at) < REST_FROM
  if (before) rows.splice(noon, 0, { kind: 'rest', key: 'rest', at: '' })
  return rows
}

/** A check as a tag in the officer's words. */
export function checkTag(check: AppointmentSummary, now: number): { word: string; tone: Tone } {
  if (check.conclusion) return CONCLUSION_WORDS[check.conclusion]
  if (check.state === 'missed') return { word: '没核查成', tone: 'late' }
  if (check.state !== 'booked') return { word: '已取消', tone: 'neutral' }
  if (now < Date.parse(check.starts_at)) return { word: '待开始', tone: 'neutral' }
  if (now < Date.parse(check.ends_at)) return { word: '到时间了', tone: 'go' }
  return { word: '等你写结论', tone: 'wait' }
}

/** The next ten working days, today among them. */
export function workingDays(days: readonly SlotDay[]): SlotDay[] {
  return days.filter((day) => day.working).slice(0, SHOWN_DAYS)
}

/** A working day to choose: 周五 4/3 空 5. */
export function dayChoice(day: SlotDay, now: number): DayChoice {
  const taken = day.slots.filter((slot) => slot.state !== 'free').length
  const word = day.free > 0 ? `空 ${day.free}` : taken > 0 ? '约满' : '没开'
  return {
    key: day.day,
    weekday: day.day === isoDay(now) ? '今天' : weekdayOf(day.day),
    date: `${Number(day.day.slice(5, 7))}/${Number(day.day.slice(8))}`,
    word,
    full: taken + day.free === 0,
  }
}

export const LENGTHS = [20, 30, 45, 60] as const

/** The hall's two halves, as a beginning. */
export const HALVES = [
  { name: '上午', from: '08:30', to: '12:00' },
  { name: '下午', from: '14:00', to: '17:30' },
] as const

/** Quarter hours between which a stretch can be opened. */
export const TIMES: readonly string[] = Array.from({ length: 53 }, (_, n) => {
  const minutes = 7 * 60 + n * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** When each slot of a stretch would begin; what is left over at the end is too short for one. */
export function slotStarts(from: string, to: string, minutes: number): string[] {
  const starts: string[] = []
  for (let at = minutesOf(from); at + minutes <= minutesOf(to); at += minutes) starts.push(timeOf(at))
  return starts
}

/** Why a stretch cannot be opened, at the field it belongs to; null when it can. */
export function stretchProblem(
  wish: { day: string; from: string; to: string; minutes: number },
  now: number,
): { field: 'from' | 'to'; reason: string } | null {
  if (!wish.from) return { field: 'from', reason: '选几点开始' }
  if (!wish.to) return { field: 'to', reason: '选几点结束' }
  if (wish.to <= wish.from) return { field: 'to', reason: '结束要晚于开始' }
  if (slotStarts(wish.from, wish.to, wish.minutes).length === 0) {
    return { field: 'to', reason: `这一段不够 ${wish.minutes} 分钟，放长一点，或选短一点的` }
  }
  if (Date.parse(`${wish.day}T${wish.from}:00+08:00`) <= now) {
    return { field: 'from', reason: '这个时间已经过了，选晚一点的' }
  }
  return null
}

/** 会开 7 个：8:30、9:00 … 11:30. */
export function stretchWords(starts: readonly string[]): string {
  const [first, second] = starts
  const last = starts[starts.length - 1]
  if (starts.length <= 3) return `会开 ${starts.length} 个：${starts.join('、')}`
  return `会开 ${starts.length} 个：${first}、${second} … ${last}`
}

/** The check that the desk opens by itself: the next one to be held or recorded, else the day's last. */
export function firstCheck(checks: readonly AppointmentSummary[], now: number): string | null {
  const booked = checks.filter((each) => each.state === 'booked')
  const next = booked.find((each) => Date.parse(each.ends_at) > now) ?? booked[0]
  return (next ?? checks[checks.length - 1])?.id ?? null
}
