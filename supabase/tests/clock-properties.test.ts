import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCase, type Case, DAY, FIRST, MINUTE } from './clock-cases'
import { ClockModel, moment, UnknownYear, wall } from './clock-model'
import { type Story, stories } from './harness'

const { story } = stories()

/** All cases in one query: `due` of each as wall-clock milliseconds, null where it is unknown. */
async function dues(s: Story, cases: Case[]): Promise<(number | null)[]> {
  const rows = await s.sql.unsafe<{ at: string | null }[]>(
    `select to_char(private.try_limit_due((c ->> 'from')::timestamptz, (c ->> 'value')::int,
         (c ->> 'unit')::public.limit_unit,
         (select coalesce(range_agg(r::tstzrange), '{}') from jsonb_array_elements_text(c -> 'stops') r),
         c ->> 'department') at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.MS') as at
     from jsonb_array_elements($1::text::jsonb) with ordinality as t (c, n) order by n`,
    [
      JSON.stringify(
        cases.map(({ from, stops, ...rest }) => ({
          ...rest,
          from: moment(from),
          stops: stops.map(([a, b]) => `[${moment(a)},${b === null ? '' : moment(b)})`),
        })),
      ),
    ],
  )
  return rows.map((row) => (row.at === null ? null : wall(row.at)))
}

/** What is left of each due moment, asked when it began: in the limit's own unit, and in days. */
async function lefts(
  s: Story,
  cases: (Case & { due: number })[],
): Promise<{ value: number; days: number }[]> {
  const rows = await s.sql.unsafe<{ value: number; days: number }[]>(
    `select l.value::float8 as value, l.days
     from jsonb_array_elements($1::text::jsonb) with ordinality as t (c, n)
     cross join private.limit_left((c ->> 'due')::timestamptz, (c ->> 'from')::timestamptz,
       (c ->> 'unit')::public.limit_unit, c ->> 'department') l order by n`,
    [JSON.stringify(cases.map((one) => ({ ...one, due: moment(one.due), from: moment(one.from) })))],
  )
  return rows.map((row) => ({ ...row }))
}

function modelled(model: ClockModel, { from, value, unit, stops, department }: Case): number | null {
  try {
    const due = model.due(from, value, unit, stops, department)
    return due === null ? null : Math.round(due)
  } catch (error) {
    if (error instanceof UnknownYear) return null
    throw error
  }
}

/** The same limits to the millisecond, to which each of the two rounds a fraction of a half day in its own way. */
function agree(computed: (number | null)[], walked: (number | null)[]): void {
  const close = (due: number | null, n: number) => {
    const other = walked[n] ?? null
    return due !== null && other !== null && Math.abs(due - other) <= 1 ? other : due
  }
  expect(computed.map(close)).toEqual(walked)
}

/**
 * The same cases in every run, so that what fails here fails for everybody; BB_SEED and BB_RUNS (16 times 25 cases
 * of each property) look further.
 */
const LOOK = { seed: Number(process.env.BB_SEED ?? 20240920), numRuns: Number(process.env.BB_RUNS ?? 16) }

/** Shrinking asks the database again and again: a failure is shown after this long, as small as it got. */
const PATIENCE = { interruptAfterTimeLimit: 1000 * Math.max(LOOK.numRuns, 16), markInterruptAsFailure: true }

/** Holds a property of 25 random cases at a time, sixteen times. */
async function holds(check: (cases: Case[]) => Promise<void>, arbitrary = anyCase): Promise<void> {
  const many = fc.array(arbitrary, { minLength: 25, maxLength: 25, size: 'max' })
  await fc.assert(fc.asyncProperty(many, check), { ...LOOK, ...PATIENCE })
}

/** Hours of its own for one department, from a day on; summer hours of the hall in 2026. */
async function arrange(s: Story): Promise<ClockModel> {
  await s.sql`
    insert into public.hall_hours (department_code, valid_from, opens, closes) values
      ('ycj', '2025-03-01', '09:00', '11:00'), ('ycj', '2025-03-01', '15:00', '16:00'),
      (null, '2026-07-01', '08:00', '12:00'), (null, '2026-07-01', '15:00', '18:00'),
      (null, '2026-10-01', '08:30', '12:00'), (null, '2026-10-01', '14:00', '17:30')`
  return ClockModel.read(s.sql)
}

