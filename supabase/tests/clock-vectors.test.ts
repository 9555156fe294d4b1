import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ClockModel, moment, type Stop, type Unit, UnknownYear, wall } from './clock-model'
import { type Story, stories } from './harness'

const { story } = stories()
const FOLDER = fileURLToPath(new URL('./clock', import.meta.url))

type Hours = { department: string | null; valid_from?: string; opens: string | null; closes: string | null }
type Input = {
  from?: string
  at?: string
  due?: string
  day?: string
  value?: number
  unit?: Unit
  stops?: [string, string | null][]
  department?: string
  /** What the story adds to the calendar first. */
  hours?: Hours[]
  years?: { year: number; days: { day: string; working: boolean }[] }[]
}
type Vector = {
  name: string
  reason: string
  op: 'due' | 'try' | 'left' | 'working'
  input: Input
  expected: unknown
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
const vectorsOf = (file: string) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Vector[]

/** 2026-04-07 17:30, with seconds where there are any: as the vectors write it. */
const written = (at: number | null) =>
  at === null ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ').replace(/:00$/, '')

async function arrange(s: Story, { hours = [], years = [] }: Input): Promise<void> {
  for (const { year, days } of years) {
    await s.sql`insert into public.calendar_years (year, notice) values (${year}, 'invented')`
    for (const { day, working } of days)
      await s.sql`insert into public.calendar_days (day, working, name) values (${day}, ${working}, 'invented')`
  }
  for (const { department, valid_from = '2000-01-01', opens, closes } of hours)
    await s.sql`insert into public.hall_hours (department_code, valid_from, opens, closes)
      values (${department}, ${valid_from}, ${opens}, ${closes})`
}

const stopsOf = ({ stops = [] }: Input): Stop[] =>
  stops.map(([a, b]) => [wall(a), b === null ? null : wall(b)])

async function asked(s: Story, { op, input }: Vector): Promise<unknown> {
  const { unit = 'working_day', value = 0, department = null } = input
  if (op === 'working') {
    const [row] = await s.sql<
      { yes: boolean }[]
    >`select private.is_working_day(${input.day ?? ''}::date) as yes`
    return row?.yes
  }
  if (op === 'left') {
    const [row] = await s.sql<{ value: number; days: number; minutes: number }[]>`
      select l.value::float8 as value, l.days, l.minutes from private.limit_left(
        ${moment(wall(input.due ?? ''))}, ${moment(wall(input.at ?? ''))}, ${unit}::public.limit_unit, ${department}) l`
    return row && { ...row }
  }
  const ranges = stopsOf(input).map(([a, b]) => `[${moment(a)},${b === null ? '' : moment(b)})`)
  const [row] = await s.sql.unsafe<{ at: string | null }[]>(
    `select to_char(private.${op === 'try' ? 'try_limit_due' : 'limit_due'}($1::text::timestamptz, $2,
       $3::text::public.limit_unit, (select coalesce(range_agg(r::tstzrange), '{}') from unnest($4::text[]) r), $5)
       at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') as at`,
    [moment(wall(input.from ?? '')), value, unit, ranges, department],
  )
  return row?.at ? written(wall(row.at)) : null
}

function modelled(model: ClockModel, { op, input }: Vector): unknown {
  const { unit = 'working_day', value = 0, department = null } = input
  if (op === 'working') return model.working(wall(`${input.day} 00:00`))
  if (op === 'left') {
    const { days, milliseconds, halves } = model.left(wall(input.due ?? ''), wall(input.at ?? ''), department)
    const values = {
      working_day: days,
      half_day: halves,
      working_hour: milliseconds / 3600_000,
      working_minute: milliseconds / 60_000,
    }
    return { value: values[unit] + 0, days: days + 0, minutes: Math.trunc(milliseconds / 60_000) + 0 }
  }
  try {
    return written(model.due(wall(input.from ?? ''), value, unit, stopsOf(input), department))
  } catch (error) {
    if (op === 'try' && error instanceof UnknownYear) return null
    throw error
  }
}

for (const file of files) {
  describe(file, () => {
    for (const vector of vectorsOf(file)) {
      story(vector.name, async (s) => {
        await arrange(s, vector.input)
        const model = await ClockModel.read(s.sql)
        const { expected } = vector
        if (expected !== null && typeof expected === 'object' && 'error' in expected) {
          const told = await s.expectError(String(expected.error), () => asked(s, vector))
          expect({ error: told.code, ...told.detail }, vector.reason).toEqual(expected)
          expect(() => modelled(model, vector)).toThrow(UnknownYear)
          return
        }
        expect(await asked(s, vector), `by SQL: ${vector.reason}`).toEqual(expected)
        expect(modelled(model, vector), `by the model: ${vector.reason}`).toEqual(expected)
      })
    }
  })
}

test('there are enough vectors, each with a name of its own and a reason', () => {
  const all = files.flatMap((file) => vectorsOf(file).map((vector) => ({ file, ...vector })))
  expect(all.length).toBeGreaterThanOrEqual(120)
  expect(new Set(all.map(({ file, name }) => `${file}/${name}`)).size).toBe(all.length)
  for (const { reason } of all) expect(reason.length).toBeGreaterThan(6)
})
