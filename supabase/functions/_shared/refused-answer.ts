import { Refusal } from './refusal.ts'

interface Refused {
  refused: { code: string; message: string; hint: string | null; details: string | null }
}

/** The HTTP status that goes with a stable code; 400 for the others, as PostgREST has it. */
const STATUS: Record<string, number> = { BB080: 429, BB100: 409 }

/**
 * The answer of an RPC that answers a refusal instead of raising it, so that what it counted stays
 * (private.refusal); thrown here as the same refusal.
 */
export function unlessRefused<T>(answer: T | Refused): T {
  if (typeof answer !== 'object' || answer === null || !('refused' in answer)) return answer as T
  const { code, message, hint, details } = answer.refused
  throw new Refusal(STATUS[code] ?? 400, code, message, hint, details)
}
