import type { Clock } from '@/shared/contract'
import { type DueWords, dueWords } from '@/shared/words/due'

/** A clock in two parts that may wrap between them: what is left, and until when or why it stands still. */
export function clockParts(clock: Clock, now: number): DueWords {
  const words = dueWords(clock, now)
  if (clock.state !== 'stopped') return words
  const [left = '', ...why] = words.left.split('，')
  return { ...words, left, moment: why.join('，') }
}
