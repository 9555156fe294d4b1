import { offlineError } from '@/platform/errors'
import type { Entry } from '@/platform/outbox/entry'
import type { OutboxView } from '@/platform/outbox/world'
import { AppError } from '@/shared/errors'
import type { Answers } from '@/shared/form/answers'
import type { Changes } from './api'
import type { Ack } from './draft-acks'
import { type DraftChange, draftLane } from './draft-kind'

export interface DraftState {
  /** Typed here, not yet with the server; null: emptied. */
  changes: Changes
  situations: Answers
  acked: Ack | null
  status: 'saved' | 'saving' | 'device'
  /** When the server last took something from this device; null before the first time. */
  savedAt: string | null
  problem: AppError | null
  /** False when the device itself has no room either. */
  onDevice: boolean
}

/** A draft as this device knows it: what waits in the outbox, and what the server took. */
export function draftState(
  application: string,
  view: OutboxView,
  acked: Ack | null,
  online: boolean,
): DraftState {
  const lane = draftLane(application)
  const waiting = view.entries.filter((entry): entry is Entry<DraftChange> => entry.lane === lane)
  const problem = waiting.find((entry) => entry.problem)?.problem ?? null
  const cut = waiting.length > 0 && !online
  return {
    changes: Object.assign({}, ...waiting.map((entry) => entry.body.answers)) as Changes,
    situations: Object.assign({}, ...waiting.map((entry) => entry.body.situations)) as Answers,
    acked,
    status: waiting.length === 0 ? 'saved' : problem || cut ? 'device' : 'saving',
    savedAt: acked?.savedAt ?? null,
    problem: problem
      ? new AppError(problem.code, problem.message, problem.hint ?? undefined, problem.field, problem.detail)
      : cut
        ? offlineError()
        : null,
    onDevice: !view.full,
  }
}
