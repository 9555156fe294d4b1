import { existsSync } from 'node:fs'
import type http from 'node:http'
import type postgres from 'postgres'

/** What realtime/attach.ts exports. */
export interface RealtimeParts {
  server: http.Server
  sql: postgres.Sql
  jwtSecret: string
  publishableKey: string
  secretKey: string
  log?: (line: string) => void
}

export interface Realtime {
  close(): Promise<void>
  handleHttp(request: Request): Promise<Response | null>
}

/** Fault: lite has no Realtime. Hangs ours on the server's upgrade event. */
export async function linkRealtime(parts: RealtimeParts): Promise<Realtime> {
  const file = new URL('./realtime/attach.ts', import.meta.url)
  if (!existsSync(file)) return { close: async () => {}, handleHttp: async () => null }
  const { attachRealtime } = (await import(file.href)) as {
    attachRealtime(parts: RealtimeParts): Realtime | Promise<Realtime>
  }
  return attachRealtime(parts)
}
