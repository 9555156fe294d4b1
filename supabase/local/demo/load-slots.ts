import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { demoPerson } from './people'

/** Morning and afternoon hours in which 李专员 does video checks. */
const HOURS = [
  ['10:00', '11:30'],
  ['14:30', '16:30'],
] as const
const MINUTES = 30
const DAYS = 10

/**
 * Opens the officer's slots of the next working days by the same RPC that the officer uses. A second start of
 * the same day repeats the same requests, which changes nothing. Gives the number of days that have slots.
 */
export async function loadSlots(sql: postgres.Sql): Promise<number> {
  const officer = demoPerson('li').id
  const days = await nextWorkingDays(sql)
  await sql.begin(async (tx) => {
    const claims = JSON.stringify({ sub: officer, role: 'authenticated' })
    await tx`select set_config('request.jwt.claims', ${claims}, true)`
    await tx`set local role authenticated`
    for (const day of days) {
      for (const [from, to] of HOURS) {
        await tx`
          select public.open_slots(${day}::date, ${from}::time, ${to}::time, ${MINUTES}, ${requestId(day, from)})`
      }
    }
  })
  return days.length
}

/** Stops at the end of the last year whose holiday notice is published: later days are not known yet. */
async function nextWorkingDays(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select d::date::text as day
    from generate_series(private.today() + 1, private.today() + 40, interval '1 day') d
    where exists (select from public.calendar_years y where y.year = extract(year from d))
      and case when exists (select from public.calendar_years y where y.year = extract(year from d))
          then private.is_working_day(d::date) end
    order by d limit ${DAYS}`
  return rows.map((row) => row.day)
}

function requestId(day: string, from: string): string {
  const hex = createHash('sha256').update(`demo slots ${day} ${from}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
