import { type AppError, toAppError } from './errors'

type Problem = Pick<AppError, 'code' | 'detail'> | null

/** Storage has the object no more (it lay a day without belonging to anything): the bytes must go up again. */
export function isGone(error: Problem): boolean {
  return error?.code === 'BB013' && error.detail.reason === 'missing'
}

/** Storage took no file of this kind or size, or the device has lost it: another one must be chosen. */
const HOPELESS = ['upload_large', 'upload_type', 'file_lost']

/** The content was refused: sending the same file again would not help. */
export function isRefusedFile(error: Problem): boolean {
  if (!error) return false
  return HOPELESS.includes(error.code) || (error.code === 'BB013' && !isGone(error))
}

/** What a failed upload says at the file: what happened and what to do. */
export function uploadProblem(thrown: unknown): string {
  const { message, hint } = toAppError(thrown)
  return [message, hint].filter(Boolean).join('。')
}
