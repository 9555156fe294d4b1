import { useSyncExternalStore } from 'react'
import { onForgotten } from '@/platform/own-data'
import type { Answers } from '@/shared/form/answers'
import type { SaveAnswer } from './api'

/** What the server said last of a draft, newer than a page's own copy when its revision is higher. */
export interface Ack {
  answers: Answers
  revision: number
  situations: Answers
  /** When the server took it. */
  savedAt: string
}

const acks = new Map<string, Ack>()
const listeners = new Set<() => void>()

function show(): void {
  for (const listener of [...listeners]) listener()
}
onForgotten(() => {
  acks.clear()
  show()
})

/** The server has taken a save. */
export function tookDraft(application: string, situations: Answers | null, answer: SaveAnswer): void {
  acks.set(application, {
    answers: answer.answers,
    revision: answer.draft_revision,
    situations: { ...acks.get(application)?.situations, ...situations },
    savedAt: answer.saved_at,
  })
  show()
}

/** The last answer of the server to a save of this draft; null before the first. */
export function useAck(application: string): Ack | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => acks.get(application) ?? null,
    () => null,
  )
}
