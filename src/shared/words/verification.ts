import type { AppointmentSummary, Finding } from '@/shared/contract'
import type { Tone } from '@/shared/ui/Tag'

interface Word {
  word: string
  tone: Tone
}

/** The whole check in a word; both sides read the same. */
export const CONCLUSION_WORDS: Record<NonNullable<AppointmentSummary['conclusion']>, Word> = {
  pass: { word: '符合', tone: 'done' },
  rectify: { word: '要整改', tone: 'wait' },
  fail: { word: '不符合', tone: 'late' },
}

/** One check point in a word; 没看清 is an answer of its own. */
export const VERDICT_WORDS: Record<Finding['verdict'], Word> = {
  ok: { word: '符合', tone: 'done' },
  fix: { word: '要整改', tone: 'wait' },
  unclear: { word: '没看清', tone: 'neutral' },
}
