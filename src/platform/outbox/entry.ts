import type { AppError } from '@/shared/errors'

/** Something that this device holds until the server has it. */
export interface Entry<Body = unknown> {
  /** The request id: the server takes it once however often it is sent. An open entry has none yet. */
  id: string
  kind: string
  /** What must stay in order: one conversation, one draft. One after the other within it, lanes side by side. */
  lane: string
  /** Its place in the line of its lane. */
  order: number
  body: Body
  /** Newer content of its lane still joins it; it gets its request id when it is sent. */
  open: boolean
  /** waiting: goes by itself. refused: the server said no, the person decides. */
  state: 'waiting' | 'refused'
  /** Given up while it could not be called back: it is taken back as soon as the server has answered. */
  unwanted?: boolean
  /** How often sending failed in a row, and the last reason. */
  failures: number
  problem: Problem | null
}

export interface Problem {
  code: string
  message: string
  hint: string | null
  field?: string
  detail?: Readonly<Record<string, unknown>>
}

/** After so many failures that are not the network's an entry steps aside, so that later ones are not held up. */
export const PATIENCE = 6

/** Whether the same content may get through later without the person changing anything. */
export function mayPass(code: string): boolean {
  if (code.startsWith('BB') || code === '42501' || code === 'file_lost') return false
  return !code.startsWith('upload_') || code === 'upload_failed'
}

/** No network and no session say nothing about what is sent. */
export const isOutside = (code: string) => code === 'offline' || code === 'signed_out'

export const problemOf = (error: AppError): Problem => ({
  code: error.code,
  message: error.message,
  hint: error.hint ?? null,
  field: error.field,
  detail: error.detail,
})

/** The entry after a failed try. */
export function afterFailure(entry: Entry, error: AppError, patience: number = PATIENCE): Entry {
  const failures = entry.failures + 1
  const waits = mayPass(error.code) && (isOutside(error.code) || failures < patience)
  return { ...entry, failures, state: waits ? 'waiting' : 'refused', problem: problemOf(error) }
}

/** How long to wait before the next try, in milliseconds: 2 s, 4 s, 8 s … at most a minute. */
export function pauseBefore(failures: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.max(1, failures))
}
