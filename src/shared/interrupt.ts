import { useSyncExternalStore } from 'react'

/**
 * A question that something under the pages has to put to the person: a phone's permission, a consent, a sign-in
 * that ended. In WeChat nothing outside a page is drawn, so the page that is open draws it (shared/ui/Page).
 */
export interface Interrupt {
  /** Only one of a kind is asked at a time. */
  kind: 'privacy' | 'permission' | 'signed-out' | 'consent'
  title: string
  lines: readonly string[]
  /** A text to read before one answers. */
  link?: { words: string; onTap: () => void }
  yes: {
    words: string
    /** WeChat takes some answers only from a button of its own. */
    openType?: 'agreePrivacyAuthorization' | 'openSetting'
    id?: string
  }
  no: string
  /** `detail`: what WeChat's own button told. */
  onAnswer: (yes: boolean, detail?: unknown) => void
}

let asked: readonly Interrupt[] = []
const listeners = new Set<() => void>()

function set(next: readonly Interrupt[]): void {
  asked = next
  for (const listener of listeners) listener()
}

/** Puts a question to the person; it waits while another one is open. Gives how to take it back. */
export function interrupt(question: Interrupt): () => void {
  set([...asked, question])
  return () => set(asked.filter((each) => each !== question))
}

/** Answers the question that is open, once. */
export function answerInterrupt(question: Interrupt, yes: boolean, detail?: unknown): void {
  if (!asked.includes(question)) return
  set(asked.filter((each) => each !== question))
  question.onAnswer(yes, detail)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const first = () => asked[0] ?? null

/** The question that is open now. */
export function useInterrupt(): Interrupt | null {
  return useSyncExternalStore(subscribe, first, first)
}
