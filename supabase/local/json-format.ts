/**
 * Fault: lite serialises JSON values itself and its postgres driver does so again, so that objects
 * in auth tables arrive as JSON strings. A text that already is JSON is passed on as it is; hence the one
 * difference that remains: a bare string that is itself JSON text, as a whole jsonb value, loses its quotes.
 */
export function serialiseJsonOnce(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  try {
    JSON.parse(value)
    return value
  } catch {
    return JSON.stringify(value)
  }
}

/** Types for the postgres.js driver under lite. */
export const jsonTypes = {
  json: {
    to: 114,
    from: [114],
    serialize: serialiseJsonOnce,
    parse: (text: string): unknown => JSON.parse(text),
  },
  jsonb: {
    to: 3802,
    from: [3802],
    serialize: serialiseJsonOnce,
    parse: (text: string): unknown => JSON.parse(text),
  },
}
