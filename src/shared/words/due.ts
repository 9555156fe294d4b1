import type { Clock, LimitUnit } from '@/shared/contract'
import { clockTime, dateWithWeekday, nearDay } from './dates'

/** A limit as the guide writes it: 5 个工作日, 2 小时 (hours and minutes are working time). */
export function limitWords(value: number, unit: LimitUnit): string {
  if (unit === 'half_day') return value === 1 ? '半个工作日' : `${value} 个半天`
  return `${value} ${{ working_minute: '分钟', working_hour: '小时', working_day: '个工作日' }[unit]}`
}

/** 立等可取 for what is done on the spot, 承诺 2 小时 otherwise. */
export function promiseWords(handling: 'immediate' | 'promised', value: number, unit: LimitUnit): string {
  return handling === 'immediate' ? '立等可取' : `承诺 ${limitWords(value, unit)}`
}

/** Working minutes in words: 5 小时 25 分, 55 分. Never "0 分": less than a minute is 不到 1 分钟. */
export function minutesWords(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes))
  if (whole === 0) return '不到 1 分钟'
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 ? `${rest} 分` : ''].filter(Boolean).join(' ')
}

export interface DueWords {
  /** 还剩 3 个工作日, 还剩 5 小时 25 分, 超时 1 小时 35 分, 没开始走 … */
  left: string
  /** 4月7日（周二）17:30 前; empty where no moment is known. */
  moment: string
  tone: 'plain' | 'soon' | 'late' | 'quiet'
}

/** Under this many working minutes left, staff see the row in amber. */
export const SOON_MINUTES = 120

/**
 * A clock in words: what is left in working time and the moment, as two parts that may wrap between them.
 * A limit that does not run says so; one whose calendar is not published yet is never guessed.
 */
export function dueWords(clock: Clock, now: number): DueWords {
  if (clock.state === 'met') return { left: '已按时办完', moment: '', tone: 'quiet' }
  if (clock.state === 'not_started') {
    return { left: `${limitWords(clock.limit_value, clock.limit_unit)}，没开始走`, moment: '', tone: 'quiet' }
  }
  if (clock.state === 'stopped') {
    const left =
      clock.left_minutes === null && !clock.left_days
        ? limitWords(clock.limit_value, clock.limit_unit)
        : `还剩 ${leftWords(clock)}`
    const by = clock.stopped_by ? `因${clock.stopped_by}` : ''
    return { left: `${left}，${by}停着没走`, moment: '', tone: 'quiet' }
  }
  if (clock.unknown || clock.due_at === null) {
    return {
      left: limitWords(clock.limit_value, clock.limit_unit),
      moment: '放假安排还没公布，暂时算不出哪天到期',
      tone: 'plain',
    }
  }
  const moment =
    `${nearDay(clock.due_at, now) ?? dateWithWeekday(clock.due_at, now)} ${clockTime(clock.due_at)} 前`.replace(
      '） ',
      '）',
    )
  if (clock.state === 'late') {
    return { left: `超时 ${lateWords(clock)}`, moment: moment.replace(/ 前$/, ' 到期'), tone: 'late' }
  }
  return {
    left: `还剩 ${leftWords(clock)}`,
    moment,
    tone: (clock.left_minutes ?? 0) < SOON_MINUTES ? 'soon' : 'plain',
  }
}

function leftWords(clock: Clock): string {
  if (clock.left_days && clock.left_days > 0) return `${clock.left_days} 个工作日`
  return minutesWords(clock.left_minutes ?? 0)
}

function lateWords(clock: Clock): string {
  const days = Math.abs(clock.left_days ?? 0)
  return days >= 1 ? `${days} 个工作日` : minutesWords(clock.left_minutes ?? 0)
}
