import { useState } from 'react'
import { useRate } from './progress-hooks'

export const MOST_COMMENT = 500

/** What is chosen and written on the rating page; nothing is chosen beforehand. */
export function useRateForm(id: string) {
  const [level, setLevel] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const rate = useRate(id)
  const tooLong = [...comment].length > MOST_COMMENT
  return {
    level,
    setLevel,
    comment,
    setComment,
    tooLong,
    /** Sent without a level: said once, gone when one is chosen. */
    missing: missing && level === null,
    busy: rate.isPending,
    error: rate.error,
    send: () => {
      if (rate.isPending || tooLong) return
      if (level === null) setMissing(true)
      else rate.mutate({ level: Number(level), comment: comment.trim() })
    },
  }
}

export type RateFormState = ReturnType<typeof useRateForm>
