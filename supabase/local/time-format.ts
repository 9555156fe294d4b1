/**
 * Fault: lite prints timestamps as Postgres does, `2026-11-22 19:07:01+00`, which iOS cannot parse.
 * PostgREST prints ISO 8601. Values inside embeds and JSON already come as ISO from Postgres itself.
 */
const TIMESTAMP = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::\d\d)*)?$/

/** Turns Postgres's text form of a timestamp into ISO 8601; leaves `infinity` and dates BC alone. */
export function toIsoTimestamp(text: string): string {
  const match = TIMESTAMP.exec(text)
  if (!match) return text
  const [, date, time, zone = ''] = match
  return `${date}T${time}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`
}

/** Types for the postgres.js driver under lite. */
export const timestampTypes = {
  timestamptz: { to: 1184, from: [1184], serialize: dateToText, parse: toIsoTimestamp },
  timestamp: { to: 1114, from: [1114], serialize: dateToText, parse: toIsoTimestamp },
}

function dateToText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
