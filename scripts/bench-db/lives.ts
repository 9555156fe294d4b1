/** How the n-th application went: its state, and the steps that led there. Most are finished, as in any office. */
import { chance, choose } from './random'
import { DAY, MINUTE, NOW } from './skeleton'

export interface Step {
  kind: string
  side: 'applicant' | 'staff'
  at: number
}
export interface Life {
  state: string
  steps: Step[]
  open: boolean
}

const FINISHED = ['delivered', 'declined', 'denied', 'withdrawn']
const OUTCOMES = [
  ['delivered', 0.86],
  ['declined', 0.03],
  ['denied', 0.03],
  ['withdrawn', 0.04],
  ['submitted', 0.012],
  ['correcting', 0.004],
  ['resubmitted', 0.004],
  ['accepted', 0.006],
  ['reviewing', 0.008],
  ['approved', 0.002],
  ['issued', 0.004],
] as const
/** An enterprise keeps a draft of an item at most once, so only its first applications can be drafts. */
const DRAFTS_AMONG = 5
const DRAFT_PART = 0.025

const TO_ACCEPTED = ['started', 'submitted', 'accepted']
const WAYS: Record<string, string[]> = {
  draft: ['started'],
  submitted: ['started', 'submitted'],
  correcting: ['started', 'submitted', 'correction_issued'],
  resubmitted: ['started', 'submitted', 'correction_issued', 'resubmitted'],
  accepted: TO_ACCEPTED,
  reviewing: [...TO_ACCEPTED, 'taken'],
  approved: [...TO_ACCEPTED, 'taken', 'approved'],
  issued: [...TO_ACCEPTED, 'taken', 'approved', 'issued'],
  delivered: [...TO_ACCEPTED, 'taken', 'approved', 'issued', 'delivered'],
  declined: ['started', 'submitted', 'declined'],
  denied: [...TO_ACCEPTED, 'taken', 'denied'],
  withdrawn: ['started', 'submitted', 'withdrawn'],
}
const BY_APPLICANT = ['started', 'submitted', 'resubmitted', 'delivered', 'withdrawn']
/** Between two steps. */
const PAUSE = 20 * 60 * MINUTE

export function lifeOf(n: number, j: number): Life {
  const draft = j < DRAFTS_AMONG && chance(n, 51) < DRAFT_PART
  const state = draft ? 'draft' : choose(OUTCOMES, n, 52)
  const open = !draft && !FINISHED.includes(state)
  const kinds = [...(WAYS[state] ?? [])]
  // One accepted filing in five was corrected once.
  if (kinds.includes('accepted') && chance(n, 53) < 0.2)
    kinds.splice(2, 0, 'correction_issued', 'resubmitted')
  // Finished ones lie over two years, what is open is of this week.
  const last = NOW - (open ? chance(n, 54) * 4 * DAY : 2 * DAY + chance(n, 54) * (draft ? 30 : 700) * DAY)
  const steps = kinds.map((kind, k): Step => {
    const side = BY_APPLICANT.includes(kind) ? 'applicant' : 'staff'
    return { kind, side, at: Math.floor(last - (kinds.length - 1 - k) * PAUSE) }
  })
  return { state, steps, open }
}

/** When a kind of step was, null when it was not. */
export const at = (life: Life, kind: string): number | null =>
  life.steps.find((step) => step.kind === kind)?.at ?? null
