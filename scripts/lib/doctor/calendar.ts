import { type Finding, findingsOf } from './finding'

export interface CalendarFacts {
  /** The day in China, 2026-11-23. */
  today: string
  /** Years whose holiday notice is loaded. */
  years: number[]
}

const { needed, advised } = findingsOf('calendar')
const HOW = "Paste the State Council's notice in the app: 工作日历, as an operator."

/** No limit runs into a year of which nobody knows the holidays. */
export function checkCalendar({ today, years }: CalendarFacts): Finding[] {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  if (!years.includes(year))
    return [needed(`The working days of ${year} are not known: nothing can be filed.`, HOW)]
  if (month < 11 || years.includes(year + 1)) return []
  // The notice comes in November; in December limits of 20 working days begin to need it.
  const say = month === 12 ? needed : advised
  return [
    say(
      `The working days of ${year + 1} are not known yet: limits that reach into it cannot be computed.`,
      HOW,
    ),
  ]
}
