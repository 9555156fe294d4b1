import type { Frame } from '../../supabase/functions/_shared/http.ts'

/** A frame for handlers under test: the time stands still, every new id is `new-id-1`, the log is a list. */
export function testFrame(name: string): Frame & { lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  return {
    name,
    origins: ['https://app.example'],
    newId: () => 'new-id-1',
    now: () => 0,
    log: (line) => lines.push(JSON.parse(line)),
    lines,
  }
}
