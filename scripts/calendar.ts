/**
 * Writes supabase/migrations/20261101000410_calendar_days.sql from the package `chinese-days`, which keeps
 * the State Council's yearly holiday notices as data. It runs when a notice has come out and the package was
 * updated, never at run time: `npx tsx scripts/calendar.ts`. After a release an operator loads the year in the app
 * instead, or give the path of a new migration: an applied one must not change.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const FIRST_YEAR = 2024

/** The notice that each year's days follow; a year without its notice here is not written at all. */
const NOTICES: Record<number, string> = {
  2024: '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）',
  2025: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
  2026: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
}

type Days = Record<string, string>
type Source = { holidays: Days; workdays: Days }

/** One row of calendar_days: an exception from "Monday to Friday". */
export type CalendarDay = { day: string; working: boolean; name: string }

/** The exceptions of the years that have a notice, in order. The source's values are `English,中文,n`. */
export function calendarDays(source: Source, years: number[]): CalendarDay[] {
  const rows = (days: Days, working: boolean) =>
    Object.entries(days).map(([day, names]) => ({
      day,
      working,
      name: `${names.split(',')[1] ?? ''}${working ? '调休上班' : ''}`,
    }))
  return [...rows(source.holidays, false), ...rows(source.workdays, true)]
    .filter((row) => years.includes(Number(row.day.slice(0, 4))))
    .sort((a, b) => a.day.localeCompare(b.day))
}

/** Years from the first on that have both a notice and days in the source. */
export function knownYears(source: Source): number[] {
  const inSource = new Set(Object.keys(source.holidays).map((day) => Number(day.slice(0, 4))))
  return Object.keys(NOTICES)
    .map(Number)
    .filter((year) => year >= FIRST_YEAR && inSource.has(year))
}

/** The migration's text. */
export function calendarSql(source: Source, version: string): string {
  const years = knownYears(source)
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const yearRows = years.map((year) => `  (${year}, ${quote(NOTICES[year] ?? '')})`)
  const dayRows = calendarDays(source, years).map(
    (row) => `  (${quote(row.day)}, ${row.working}, ${quote(row.name)})`,
  )
  return `-- Written by scripts/calendar.ts from chinese-days ${version}: change that, not this.
-- Years that are not listed stay unknown (BB017) until their notice is published. What an operator has loaded or
-- edited meanwhile stands.

insert into public.calendar_years (year, notice) values
${yearRows.join(',\n')}
on conflict (year) do nothing;

insert into public.calendar_days (day, working, name) values
${dayRows.join(',\n')}
on conflict (day) do nothing;
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const require = createRequire(import.meta.url)
  const source = require('chinese-days/dist/chinese-days.json') as Source
  const { version } = require('chinese-days/package.json') as { version: string }
  const target =
    process.argv[2] ??
    fileURLToPath(new URL('../supabase/migrations/20261101000410_calendar_days.sql', import.meta.url))
  writeFileSync(target, calendarSql(source, version))
  process.stdout.write(`${target}: years ${knownYears(source).join(', ')}\n`)
}
