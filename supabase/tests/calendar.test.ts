import { describe, expect } from 'vitest'
import { type Story, stories } from './harness'

const { story } = stories()

/** A moment in China, without the seconds: 2026-04-07 17:30. */
const due = async (s: Story, from: string, value: number, unit: string, how = 'limit_due') => {
  const [row] = await s.sql.unsafe<{ at: string | null }[]>(
    `select to_char(private.${how}($1::text::timestamptz, $2, $3::text::public.limit_unit) at time zone 'Asia/Shanghai',
       'YYYY-MM-DD HH24:MI') as at`,
    [from, value, unit],
  )
  return row?.at ?? null
}
const at = (moment: string) => `${moment.replace(' ', 'T')}:00+08:00`

describe('working days', () => {
  story('holidays rest, make-up weekends work, the rest is Monday to Friday', async (s) => {
    const working = async (day: string) => {
      const [row] = await s.sql<{ yes: boolean }[]>`select private.is_working_day(${day}::date) as yes`
      return row?.yes
    }
    // 国庆节 2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked.
    expect(await working('2026-10-01')).toBe(false)
    expect(await working('2026-10-07')).toBe(false)
    expect(await working('2026-10-08')).toBe(true)
    expect(await working('2026-09-20')).toBe(true)
    expect(await working('2026-10-10')).toBe(true)
    expect(await working('2026-10-11')).toBe(false)
    // 春节 2026: Saturdays 14 and 28 February worked.
    expect(await working('2026-02-14')).toBe(true)
    expect(await working('2026-02-23')).toBe(false)
    expect(await working('2026-04-06')).toBe(false)
  })

  story('the last published year has as many working days as its notice leaves: 248 in 2026', async (s) => {
    // 365 days, 104 weekend days, 13 statutory days of which the notice moves the rest.
    const [row] = await s.sql<{ n: number }[]>`
      select private.working_days_between('2025-12-31', '2026-12-31') as n`
    expect(row?.n).toBe(248)
  })

  story('days between are counted after the first, to the last, backwards as minus', async (s) => {
    const between = async (from: string, to: string) => {
      const [row] = await s.sql<{ n: number }[]>`
        select private.working_days_between(${from}::date, ${to}::date) as n`
      return row?.n
    }
    expect(await between('2026-04-02', '2026-04-07')).toBe(2) // Friday, then Tuesday after 清明
    expect(await between('2026-04-07', '2026-04-02')).toBe(-2)
    expect(await between('2026-04-07', '2026-04-07')).toBe(0)
  })
})

