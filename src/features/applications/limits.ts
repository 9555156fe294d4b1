import type { ApplicationDetail, ClockName, LegalClock, LimitUnit } from '@/shared/contract'
import { dateWithWeekday, monthDay, pastWords } from '@/shared/words/dates'
import type { DueWords } from '@/shared/words/due'
import { extensionGivenBy, LIMIT_NAMES } from '@/shared/words/limits'
import { clockParts } from './clock-parts'

/** A limit as a number that counts and its unit: 5 个工作日, 半 个工作日, 2 小时. */
export function limitNumber(value: number, unit: LimitUnit): { value: string; unit: string } {
  if (unit === 'half_day') {
    return value === 1 ? { value: '半', unit: '个工作日' } : { value: String(value), unit: '个半天' }
  }
  const word = { working_minute: '分钟', working_hour: '小时', working_day: '个工作日' }[unit]
  return { value: String(value), unit: word }
}

/** One clock of the card: how it stands, where it is written, what follows if it lapses. */
export interface LimitRow {
  key: ClockName
  name: string
  words: DueWords
  basis: string
  /** Null once it has ended: nothing follows any more. */
  lapse: string | null
}

export type LimitsView =
  | {
      kind: 'waiting'
      tag: { word: string; tone: 'wait' | 'neutral' }
      promised: { value: string; unit: string }
      statutory: { value: string; unit: string } | null
      /** Until when the window says whether it is accepted or must be corrected. */
      notice: LimitRow | null
    }
  /** The clock that counts now stands first. */
  | { kind: 'running'; rows: LimitRow[]; from: string | null }
  | { kind: 'ended'; rows: LimitRow[] }

const quiet = (left: string): DueWords => ({ left, moment: '', tone: 'quiet' })

/** After the end: in time, or late and by when it should have been. The clock counts no more. */
function endedWords(key: ClockName, clock: LegalClock, now: number): DueWords {
  const done = key === 'delivery' ? '送达' : '办完'
  if (clock.state === 'met') return quiet(`按时${done}`)
  if (clock.due_at === null) return quiet('放假安排没公布，没算到期日')
  return { left: `没按时${done}`, moment: `应在${dateWithWeekday(clock.due_at, now)}前`, tone: 'late' }
}

function rowOf(key: ClockName, clock: LegalClock | null, ended: boolean, now: number): LimitRow[] {
  if (!clock) return []
  const words = ended ? endedWords(key, clock, now) : clockParts(clock, now)
  // The database speaks to both sides of 申请人; on this page that is the reader.
  const lapse = ended ? null : clock.lapse.replace('申请人', '你')
  return [{ key, name: LIMIT_NAMES[key], words, basis: clock.basis, lapse }]
}

/** What the limits card says; null for what was never filed or was taken back. */
export function limitsView(detail: ApplicationDetail, now: number): LimitsView | null {
  const { promised, statutory, delivery, notice, limits, state } = detail
  if (!promised || state === 'draft' || state === 'withdrawn') return null
  if (promised.state === 'not_started') {
    return {
      kind: 'waiting',
      tag:
        state === 'correcting'
          ? { word: '等你补正，没开始走', tone: 'wait' }
          : { word: '受理后开始走', tone: 'neutral' },
      promised: limitNumber(limits.promised_value, limits.promised_unit),
      statutory: limitNumber(limits.statutory_value, limits.statutory_unit),
      notice: rowOf('notice', notice, false, now)[0] ?? null,
    }
  }
  const decided = detail.decision !== null
  const rows = [
    ...rowOf('promised', promised, decided, now),
    ...rowOf('statutory', statutory, decided, now),
    ...rowOf('delivery', delivery, state !== 'approved', now),
  ]
  if (decided && !(state === 'approved' && delivery)) return { kind: 'ended', rows }
  const first = rows.filter((row) => row.key === detail.binding)
  return {
    kind: 'running',
    rows: [...first, ...rows.filter((row) => row.key !== detail.binding)],
    from: decided ? null : startSentence(detail, now),
  }
}

/** How the limit is counted: days from the day after acceptance, hours from the minute of it. */
function startSentence(detail: ApplicationDetail, now: number): string | null {
  if (!detail.accepted_at) return null
  const inDays = detail.limits.promised_unit === 'working_day'
  return inDays
    ? `${monthDay(detail.accepted_at, now)}受理，次日起算，周末和放假不算。`
    : `${pastWords(detail.accepted_at, now)} 受理，只算上班时间。`
}

/** What makes a limit stand still or longer, as the applicant was told it. */
export interface TimeNote {
  key: string
  title: string
  lines: string[]
}

/** An open special procedure and a granted extension, each with its reason. */
export function timeNotes(detail: ApplicationDetail, now: number): TimeNote[] {
  const open = detail.special_procedures.find((each) => each.ended_at === null)
  const { extension } = detail
  return [
    ...(open
      ? [
          {
            key: open.id,
            title: `正在${open.kind_name}，时限停着不走`,
            lines: [
              `${pastWords(open.started_at, now)} 起，大约要 ${open.expected_days} 个工作日${
                open.expected_until ? `，${dateWithWeekday(open.expected_until, now)}前后结束` : ''
              }。`,
              `原因：${open.reason}`,
            ],
          },
        ]
      : []),
    ...(extension
      ? [
          {
            key: 'extension',
            title: `法定时限延长了 ${extension.days} 个工作日`,
            lines: [
              `${pastWords(extension.decided_at, now)}，${extensionGivenBy(extension.decided_by, detail.limits.joint)}。承诺的日子不变。`,
              `原因：${extension.reason}`,
            ],
          },
        ]
      : []),
  ]
}
