import type { ApplicationSummary } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { clockTime, dateWithWeekday, nearDay } from '@/shared/words/dates'
import { clockParts } from './clock-parts'

interface RowDue {
  left: string
  moment?: string
  tone?: 'late' | 'wait'
}

/** Until when a correction is awaited: what is left and the day; null where the window set none. */
export function correctionDue(
  { correction }: Pick<ApplicationSummary, 'correction'>,
  now: number,
): RowDue | null {
  if (!correction?.due_at) return null
  const { due_at, left_days } = correction
  const moment = dateWithWeekday(due_at, now)
  if (Date.parse(due_at) < now) return { left: '过了补正日期，尽快补上', moment, tone: 'late' }
  const left = left_days ? `还剩 ${left_days} 个工作日` : (nearDay(due_at, now) ?? '快到期了')
  return { left, moment: `${moment}${clockTime(due_at)} 前` }
}

/** The one limit that a row shows: the person's own first, else the office's that runs at this stage. */
export function rowDue(application: ApplicationSummary, now: number): RowDue | null {
  if (application.state === 'correcting') return correctionDue(application, now)
  const { promised, notice, delivery, state } = application
  const [name, clock] =
    state === 'accepted' || state === 'reviewing'
      ? ['承诺', promised]
      : state === 'approved'
        ? ['送达', delivery]
        : ['窗口答复', notice]
  if (!clock) return null
  const { left, moment, tone } = clockParts(clock, now)
  return { left: `${name}${left}`, moment, tone: tone === 'late' ? 'late' : undefined }
}

/** Where a row leads: a draft goes on where it stopped, everything else shows its progress. */
export function rowAddress({
  id,
  state,
  pre_check,
}: Pick<ApplicationSummary, 'id' | 'state' | 'pre_check'>): string {
  if (state !== 'draft') return routes.timeline(id)
  return pre_check === null ? routes.form(id) : routes.check(id)
}