describe('the engine and the model that walks', () => {
  story('agree on the published calendar, with stops, departments and summer hours', async (s) => {
    const model = await arrange(s)
    let known = 0
    await holds(async (cases) => {
      const computed = await dues(s, cases)
      known += computed.filter((due) => due !== null).length
      agree(
        computed,
        cases.map((one) => modelled(model, one)),
      )
    })
    expect(known).toBeGreaterThan(250)
  })

  story('agree on any other calendar and any other hours', async (s) => {
    const day = fc
      .integer({ min: 0, max: 365 * 3 })
      .map((n) => new Date(FIRST + n * DAY).toISOString().slice(0, 10))
    const calendar = fc.record({
      days: fc.uniqueArray(fc.record({ day, working: fc.boolean() }), {
        selector: (one) => one.day,
        size: 'max',
        maxLength: 300,
      }),
      opens: fc.integer({ min: 6, max: 10 }),
      hours: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
      cases: fc.array(anyCase, { minLength: 25, maxLength: 25, size: 'max' }),
    })
    await fc.assert(
      fc.asyncProperty(calendar, async ({ days, opens, hours, cases }) => {
        await s.sql`delete from public.calendar_days`
        await s.sql`insert into public.calendar_days (day, working, name)
          select d.day::date, d.working, 'any' from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb)
            as d (day text, working boolean)`
        await s.sql`delete from public.hall_hours`
        let hour = opens
        for (const length of hours.map((one) => Math.min(one, 24 - hour)).filter((one) => one > 0)) {
          const until = Math.min(hour + length, 23)
          if (until > hour)
            await s.sql`insert into public.hall_hours (opens, closes) values (${`${hour}:00`}, ${`${until}:00`})`
          hour = until + 1
        }
        const model = await ClockModel.read(s.sql)
        agree(
          await dues(s, cases),
          cases.map((one) => modelled(model, one)),
        )
      }),
      { ...LOOK, numRuns: Math.ceil(LOOK.numRuns / 3), ...PATIENCE },
    )
  })
})

describe('of every limit', () => {
  story('n and then m is n and m together', async (s) => {
    await arrange(s)
    await holds(async (all) => {
      // Where its last day is stopped, a limit in days ends later than the n-th day: that is the rule, not a sum.
      const cases = all.map((one) => (one.unit === 'working_day' ? { ...one, stops: [] } : one))
      const first = await dues(s, cases)
      const going = cases.flatMap((one, n) => {
        const due = first[n]
        return due == null ? [] : [{ ...one, from: due, value: one.more }]
      })
      const then = await dues(s, going)
      const together = await dues(
        s,
        cases.filter((_, n) => first[n] !== null).map((one) => ({ ...one, value: one.value + one.more })),
      )
      for (const [n, due] of together.entries()) {
        expect(Math.abs((then[n] ?? 0) - (due ?? 0)), JSON.stringify(going[n])).toBeLessThanOrEqual(1)
      }
    })
  })

  story('the due moment lies in open time, and in days when the hall closes', async (s) => {
    const model = await arrange(s)
    await holds(async (cases) => {
      for (const [n, due] of (await dues(s, cases)).entries()) {
        const one = cases[n]
        if (due === null || !one) continue
        expect(model.mayEnd(due, one.department)).toBe(true)
        if (one.unit === 'working_day')
          expect(due).toBe(model.sessions(due - (due % DAY), one.department).at(-1)?.[1])
        for (const [begins, ends] of one.stops) expect(begins < due && due < (ends ?? due)).toBe(false)
      }
    })
  })

  story('begun later or longer it never ends earlier', async (s) => {
    await arrange(s)
    await holds(async (cases) => {
      const base = await dues(s, cases)
      const later = await dues(
        s,
        cases.map((one) => ({ ...one, from: one.from + one.more * 97 * MINUTE })),
      )
      const longer = await dues(
        s,
        cases.map((one) => ({ ...one, value: one.value + one.more })),
      )
      for (const [n, due] of base.entries()) {
        // What is unknown lies behind everything that is known.
        expect(later[n] ?? Infinity, JSON.stringify(cases[n])).toBeGreaterThanOrEqual(due ?? Infinity)
        expect(longer[n] ?? Infinity, JSON.stringify(cases[n])).toBeGreaterThanOrEqual(due ?? Infinity)
      }
    })
  })

  story('a stop never shortens it, and neither does one stop more', async (s) => {
    await arrange(s)
    await holds(async (cases) => {
      const without = await dues(
        s,
        cases.map((one) => ({ ...one, stops: [] })),
      )
      const fewer = await dues(
        s,
        cases.map((one) => ({ ...one, stops: one.stops.slice(1) })),
      )
      for (const [n, due] of (await dues(s, cases)).entries()) {
        expect(due ?? Infinity, JSON.stringify(cases[n])).toBeGreaterThanOrEqual(fewer[n] ?? Infinity)
        expect(fewer[n] ?? Infinity, JSON.stringify(cases[n])).toBeGreaterThanOrEqual(without[n] ?? Infinity)
      }
    })
  })

  story('at the start all of it is left', async (s) => {
    await arrange(s)
    await holds(async (all) => {
      const cases = all.map((one) => ({ ...one, stops: [] }))
      const due = await dues(s, cases)
      const known = cases.flatMap((one, n) => (due[n] == null ? [] : [{ ...one, due: due[n] as number }]))
      for (const [n, { value, days }] of (await lefts(s, known)).entries()) {
        expect(value, JSON.stringify(known[n])).toBeCloseTo(known[n]?.value ?? Number.NaN, 5)
        if (known[n]?.unit === 'working_day') expect(days).toBe(known[n]?.value)
      }
    })
  })
})

test('the model itself refuses a year that it does not know', () => {
  const model = new ClockModel({ years: [2026], days: new Map(), hours: [] })
  expect(() => model.working(wall('2027-01-04 00:00'))).toThrow(UnknownYear)
})
