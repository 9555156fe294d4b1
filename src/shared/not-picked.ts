import { toAppError } from './errors'

/** Why no file came from where one wanted to choose it; with the way round where the phone or the person said no. */
export function notPicked(thrown: unknown): string {
  const { code, message, hint } = toAppError(thrown)
  return hint && code !== 'unknown' ? `${message}。${hint}` : `没打开：${message}。换一种方式选`
}
