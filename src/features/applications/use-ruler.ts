import type { ApplicationDetail } from '@/shared/contract'
import type { RulerDay } from '@/shared/ui/Ruler'
import { useCalendar } from './progress-hooks'
import { type RulerFacts, rulerDays } from './ruler'

/** The facts of the ruler; null when no limit in days runs or its end is not known. */
function rulerFacts(detail: ApplicationDetail | undefined, now: number): RulerFacts | null {
  if (!detail?.accepted_at || detail.decision || !detail.promised?.due_at) return null
  if (detail.promised.limit_unit !== 'working_day') return null
  return {
    acceptedAt: detail.accepted_at,
    promisedDue: detail.promised.due_at,
    statutoryDue: detail.statutory?.due_at ?? null,
    now,
  }
}

/** 工作日尺 of an application, empty while there is nothing to draw. */
export function useRuler(detail: ApplicationDetail | undefined, now: number): RulerDay[] {
  const facts = rulerFacts(detail, now)
  const calendar = useCalendar(facts)
  return facts && calendar ? rulerDays(facts, calendar) : []
}
