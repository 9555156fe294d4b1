import type postgres from 'postgres'

/**
 * A second engine, for tests alone: it walks day by day and session by session over the raw calendar rows and
 * shares no idea with the SQL, which adds positions. Where both agree and a person who counts on the fingers
 * does too (supabase/tests/clock/*.json), the limit is right.
 *
 * Moments are wall-clock time in China, kept as the milliseconds that a UTC clock would show.
 */
export type Unit = 'working_minute' | 'working_hour' | 'half_day' | 'working_day'
export type Stop = [begins: number, ends: number | null]
export type HourRow = { department: string | null; from: string; opens: string | null; closes: string | null }
export type Raw = { years: number[]; days: Map<string, boolean>; hours: HourRow[] }

/** The walk has reached a year without a holiday notice. */
export class UnknownYear extends Error {
  constructor(readonly year: number) {
    super(`${year} is unknown`)
  }
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** "2026-03-31 10:00" or an ISO moment with Z, as wall-clock milliseconds in China. */
export function wall(text: string): number {
  return text.endsWith('Z') ? Date.parse(text) + 8 * 60 * MINUTE : Date.parse(`${text.replace(' ', 'T')}Z`)
}
/** The same moment for Postgres. */
export const moment = (at: number) => `${new Date(at).toISOString().slice(0, -1)}+08:00`

export class ClockModel {
  private readonly sessionsOf = new Map<string, [number, number][]>()

  constructor(private readonly raw: Raw) {}

  static async read(sql: postgres.Sql | postgres.ReservedSql): Promise<ClockModel> {
    const years = await sql<{ year: number }[]>`select year from public.calendar_years`
    const days = await sql<{ day: string; working: boolean }[]>`
      select day::text, working from public.calendar_days`
    const hours = await sql<HourRow[]>`
      select department_code as department, valid_from::text as from, opens::text, closes::text
      from public.hall_hours`
    return new ClockModel({
      years: years.map(({ year }) => year),
      days: new Map(days.map(({ day, working }) => [day, working])),
      hours: [...hours],
    })
  }

  working(day: number): boolean {
    const date = new Date(day)
    const year = date.getUTCFullYear()
    if (!this.raw.years.includes(year)) throw new UnknownYear(year)
    const weekday = date.getUTCDay()
    return this.raw.days.get(date.toISOString().slice(0, 10)) ?? (weekday > 0 && weekday < 6)
  }

  /** The stretches of one day in which the department is open, as moments; none on a day off. */
  sessions(day: number, department: string | null): [number, number][] {
    const key = `${department}/${day}`
    const known = this.sessionsOf.get(key)
    if (known) return known
    const made = this.working(day) ? this.hoursOn(day, department) : []
    this.sessionsOf.set(key, made)
    return made
  }

  private hoursOn(day: number, department: string | null): [number, number][] {
    const date = new Date(day).toISOString().slice(0, 10)
    const rows = (whose: string | null) => {
      const held = this.raw.hours.filter((row) => row.department === whose && row.from <= date)
      const latest = held
        .map(({ from }) => from)
        .sort()
        .at(-1)
      return held.filter(({ from }) => from === latest)
    }
    const own = department === null ? [] : rows(department).filter((row) => row.opens !== null)
    const clock = (time: string | null) => {
      const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number)
      return day + (hour * 60 + minute) * MINUTE
    }
    return (own.length > 0 ? own : rows(null))
      .map((row): [number, number] => [clock(row.opens), clock(row.closes)])
      .sort((a, b) => a[0] - b[0])
  }

  /** When the limit ends; null while a stop that began before is open. */
  due(from: number, value: number, unit: Unit, stops: Stop[] = [], department: string | null = null) {
    return unit === 'working_day'
      ? this.dueInDays(from, value, stops, department)
      : this.dueInOpenTime(from, value, unit, stops, department)
  }

