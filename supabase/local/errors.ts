import { inspect } from 'node:util'

/** The parts of a Postgres error that PostgREST passes on. */
interface DatabaseError extends Error {
  code?: string
  detail?: string | null
  hint?: string | null
}

/** Codes whose answer lite makes well, or (23503, 23505) that its Storage compares after normalising. */
const LITE_ANSWERS = /^(PGRST|PT...|42...|22...|21...|25006|23503|23505)$/

/**
 * PostgREST's table of HTTP statuses by SQLSTATE
 * (https://docs.postgrest.org/en/stable/references/errors.html). Everything it does not name is 400,
 * the product's own codes included.
 */
export function statusOf(sqlState: string): number {
  if (sqlState === '23503' || sqlState === '23505') return 409
  if (sqlState === '53400') return 500
  if (sqlState === 'P0001') return 400
  if (/^(08|53)/.test(sqlState)) return 503
  if (/^(0L|0P|28)/.test(sqlState)) return 403
  if (/^(09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/.test(sqlState)) return 500
  return 400
}

/**
 * Fault: lite knows a handful of SQLSTATEs and turns the others (P0001, 23P01, 23514, P0002, 28000,
 * the product's own) into 500 `{"code":"SUP"}` without detail and hint. They are handed to it in the
 * form of PostgREST's own escape, `raise sqlstate 'PGRST'`, which carries status and body.
 */
export function mendErrors(connection: { normalizeDbError(error: unknown): unknown }): void {
  const original = connection.normalizeDbError.bind(connection)
  connection.normalizeDbError = (raw: unknown) => {
    const error = original(raw) as DatabaseError
    const code = error?.code
    if (typeof code !== 'string' || !/^(PGRST|[0-9A-Z]{5})$/.test(code)) return error
    const passedOn = LITE_ANSWERS.test(code) ? error : asPgrst(error, code)
    return quietly(passedOn, `REST ${code}: ${error.message}`)
  }
}

function asPgrst(error: DatabaseError, code: string): DatabaseError {
  const body = { code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null }
  const wrapped: DatabaseError = new Error(JSON.stringify(body))
  wrapped.code = 'PGRST'
  wrapped.detail = JSON.stringify({ status: statusOf(code), headers: {} })
  return wrapped
}

/** Fault: lite prints a whole stack for every refused request. One line is enough. */
function quietly(error: DatabaseError, line: string): DatabaseError {
  return Object.defineProperty(error, inspect.custom, { value: () => line, configurable: true })
}
