import { StackError } from '../../supabase/local/stack-error'

/** The port that an environment variable names, or the usual one. */
export function portFrom(variable: string, usual: number): number {
  const text = process.env[variable]
  if (!text) return usual
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new StackError('PORT_INVALID', `${variable} must be a port from 1 to 65535, not "${text}".`)
}
