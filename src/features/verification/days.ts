import type { SlotDay } from '@/shared/contract'
import type { DayChoice } from '@/shared/ui/Days'
import type { SlotChoice } from '@/shared/ui/Slots'
import { clockTime, isoDay, weekdayOf } from '@/shared/words/dates'

/** Days that fit side by side on the narrowest phone. */
const SHOWN = 5
/** How far ahead is asked for: five open days and the longest holiday. */
export const DAYS_AHEAD = 21

const shortDate = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
const chineseDate = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** The next open days: working days on which the officer has slots, taken ones included. */
export function openDays(days: SlotDay[]): SlotDay[] {
  return days.filter((day) => day.slots.length > 0).slice(0, SHOWN)
}

/** An open day as it is chosen: 周五 4/3 剩 4. */
export function dayChoice(day: SlotDay, now: number): DayChoice {
  return {
    key: day.day,
    weekday: day.day === isoDay(now) ? '今天' : weekdayOf(day.day),
    date: shortDate(day.day),
    word: day.free > 0 ? `剩 ${day.free}` : '约满',
    full: day.free === 0,
  }
}

/** The first day with something free, else the first at all. */
export function firstDay(days: SlotDay[]): string | null {
  return (days.find((day) => day.free > 0) ?? days[0])?.day ?? null
}

const isWeekend = (day: string) => ['周六', '周日'].includes(weekdayOf(day))

/** 4月4日–6日放假，不核查: rest days between the shown ones that are more than a weekend; null without any. */
export function restNote(all: SlotDay[], shown: SlotDay[]): string | null {
  const last = shown[shown.length - 1]?.day
  if (!last) return null
  const runs: string[][] = []
  for (const { day, working } of all.filter((each) => each.day < last)) {
    const run = runs[runs.length - 1]
    if (working) runs.push([])
    else if (run) run.push(day)
    else runs.push([day])
  }
  const holidays = runs.filter((run) => run.some((day) => !isWeekend(day)))
  if (holidays.length === 0) return null
  const words = holidays.map((run) => {
    const [first] = run
    const end = run[run.length - 1]
    if (end === first) return chineseDate(first)
    const sameMonth = end.slice(0, 7) === first.slice(0, 7)
    return `${chineseDate(first)}–${sameMonth ? `${Number(end.slice(8))}日` : chineseDate(end)}`
  })
  return `${words.join('、')}放假，不核查`
}

export interface HalfDay {
  name: '上午' | '下午'
  slots: SlotChoice[]
}

const NOON = 12

/** A day's slots by half day; an empty half is left out. */
export function halfDays(day: SlotDay): HalfDay[] {
  const slots = day.slots.map((slot) => ({
    key: slot.id,
    time: clockTime(slot.starts_at),
    state: slot.state,
  }))
  const morning = slots.filter((slot) => Number(slot.time.split(':')[0]) < NOON)
  const halves: HalfDay[] = [
    { name: '上午', slots: morning },
    { name: '下午', slots: slots.filter((slot) => !morning.includes(slot)) },
  ]
  return halves.filter((half) => half.slots.length > 0)
}
