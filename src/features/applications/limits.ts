import type { ApplicationDetail, Clock, LimitUnit } from '@/shared/contract'
import { dateWithWeekday, monthDay, pastWords } from '@/shared/words/dates'
import { type DueWords, dueWords } from '@/shared/words/due'

/** A limit as a number that counts and its unit: 5 个工作日, 半 个工作日, 2 小时. */
export function limitNumber(value: number, unit: LimitUnit): { value: string; unit: string } {
  if (unit === 'half_day') {
    return value === 1 ? { value: '半', unit: '个工作日' } : { value: String(value), unit: '个半天' }
  }
  const word = { working_minute: '分钟', working_hour: '小时', working_day: '个工作日' }[unit]
  return { value: String(value), unit: word }
}

type Row = { name: '承诺' | '法定'; words: DueWords }

export type LimitsView =
  | {
      kind: 'waiting'
      tag: { word: string; tone: 'wait' | 'neutral' }
      promised: { value: string; unit: string }
      statutory: { value: string; unit: string } | null
      /** Until when the window says whether it is accepted or must be corrected. */
      notice: string | null
    }
  | { kind: 'running'; rows: Row[]; from: string | null }
  | { kind: 'ended'; rows: Row[] }

const quiet = (left: string): DueWords => ({ left, moment: '', tone: 'quiet' })

/** After the decision: in time, or late and by when it should have been. The clock counts no more. */
function endedWords(clock: Clock, now: number): DueWords {
  if (clock.state === 'met') return quiet('按时办完')
  if (clock.due_at === null) return quiet('放假安排没公布，没算到期日')
  return { left: '没按时办完', moment: `应在${dateWithWeekday(clock.due_at, now)}前`, tone: 'late' }
}

/** What the limits card says; null for what was never filed or was taken back. */
export function limitsView(detail: ApplicationDetail, now: number): LimitsView | null {
  const { promised, statutory, limits, state } = detail
  if (!promised || state === 'draft' || state === 'withdrawn') return null
  if (promised.state === 'not_started') {
    const { statutory_value: value, statutory_unit: unit } = limits
    return {
      kind: 'waiting',
      tag:
        state === 'correcting'
          ? { word: '等你补正，没开始走', tone: 'wait' }
          : { word: '受理后开始走', tone: 'neutral' },
      promised: limitNumber(limits.promised_value, limits.promised_unit),
      statutory: value !== null && unit !== null ? limitNumber(value, unit) : null,
      notice: detail.notice?.due_at ? dateWithWeekday(detail.notice.due_at, now) : null,
    }
  }
  const clocks: ['承诺' | '法定', Clock | null][] = [
    ['承诺', promised],
    ['法定', statutory],
  ]
  const rows = (words: (clock: Clock, now: number) => DueWords): Row[] =>
    clocks.flatMap(([name, clock]) => (clock ? [{ name, words: words(clock, now) }] : []))
  if (detail.decision) return { kind: 'ended', rows: rows(endedWords) }
  return { kind: 'running', rows: rows(dueWords), from: startSentence(detail, now) }
}

/** How the limit is counted: days from the day after acceptance, hours from the minute of it. */
function startSentence(detail: ApplicationDetail, now: number): string | null {
  if (!detail.accepted_at) return null
  const inDays = detail.limits.promised_unit === 'working_day'
  return inDays
    ? `${monthDay(detail.accepted_at, now)}受理，次日起算，周末和放假不算。`
    : `${pastWords(detail.accepted_at, now)} 受理，只算上班时间。`
}
