import type { AppointmentDetail, AppointmentSummary, Finding } from '@/shared/contract'
import type { Tone } from '@/shared/ui/Tag'
import { clockTime, dateWithWeekday, momentWords } from '@/shared/words/dates'
import { CONCLUSION_WORDS, VERDICT_WORDS } from '@/shared/words/verification'

interface Word {
  word: string
  tone: Tone
}

/** The appointment as a tag: 已约好, 已取消, or its conclusion. */
export function appointmentWord(appointment: Pick<AppointmentSummary, 'state' | 'conclusion'>): Word {
  if (appointment.conclusion) return CONCLUSION_WORDS[appointment.conclusion]
  const words: Record<AppointmentSummary['state'], Word> = {
    booked: { word: '已约好', tone: 'go' },
    cancelled: { word: '已取消', tone: 'neutral' },
    done: { word: '已核查', tone: 'done' },
    missed: { word: '没核查成', tone: 'late' },
  }
  return words[appointment.state]
}

/** 明天 10:00–10:30, 4月3日（周五）10:00–10:30. */
export function spanWords({ starts_at, ends_at }: AppointmentSummary, now: number): string {
  return `${momentWords(starts_at, now)}–${clockTime(ends_at)}`
}

/** Minutes of a check, for 约 30 分钟. */
export function lengthMinutes(starts: string, ends: string): number {
  return Math.round((Date.parse(ends) - Date.parse(starts)) / 60_000)
}

/** 约 4月3日（周五）10:00: the button says what it does, always with the date. */
export function bookWords(starts: string, now: number): string {
  return `${dateWithWeekday(starts, now)}${clockTime(starts)}`
}

/** A point's verdict; one without is said to be still open. */
export function verdictWord(finding: Finding | undefined): Word {
  return finding ? VERDICT_WORDS[finding.verdict] : { word: '还没看', tone: 'neutral' }
}

/** 5 处都符合; 1 处要整改，1 处没看清. */
export function findingsSentence({
  findings,
  check_points,
}: Pick<AppointmentDetail, 'findings' | 'check_points'>) {
  const count = (verdict: Finding['verdict']) => findings.filter((each) => each.verdict === verdict).length
  const fix = count('fix')
  const unclear = count('unclear')
  if (fix === 0 && unclear === 0) return `${check_points.length} 处都符合`
  return [fix > 0 ? `${fix} 处要整改` : '', unclear > 0 ? `${unclear} 处没看清` : '']
    .filter(Boolean)
    .join('，')
}

/** What to have ready for any check by video. */
export const PREPARE = [
  '手机电量一半以上，用店里 Wi-Fi 或信号好的地方',
  '打开要看的地方的灯，清出走道',
  '营业执照和要看的证件放手边',
]
