import { tellFault } from './faults'

/** Codes that the client itself gives; all others (`BB001`…) come from the database. */
export type ClientCode = 'offline' | 'busy' | 'unknown' | 'signed_out' | 'cancelled'

/** The one error that reaches a screen: what happened, what to do, and the code to quote. */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly code: ClientCode | (string & {}),
    message: string,
    /** What the person can do next, one sentence. */
    readonly hint?: string,
    /** Form field or material key that the error belongs to. */
    readonly field?: string,
    /** What else the server told: the item of a revoked code, the colleague who was first. */
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

/** Any thrown value as an AppError, so that screens handle one kind. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  // No answer of a server and no words of ours: something broke on the way.
  tellFault('error', error)
  return new AppError('unknown', '这一步没做成', '你填的都还在。再试一次；还不行，把这行字告诉专员')
}