describe('when a limit ends', () => {
  story('in days: the day of receipt is not counted, due when the hall closes', async (s) => {
    expect(await due(s, at('2026-03-31 10:00'), 5, 'working_day')).toBe('2026-04-08 17:30')
    expect(await due(s, at('2026-03-31 17:29'), 1, 'working_day')).toBe('2026-04-01 17:30')
    // Filed at night or on a holiday: the next working day is the first.
    expect(await due(s, at('2026-03-31 23:30'), 1, 'working_day')).toBe('2026-04-01 17:30')
    expect(await due(s, at('2026-04-05 12:00'), 1, 'working_day')).toBe('2026-04-07 17:30')
    // Over 国庆节 with its make-up Saturday.
    expect(await due(s, at('2026-09-30 09:00'), 3, 'working_day')).toBe('2026-10-10 17:30')
  })

  story('the day is the day in China, not of the server', async (s) => {
    // 16:30 UTC on Tuesday is already Wednesday in China.
    expect(await due(s, '2026-03-31T16:30:00Z', 1, 'working_day')).toBe('2026-04-02 17:30')
  })

  story('in hours and minutes: only open time runs, over lunch, night and holidays', async (s) => {
    expect(await due(s, at('2026-03-31 10:00'), 2, 'working_hour')).toBe('2026-03-31 12:00')
    expect(await due(s, at('2026-03-31 11:30'), 1, 'working_hour')).toBe('2026-03-31 14:30')
    expect(await due(s, at('2026-03-31 12:30'), 30, 'working_minute')).toBe('2026-03-31 14:30')
    expect(await due(s, at('2026-03-31 17:00'), 60, 'working_minute')).toBe('2026-04-01 09:00')
    expect(await due(s, at('2026-04-03 17:00'), 60, 'working_minute')).toBe('2026-04-07 09:00')
    expect(await due(s, at('2026-03-31 03:00'), 10, 'working_minute')).toBe('2026-03-31 08:40')
  })

  story('half a day is half of the open minutes', async (s) => {
    expect(await due(s, at('2026-03-31 08:30'), 1, 'half_day')).toBe('2026-03-31 12:00')
    expect(await due(s, at('2026-03-31 10:00'), 1, 'half_day')).toBe('2026-03-31 15:30')
    expect(await due(s, at('2026-03-31 10:00'), 2, 'half_day')).toBe('2026-04-01 10:00')
  })

  story('a department with hours of its own has those', async (s) => {
    await s.sql`insert into public.hall_hours (department_code, opens, closes) values ('ycj', '09:00', '11:00')`
    const [row] = await s.sql<{ at: string }[]>`
      select to_char(private.limit_due('2026-03-31T10:30:00+08:00', 1, 'working_hour', '{}', 'ycj')
        at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at`
    expect(row?.at).toBe('04-01 09:30')
    await s.expectError(
      '23P01',
      () => s.sql`
      insert into public.hall_hours (department_code, opens, closes) values ('ycj', '10:00', '12:00')`,
    )
  })

  story('a limit of nothing or of ages is refused instead of computed', async (s) => {
    for (const value of [0, -1, 100_000]) {
      await s.expectError('BB007', () => due(s, at('2026-03-31 10:00'), value, 'working_day'))
    }
  })
})

describe('past the last published holiday notice', () => {
  story('nothing is guessed: BB017 names the year', async (s) => {
    expect(await due(s, at('2026-12-30 10:00'), 1, 'working_day')).toBe('2026-12-31 17:30')
    const told = await s.expectError('BB017', () => due(s, at('2026-12-30 10:00'), 2, 'working_day'))
    expect(told.detail).toEqual({ year: 2027 })
    expect(told.message).toContain('2027 年')
    await s.expectError('BB017', () => due(s, at('2026-12-31 17:00'), 60, 'working_minute'))
    await s.expectError('BB017', () => s.sql`select private.working_days_between('2026-12-31', '2027-01-04')`)
    await s.expectError(
      'BB017',
      () => s.sql`
      select private.working_minutes_between('2026-12-31T10:00:00+08:00', '2027-01-04T10:00:00+08:00')`,
    )
  })

  story('who must go on gets null and is not stopped', async (s) => {
    expect(await due(s, at('2026-12-30 10:00'), 2, 'working_day', 'try_limit_due')).toBeNull()
    expect(await due(s, at('2026-12-30 10:00'), 1, 'working_day', 'try_limit_due')).toBe('2026-12-31 17:30')
  })

  story('once the notice is loaded, the same question has its answer', async (s) => {
    await s.sql`insert into public.calendar_years (year, notice) values (2027, 'story')`
    await s.sql`insert into public.calendar_days (day, working, name) values ('2027-01-01', false, '元旦')`
    expect(await due(s, at('2026-12-30 10:00'), 2, 'working_day')).toBe('2027-01-04 17:30')
  })
})

