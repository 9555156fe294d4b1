import fc from 'fast-check'
import { type Stop, type Unit, wall } from './clock-model'

/** A limit as the engine is asked for it; `more` is added to `value` where a property speaks of two. */
export type Case = {
  from: number
  value: number
  more: number
  unit: Unit
  stops: Stop[]
  department: string | null
}

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
export const FIRST = wall('2024-01-01 00:00')
const LAST = wall('2026-12-31 23:59')

const at = (first = FIRST, last = LAST) =>
  fc.integer({ min: first / MINUTE, max: last / MINUTE }).map((minute) => minute * MINUTE)
/** Short limits are where a stop meets a last day. */
const mostlySmall = (max: number) => fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max }))
/** Long limits for days, shorter ones for small units: the model walks every minute of them. */
const limit = fc.oneof(
  fc.record({ unit: fc.constant<Unit>('working_day'), value: mostlySmall(90) }),
  fc.record({ unit: fc.constant<Unit>('half_day'), value: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ unit: fc.constant<Unit>('working_hour'), value: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ unit: fc.constant<Unit>('working_minute'), value: fc.integer({ min: 1, max: 2000 }) }),
)
const stop = (from: number) =>
  fc
    .record({
      begins: fc.oneof(at(from, from + 6 * DAY), at(from - 5 * DAY, from + 40 * DAY)),
      minutes: fc.oneof(fc.integer({ min: 1, max: 1440 }), fc.integer({ min: 1, max: 15 * 1440 })),
    })
    .map(({ begins, minutes }): Stop => [begins, begins + minutes * MINUTE])

export const anyCase: fc.Arbitrary<Case> = fc
  .tuple(at(), limit, fc.integer({ min: 1, max: 40 }))
  .chain(([from, { unit, value }, more]) =>
    fc.record({
      from: fc.constant(from),
      value: fc.constant(value),
      more: fc.constant(more),
      unit: fc.constant(unit),
      stops: fc.array(stop(from), { maxLength: 3 }),
      department: fc.constantFrom(null, 'ycj', 'spj'),
    }),
  )
