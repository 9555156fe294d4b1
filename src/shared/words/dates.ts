/**
 * Dates as people say them. The server's moments are absolute; here they become words in Beijing time, whatever
 * the phone's zone is (a trader abroad still reads the hall's clock). China has had one zone and no summer time
 * since 1992, so the offset is a constant.
 */
const BEIJING_MS = 8 * 3600_000
const DAY_MS = 24 * 3600_000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

interface Parts {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
  /** Days since 1970-01-01 in Beijing: two moments of one calendar day have the same. */
  dayNumber: number
}

export function parts(at: string | number): Parts {
  const shifted = new Date((typeof at === 'number' ? at : Date.parse(at)) + BEIJING_MS)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    dayNumber: Math.floor(shifted.getTime() / DAY_MS),
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** 17:30, on the 24-hour clock. */
export function clockTime(at: string): string {
  const p = parts(at)
  return `${p.hour}:${two(p.minute)}`
}

/** 4月7日, with the year in front when it is not the year of `now`. */
export function monthDay(at: string, now: number): string {
  const p = parts(at)
  return `${p.year === parts(now).year ? '' : `${p.year}年`}${p.month}月${p.day}日`
}

/** 4月7日（周二）: a date to act on carries its weekday. */
export function dateWithWeekday(at: string, now: number): string {
  return `${monthDay(at, now)}（${WEEKDAYS[parts(at).weekday]}）`
}

/** 今天, 明天, 后天, 昨天, 前天, or null when none is true. */
export function nearDay(at: string, now: number): string | null {
  const distance = parts(at).dayNumber - parts(now).dayNumber
  return { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }[String(distance)] ?? null
}

/** 今天 11:05, 明天 10:00 or 4月3日（周五）10:00. */
export function momentWords(at: string, now: number): string {
  const near = nearDay(at, now)
  return near ? `${near} ${clockTime(at)}` : `${dateWithWeekday(at, now)}${clockTime(at)}`
}

/** A moment in a history: 今天 11:05, 昨天 16:40, 3月31日 16:40. Past days need no weekday. */
export function pastWords(at: string, now: number): string {
  const near = nearDay(at, now)
  return `${near ?? monthDay(at, now)} ${clockTime(at)}`
}

/** The calendar day 2026-04-07 of a moment, in Beijing; what date inputs and SQL dates use. */
export function isoDay(at: string | number): string {
  const p = parts(at)
  return `${p.year}-${two(p.month)}-${two(p.day)}`
}

/** 周二 of a calendar day written 2026-04-07. */
export function weekdayOf(day: string): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
}

/** A calendar day (2026-04-07) moved by n days. */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10)
}
