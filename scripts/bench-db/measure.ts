/** Times what is asked at every size, all sizes and both modes in turn, so that a busy machine slows them alike. */
import type postgres from 'postgres'
import type { Question } from './asked'
import { Caller, type Mode, type Timed } from './caller'
import type { Subject } from './subjects'

/** A database at one size, and who asks there. */
export interface Site {
  size: number
  pool: postgres.Sql
  owners: postgres.Sql
  subjects: Subject[]
}

export interface Figure {
  p50: number
  p95: number
  /** Of the statement alone, without the request's frame. */
  statement: number
}
export interface Measured {
  name: string
  /** By size, in the order of the sites. */
  person: Figure[]
  /** Reads of tables only. */
  owner: Figure[] | null
}

const WARM_UP = 8

/** The middle and the slow end of a list of times. */
export function figureOf(times: Timed[]): Figure {
  const at = (of: keyof Timed, part: number) => {
    const sorted = times.map((time) => time[of]).sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  }
  return { p50: at('request', 0.5), p95: at('request', 0.95), statement: at('statement', 0.5) }
}

interface Place {
  site: Site
  mode: Mode
  caller: Caller
  times: Timed[]
}

/** Questions one after the other; within one, places take turns over the same subject. */
export async function measure(
  sites: Site[],
  questions: Question[],
  modes: Mode[],
  samples: number,
): Promise<Measured[]> {
  const places: Place[] = []
  for (const site of sites)
    for (const mode of modes) {
      // A connection keeps its plans; plans under policies belong to one role, so each mode has its own.
      const caller = await Caller.on(mode === 'person' ? site.pool : site.owners)
      places.push({ site, mode, caller, times: [] })
    }
  const measured: Measured[] = []
  try {
    for (const question of questions) measured.push(await measureOne(places, question, modes, samples))
  } finally {
    for (const place of places) place.caller.release()
  }
  return measured
}

async function measureOne(
  places: Place[],
  question: Question,
  modes: Mode[],
  samples: number,
): Promise<Measured> {
  for (const place of places) place.times = []
  for (let n = -WARM_UP; n < samples; n++) {
    // Who goes first changes, or the first would warm the cache for the second.
    const turn = n % 2 === 0 ? places : [...places].reverse()
    for (const place of turn) {
      const { subjects } = place.site
      const subject = subjects[(n + subjects.length) % subjects.length] as Subject
      const time = await place.caller.time(question, subject, place.mode).catch((error: Error) => {
        throw new Error(`${question.name} (${place.mode}, ${place.site.size}): ${error.message}`, {
          cause: error,
        })
      })
      if (n >= 0) place.times.push(time)
    }
  }
  const figures = (mode: Mode) =>
    places.filter((place) => place.mode === mode).map((place) => figureOf(place.times))
  return {
    name: question.name,
    person: figures('person'),
    owner: modes.includes('owner') ? figures('owner') : null,
  }
}
