import { useState } from 'react'
import { useMoveAppeal } from './hooks'
import { NOTE_MAX, textProblem } from './model'
import { useKeptText } from './use-kept-text'

/** What is chosen and written when an appeal was solved; nothing is chosen beforehand. */
export function useRateAppeal(id: string, onDone: () => void) {
  const [level, setLevel] = useState<string | null>(null)
  const comment = useKeptText(`appeal.${id}.rate`)
  const move = useMoveAppeal(id)
  const tooLong = textProblem(comment.text, '想说的话', NOTE_MAX, true)
  return {
    level,
    setLevel,
    comment: comment.text,
    setComment: comment.change,
    tooLong,
    busy: move.isPending,
    error: move.error,
    send: () => {
      if (move.isPending || tooLong) return
      const body = comment.text.trim()
      move
        .mutateAsync({ move: 'judge', solved: true, body, level: level === null ? null : Number(level) })
        .then(
          () => {
            comment.clear()
            onDone()
          },
          // Said over the button; what was chosen and written stays.
          () => undefined,
        )
    },
  }
}

export type RateAppealForm = ReturnType<typeof useRateAppeal>