describe('what a screen is told of a limit', () => {
  const clock = async (s: Story, dueAt: string | null, state = 'running', endedAt: string | null = null) => {
    const [row] = await s.sql<{ clock: Record<string, unknown> }[]>`
      select private.clock_json(${dueAt}::timestamptz, 5, 'working_day', ${state}, ${endedAt}::timestamptz) as clock`
    return row?.clock
  }

  story('days and minutes left, negative when late', async (s) => {
    expect(await clock(s, at('2026-04-07 17:30'))).toEqual({
      due_at: '2026-04-07T09:30:00+00:00',
      unknown: false,
      state: 'running',
      left_days: 4,
      left_minutes: 330 + 4 * 420,
      limit_value: 5,
      limit_unit: 'working_day',
      stopped_since: null,
      stopped_by: null,
    })
    expect(await clock(s, at('2026-03-30 17:30'))).toMatchObject({
      state: 'late',
      left_days: -1,
      left_minutes: -90,
    })
  })

  story('not begun, stopped, met, late, and unknown', async (s) => {
    expect(await clock(s, null, 'not_started')).toMatchObject({
      state: 'not_started',
      unknown: false,
      left_days: null,
    })
    expect(await clock(s, at('2026-04-07 17:30'), 'stopped')).toMatchObject({
      state: 'stopped',
      left_days: null,
    })
    expect(await clock(s, at('2026-04-07 17:30'), 'done', at('2026-04-07 17:30'))).toMatchObject({
      state: 'met',
    })
    expect(await clock(s, at('2026-04-07 17:30'), 'done', at('2026-04-07 17:31'))).toMatchObject({
      state: 'late',
    })
    expect(await clock(s, null)).toMatchObject({
      state: 'running',
      unknown: true,
      due_at: null,
      left_minutes: null,
    })
    // The date was known when it was set; today lies past the last notice.
    await s.at('2027-01-05T10:00:00+08:00')
    expect(await clock(s, at('2026-12-31 17:30'))).toMatchObject({ state: 'late', left_days: null })
  })
})

describe('a clock that stands still', () => {
  const stopped = async (s: Story, dueAt: string | null, since: string | null, by: string | null) => {
    const [row] = await s.sql<{ clock: Record<string, unknown> }[]>`
      select private.clock_json(${dueAt}::timestamptz, 5, 'working_day', 'stopped', p_stopped_since => ${since},
        p_stopped_by => ${by}) as clock`
    return row?.clock
  }

  story(
    'says since when and why, what was left at that moment, and no day on which it would end',
    async (s) => {
      const told = {
        state: 'stopped',
        unknown: false,
        due_at: null,
        left_days: 4,
        left_minutes: 330 + 4 * 420,
        stopped_by: '听证',
      }
      expect(await stopped(s, at('2026-04-07 17:30'), at('2026-03-31 10:00'), '听证')).toMatchObject(told)
      // Days later nothing has run.
      await s.at('2026-04-20T10:00:00+08:00')
      expect(await stopped(s, at('2026-04-07 17:30'), at('2026-03-31 10:00'), '听证')).toMatchObject(told)
      expect(await stopped(s, null, at('2026-12-31 10:00'), '听证')).toMatchObject({
        left_days: null,
        unknown: false,
      })
    },
  )
})

describe('the cost of an answer', () => {
  story('a list may ask for thousands: each is a few look-ups, however long the limit', async (s) => {
    const begun = performance.now()
    await s.sql`
      select private.limit_due('2026-01-31T10:00:00+08:00'::timestamptz + g * interval '1 hour', 200, 'working_hour',
          '{[2026-03-02 10:00+08,2026-03-12 11:00+08)}'),
        private.clock_json('2026-05-31T10:00:00+08:00'::timestamptz + g * interval '1 minute', 20, 'working_day'),
        private.try_limit_due('2026-03-31T10:00:00+08:00', 10000, 'working_day')
      from generate_series(1, 1000) g`
    // Half a second alone on two cores; walking day by day it was minutes.
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

story("the calendar is public to read and nobody's to write", async (s) => {
  for (const actor of ['anon', 'zhang', 'wang', 'admin']) {
    await s.as(actor)
    expect(await s.sql`select year from public.calendar_years order by year`).toEqual([
      { year: 2024 },
      { year: 2025 },
      { year: 2026 },
    ])
    await s.expectError(
      '42501',
      () => s.sql`insert into public.calendar_days values ('2026-12-25', false, 'x')`,
    )
    await s.expectError('42501', () => s.sql`delete from public.hall_hours`)
    await s.expectError('42501', () => s.sql`select private.set_clock('2020-01-01')`)
  }
})
