import type { RulerDay } from '@/shared/ui/Ruler'
import { addDays, isoDay, weekdayOf } from '@/shared/words/dates'

/** Exceptions from "Monday to Friday": holidays false, make-up working days true. */
export type CalendarDays = ReadonlyMap<string, boolean>

export interface RulerFacts {
  acceptedAt: string
  promisedDue: string
  /** Left out when it lies too far ahead to be drawn. */
  statutoryDue: string | null
  now: number
}

const WEEKEND = ['周六', '周日']
/** Cells get too narrow to read past ten working days. */
const MOST = 10

const works = (day: string, calendar: CalendarDays) => calendar.get(day) ?? !WEEKEND.includes(weekdayOf(day))

/** The days that the ruler draws: from the day after acceptance to the last limit, both ends included. */
export function rulerSpan(facts: RulerFacts): { from: string; to: string } {
  const last = facts.statutoryDue ?? facts.promisedDue
  return { from: addDays(isoDay(facts.acceptedAt), 1), to: isoDay(last) }
}

function cells({ from, to }: { from: string; to: string }, calendar: CalendarDays): string[][] {
  const runs: string[][] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const rests = !works(day, calendar)
    const last = runs[runs.length - 1]
    if (rests && last && !works(last[0], calendar)) last.push(day)
    else runs.push([day])
  }
  return runs
}

/**
 * 工作日尺: a cell a working day, rest days gathered into one. Ends at the promised day when the statutory one is
 * past ten working days; empty when even the promised one is, or when nothing is left to draw.
 */
export function rulerDays(facts: RulerFacts, calendar: CalendarDays): RulerDay[] {
  const { from, to } = rulerSpan(facts)
  const today = isoDay(facts.now)
  const promised = isoDay(facts.promisedDue)
  const statutory = facts.statutoryDue ? isoDay(facts.statutoryDue) : null
  // Past its last day a ruler would end before today.
  if (today > to) return []
  const runs = cells({ from, to }, calendar)
  if (runs.filter((run) => works(run[0], calendar)).length > MOST) {
    return facts.statutoryDue ? rulerDays({ ...facts, statutoryDue: null }, calendar) : []
  }
  return runs.map(([day]): RulerDay => {
    if (!works(day, calendar)) return { key: day, day: '休', word: '', kind: 'rest' }
    const cell = { key: day, day: String(Number(day.slice(8))) }
    const weekday = weekdayOf(day).slice(1)
    if (day === today) return { ...cell, word: '今天', kind: 'today' }
    if (day === promised) return { ...cell, word: '承诺', kind: 'promised' }
    if (day === statutory) return { ...cell, word: '法定', kind: 'statutory' }
    return { ...cell, word: weekday, kind: day < today && day < promised ? 'past' : 'plain' }
  })
}
