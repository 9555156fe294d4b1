import type { ApplicationDetail } from '@/shared/contract'
import { dateWithWeekday, momentWords, pastWords } from '@/shared/words/dates'
import { extensionGivenBy } from '@/shared/words/limits'

/** A question about time that the desk asks in a sheet of its own. */
export type TimeSheetName = 'start' | 'end' | 'ask' | 'grant' | 'refuse'

/** One line about the time of an application: what stands, or what may be done. */
export interface TimeRow {
  key: string
  title: string
  sub: string
  opens: TimeSheetName | null
  /** It may be done, and nothing stands yet. */
  offer: boolean
}

const stands = (key: string, title: string, sub: string, opens: TimeSheetName | null = null): TimeRow => ({
  key,
  title,
  sub,
  opens,
  offer: false,
})
const offer = (key: string, title: string, opens: TimeSheetName, sub = ''): TimeRow => ({
  key,
  title,
  sub,
  opens,
  offer: true,
})

function specialRow(detail: ApplicationDetail, now: number): TimeRow | null {
  const may = (move: string) => detail.allowed.includes(move)
  const open = detail.special_procedures.find((each) => each.ended_at === null)
  if (open) {
    const until = open.expected_until ? `，预计 ${dateWithWeekday(open.expected_until, now)}前后结束` : ''
    const sub = `${pastWords(open.started_at, now)} 起${until}。${open.reason}`
    return stands('special', `正在${open.kind_name}，时限停着`, sub, may('end_special') ? 'end' : null)
  }
  if (!may('start_special')) return null
  return offer('special', '开始特别程序', 'start')
}

function extensionRow(detail: ApplicationDetail, now: number): TimeRow | null {
  const may = (move: string) => detail.allowed.includes(move)
  const { extension, extension_request: asked } = detail
  if (extension) {
    const given = extensionGivenBy(extension.decided_by, detail.limits.joint)
    const sub = `${pastWords(extension.decided_at, now)}，${given}。${extension.reason}`
    return stands('extension', `法定时限延长了 ${extension.days} 个工作日`, sub)
  }
  if (asked?.state === 'asked') {
    const sub = `${asked.asked_by}，${pastWords(asked.asked_at, now)}。${asked.reason}`
    const title = may('extend') ? `申请延期 ${asked.days} 个工作日` : `已请负责人延期 ${asked.days} 个工作日`
    return stands('extension', title, sub, may('extend') ? 'grant' : null)
  }
  // Who is nothing but the head has it as the button of the page already.
  if (may('extend')) return detail.allowed.length > 1 ? offer('extension', '批准延期', 'grant') : null
  if (!may('request_extension')) return null
  if (asked) return stands('extension', '负责人没批延期，可以再请一次', asked.answer ?? '', 'ask')
  return offer('extension', '请负责人延期', 'ask')
}

/** What stands about the time of an application, and what the caller may do about it. */
export function timeRows(detail: ApplicationDetail, now: number): TimeRow[] {
  return [specialRow(detail, now), extensionRow(detail, now)].filter((each) => each !== null)
}

/** From one day to the other, as it is read before an extension is confirmed. */
export function movedWords(old: string | null, next: string | null, now: number): string {
  if (next === null) return '放假安排还没公布，算不出延到哪天'
  return old ? `${momentWords(old, now)} → ${momentWords(next, now)}` : `延到 ${momentWords(next, now)}`
}

/** Days that heads usually give, up to what the law lets. */
export const extensionDays = (most: number) => [3, 5, 7, 10, 15].filter((days) => days <= most)
