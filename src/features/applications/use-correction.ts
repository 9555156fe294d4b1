import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { keys } from '@/shared/query-keys'
import { mends } from './correction'
import { useAnswerCorrection } from './progress-hooks'
import type { Draft } from './use-draft'

/** The answer to a correction while it is made: which points are mended, typing, sending. */
export function useCorrection(draft: Draft, detail: ApplicationDetail) {
  const { id } = detail
  const client = useQueryClient()
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [sending, setSending] = useState(false)
  const answer = useAnswerCorrection(id)
  const typed = Object.keys(draft.state?.changes ?? {})
  const all = mends(detail, new Set([...touched, ...typed]))

  // Saving says nothing about the points; the next page that shows them asks anew.
  useEffect(
    () => () => {
      void client.invalidateQueries({ queryKey: keys.application(id) })
    },
    [client, id],
  )

  return {
    mends: all,
    left: all.filter((mend) => !mend.done),
    change: (field: string, value: string) => {
      setTouched((before) => new Set([...before, field]))
      draft.change(field, value)
    },
    sending,
    error: answer.error,
    /** Sends everything that was mended; a second tap while it is on its way does nothing. */
    send: async () => {
      if (sending) return
      setSending(true)
      try {
        await draft.flush()
        const answers = all.flatMap(({ field }) =>
          field ? [[field.id, detail.answers[field.id] ?? ''] as const] : [],
        )
        await answer.mutateAsync(Object.fromEntries(answers))
        draft.finish()
      } catch {
        // The mutation keeps the error and the page says it; what was typed stays with the keeper.
      } finally {
        setSending(false)
      }
    },
  }
}