  private dueInDays(from: number, value: number, stops: Stop[], department: string | null): number | null {
    const date = (at: number) => at - (at % DAY)
    let left = value
    for (let day = date(from) + DAY; ; day += DAY) {
      const stop = stops.find(([begins, ends]) => date(begins) < day && (ends === null || day <= date(ends)))
      if (stop?.[1] === null) return null
      if (stop || !this.working(day)) continue
      left -= 1
      if (left === 0) return this.pastStops(this.closing(day, department), stops, department)
    }
  }

  private closing = (day: number, department: string | null) =>
    this.sessions(day, department).at(-1)?.[1] ?? 0

  /** A last day is never over while the clock stands still: the first closing after the stop. */
  private pastStops(closing: number, stops: Stop[], department: string | null): number | null {
    let due = closing
    for (;;) {
      const stop = stops.find(([begins, ends]) => begins < due && (ends === null || ends >= due))
      if (!stop) return due
      const ends = stop[1]
      if (ends === null) return null
      let day = due - (due % DAY)
      while (!this.working(day) || this.closing(day, department) <= ends) day += DAY
      due = this.closing(day, department)
    }
  }

  private dueInOpenTime(
    from: number,
    value: number,
    unit: Unit,
    stops: Stop[],
    department: string | null,
  ): number | null {
    let left = value
    for (let day = from - (from % DAY); ; day += DAY) {
      if (stops.some(([begins, ends]) => ends === null && begins <= Math.max(day, from))) return null
      const sessions = this.sessions(day, department)
      const one = unitOf(unit, sessions)
      for (const [begins, ends] of sessions.flatMap((session) => running(session, from, stops))) {
        const ran = (ends - begins) / one
        if (left <= ran + 1e-9) return begins + left * one
        left -= ran
      }
    }
  }

  /** Working days after `at` to the day of `due`, open milliseconds between them, and half days. */
  left(due: number, at: number, department: string | null = null) {
    const sign = due < at ? -1 : 1
    const [begins, ends] = due < at ? [due, at] : [at, due]
    const midnight = (when: number) => when - (when % DAY)
    let days = 0
    for (let day = midnight(begins) + DAY; day <= midnight(ends); day += DAY) if (this.working(day)) days += 1
    let open = 0
    let halves = 0
    for (let day = midnight(begins); day <= midnight(ends); day += DAY) {
      const sessions = this.sessions(day, department)
      for (const [opens, closes] of sessions) {
        const ran = Math.max(0, Math.min(closes, ends) - Math.max(opens, begins))
        open += ran
        halves += ran / unitOf('half_day', sessions)
      }
    }
    return { days: sign * days, milliseconds: sign * open, halves: sign * halves }
  }

  /** Whether a limit may end at that moment: in open time or when it closes. */
  mayEnd(at: number, department: string | null): boolean {
    return this.sessions(at - (at % DAY), department).some(([opens, closes]) => opens < at && at <= closes)
  }
}

/** The pieces of a session in which the clock runs: cut where the limit begins and at both ends of each stop. */
function running([opens, closes]: [number, number], from: number, stops: Stop[]): [number, number][] {
  const inside = stops.flat().filter((edge): edge is number => edge !== null && edge > opens && edge < closes)
  const cuts = [...new Set([Math.max(opens, from), ...inside, closes])].sort((a, b) => a - b)
  return cuts
    .flatMap((cut, n): [number, number][] => (n === 0 ? [] : [[cuts[n - 1] ?? cut, cut]]))
    .filter(([begins]) => begins >= from)
    .filter(([begins]) => !stops.some(([from, until]) => from <= begins && begins < (until ?? Infinity)))
}

function unitOf(unit: Unit, sessions: [number, number][]): number {
  if (unit === 'working_minute') return MINUTE
  if (unit === 'working_hour') return 60 * MINUTE
  return sessions.reduce((sum, [opens, closes]) => sum + closes - opens, 0) / 2
}
