/** What a log line may hold besides its fixed fields: counts, kinds and yes or no. Never who, never what was said. */
export type Notes = Record<string, string | number | boolean | null>

export interface LogLine {
  function: string
  request_id: string
  status: number
  /** The stable code of a refusal; null for a success. */
  code: string | null
  ms: number
}

/** One JSON line an answer. */
export function logLine(line: LogLine, notes: Notes): string {
  return JSON.stringify({ ...line, ...notes })
}

/**
 * What an unexpected error may say in a log. The words of a failed call can hold its address, and with it a secret
 * or a number; so addresses lose their query, and what looks like a number of a person, an id, an e-mail or a token
 * is taken out.
 */
export function withoutPersonal(words: string): string {
  return (
    words
      .replace(/\?[^\s)'"]*/g, '?…')
      .replace(/[^\s@/]+@[^\s@/]+/g, '…@…')
      // Without a capital or digit it is a name of ours, as in /rest/v1/rpc/service_subscription_event.
      .replace(/(?=[\w-]*[A-Z\d])[\w-]{20,}/g, '…')
      .replace(/\d{6,}/g, '…')
      .slice(0, 300)
  )
}
