import type { When } from '../contract'

/** Whether a field, material or check point applies: every situation named must have one of the answers named. */
export function applies(when: When, situations: Record<string, string>): boolean {
  if (!when) return true
  return Object.entries(when).every(([situation, wanted]) => wanted.includes(situations[situation] ?? ''))
}
