import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/**
 * Dates as people say them. The server's moments are absolute; here they become words in Beijing time, whatever
 * the phone's zone is (a trader abroad still reads the hall's clock). China has had one zone and no summer time
 * since 1992, so the offset is a constant and no time-zone data is shipped.
 */
const BEIJING_HOURS = 8
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

const beijing = (at: string | number): Dayjs => dayjs.utc(at).utcOffset(BEIJING_HOURS)

/** 17:30, on the 24-hour clock. */
export function clockTime(at: string): string {
  return beijing(at).format('H:mm')
}

/** 4月7日, with the year in front when it is not the year of `now`. */
export function monthDay(at: string, now: number): string {
  const day = beijing(at)
  return day.format(day.year() === beijing(now).year() ? 'M月D日' : 'YYYY年M月D日')
}

/** 4月7日（周二）: a date to act on carries its weekday. */
export function dateWithWeekday(at: string, now: number): string {
  return `${monthDay(at, now)}（${WEEKDAYS[beijing(at).day()]}）`
}

/** 今天, 明天, 后天, 昨天, 前天, or null when none is true. */
export function nearDay(at: string, now: number): string | null {
  const distance = beijing(at).startOf('day').diff(beijing(now).startOf('day'), 'day')
  return { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }[String(distance)] ?? null
}

/** 今天 11:05, 明天 10:00 or 4月7日（周二）17:30. */
export function momentWords(at: string, now: number): string {
  const near = nearDay(at, now)
  return near ? `${near} ${clockTime(at)}` : `${dateWithWeekday(at, now)}${clockTime(at)}`
}

/** A moment in a history: 今天 11:05, 昨天 16:40, 3月28日 16:40. Past days need no weekday. */
export function pastWords(at: string, now: number): string {
  return `${nearDay(at, now) ?? monthDay(at, now)} ${clockTime(at)}`
}

/** The calendar day 2026-04-07 of a moment, in Beijing; what date inputs and SQL dates use. */
export function isoDay(at: string | number): string {
  return beijing(at).format('YYYY-MM-DD')
}

/** 周二 of a calendar day written 2026-04-07. */
export function weekdayOf(day: string): string {
  return WEEKDAYS[dayjs.utc(day).day()]
}

/** A calendar day (2026-04-07) moved by n days. */
export function addDays(day: string, n: number): string {
  return dayjs.utc(day).add(n, 'day').format('YYYY-MM-DD')
}
