import type { Adapter, AfterRefusal } from '@/platform/outbox/adapter'
import type { Entry } from '@/platform/outbox/entry'
import { defineKind } from '@/platform/outbox/my-outbox'
import type { AppError } from '@/shared/errors'
import type { Answers } from '@/shared/form/answers'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { tell } from '@/shared/ui/ask'
import { type Changes, type SaveAnswer, saveDraft } from './api'
import { tookDraft } from './draft-acks'

/** What was typed into a draft and is not with the server yet. */
export interface DraftChange {
  application: string
  /** null: emptied. */
  answers: Changes
  situations: Answers | null
}

export const draftLane = (application: string) => `draft.${application}`

/** After the last key; short enough that leaving the page loses no more than the device keeps anyway. */
const TYPING_PAUSE_MS = 800

/** The draft is there no more, or was filed on another device: nothing can be saved into it. */
const TOO_LATE = ['BB004', 'BB005']

/** A clear no. What was typed stays; the named field alone waits for its next change, the others go on. */
export function afterRefusal({ body }: Entry<DraftChange>, error: AppError): AfterRefusal<DraftChange> {
  const { field } = error
  const { answers } = body
  if (!field || !(field in answers) || (Object.keys(answers).length === 1 && !body.situations)) return 'keep'
  const { [field]: refused, ...others } = answers
  return {
    keep: { ...body, answers: { [field]: refused }, situations: null },
    go: { ...body, answers: others },
  }
}

/** What of a refused save still stands once something newer was typed; null: nothing. */
export function withoutNewer(refused: DraftChange, newer: DraftChange): DraftChange | null {
  const left = Object.entries(refused.answers).filter(([key]) => !(key in newer.answers))
  const situations = newer.situations ? null : refused.situations
  return left.length === 0 && !situations
    ? null
    : { ...refused, answers: Object.fromEntries(left), situations }
}

export const joined = (older: DraftChange, newer: DraftChange): DraftChange => ({
  application: newer.application,
  answers: { ...older.answers, ...newer.answers },
  situations: older.situations || newer.situations ? { ...older.situations, ...newer.situations } : null,
})

const refresh = (application: string) =>
  void queryClient.invalidateQueries({ queryKey: keys.application(application) })

/** Drafts: every key goes to the device at once and to the server soon after, key by key the last word wins. */
export const draftKind: Adapter<DraftChange, SaveAnswer> = defineKind({
  kind: 'draft',
  holdMs: TYPING_PAUSE_MS,
  // It is the only copy: nothing steps aside but what the server refuses.
  patience: Number.POSITIVE_INFINITY,
  merge: joined,
  without: withoutNewer,
  deliver: ({ id, body }) => saveDraft(body.application, body.answers, body.situations, id),
  delivered({ body }, answer) {
    tookDraft(body.application, body.situations, answer)
    // Other situations switch other materials on.
    if (body.situations) refresh(body.application)
  },
  deliveredElsewhere: ({ body }) => refresh(body.application),
  refused(entry, error) {
    if (!TOO_LATE.includes(error.code)) return afterRefusal(entry, error)
    refresh(entry.body.application)
    void tell('刚才填的没存上', [error.message, error.hint].filter(Boolean).join('。'))
    return 'drop'
  },
})
