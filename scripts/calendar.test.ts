import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { calendarDays, calendarSql, knownYears } from './calendar'

const require = createRequire(import.meta.url)

test('holidays rest and make-up days work, under their Chinese names, of the wanted years only', () => {
  const source = {
    holidays: { '2026-10-01': 'National Day,国庆节,3', '2023-10-01': 'National Day,国庆节,3' },
    workdays: { '2026-09-20': 'National Day,国庆节,3' },
  }
  expect(calendarDays(source, [2026])).toEqual([
    { day: '2026-09-20', working: true, name: '国庆节调休上班' },
    { day: '2026-10-01', working: false, name: '国庆节' },
  ])
})

test('a year without days in the source, or without its notice, stays unknown', () => {
  expect(
    knownYears({ holidays: { '2025-01-01': ',元旦,1', '2099-01-01': ',元旦,1' }, workdays: {} }),
  ).toEqual([2025])
})

test('the migration in the repository is what the installed package gives', () => {
  const { version } = require('chinese-days/package.json') as { version: string }
  const written = readFileSync(
    new URL('../supabase/migrations/20261101000410_calendar_days.sql', import.meta.url),
    'utf8',
  )
  expect(calendarSql(require('chinese-days/dist/chinese-days.json'), version)).toBe(written)
})
