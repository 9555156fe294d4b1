import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import {
  type Judged,
  namedBefore,
  type ReviewRow,
  reviewMode,
  reviewRows,
  sumUp,
  type Verdict,
} from './model'
import { useVerdicts } from './use-verdicts'

/** Everything that a page of the review needs: rows with verdicts, what is missing, and how to judge. */
export function useReview(detail: ApplicationDetail) {
  const verdicts = useVerdicts(detail)
  const [refused, setRefused] = useState<string | null>(null)
  const mode = reviewMode(detail)
  const rows = reviewRows(detail, verdicts.edits)
  const told = mode === 'window' ? namedBefore(detail) : null

  const put = (row: ReviewRow, judged: Judged, typing = false) => {
    setRefused(null)
    verdicts.keeper.set(row.id, judged, typing)
  }
  return {
    detail,
    mode,
    rows,
    sum: sumUp(rows),
    saving: verdicts.saving,
    /** Why verdicts are not saved; they are still here. */
    unsaved: verdicts.error,
    retry: () => void verdicts.keeper.flush(),
    /** They went into a notice or an answer. */
    letGo: () => verdicts.keeper.clear(),
    /** Row that a second notice may not name. */
    refused,
    judge: (row: ReviewRow, verdict: Verdict, reason = row.judged.reason) => {
      // 一次性告知: what was not said the first time cannot be asked for any more.
      if (verdict === 'fix' && told && !told.has(row.id)) setRefused(row.id)
      else put(row, { verdict, reason: verdict === 'ok' ? '' : reason })
    },
    write: (row: ReviewRow, reason: string) => put(row, { verdict: 'fix', reason }, true),
  }
}

export type Review = ReturnType<typeof useReview>
