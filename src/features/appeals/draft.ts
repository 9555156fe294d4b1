import { useSyncExternalStore } from 'react'
import { onForgotten } from '@/platform/own-data'
import { forget, keep, readKept } from '@/platform/storage'
import type { AppealDraft } from './model'

/** A file that Storage has, waiting for its appeal. */
export interface DraftFile {
  path: string
  name: string
  size: number
}

export interface KeptDraft extends AppealDraft {
  files: DraftFile[]
}

const EMPTY: KeptDraft = { kind: null, title: '', body: '', applicationId: null, files: [] }
const drafts = new Map<string, KeptDraft>()
const listeners = new Set<() => void>()

const keyOf = (enterprise: string) => `bb.own.appeal.${enterprise}`

function read(enterprise: string): KeptDraft {
  const known = drafts.get(enterprise)
  if (known) return known
  const kept = { ...EMPTY, ...readKept<KeptDraft>(keyOf(enterprise)) }
  drafts.set(enterprise, kept)
  return kept
}

function show(): void {
  for (const listener of [...listeners]) listener()
}

onForgotten(() => {
  drafts.clear()
  show()
})

/** Changes the draft of an enterprise and keeps it on the device: Back and restart lose nothing. */
export function editDraft(enterprise: string, change: (draft: KeptDraft) => Partial<KeptDraft>): void {
  const before = read(enterprise)
  const next = { ...before, ...change(before) }
  drafts.set(enterprise, next)
  keep(keyOf(enterprise), next)
  show()
}

/** Handed in, or given up. */
export function clearDraft(enterprise: string): void {
  drafts.delete(enterprise)
  forget(keyOf(enterprise))
  show()
}

/** The appeal that is being written for an enterprise. */
export function useDraft(enterprise: string): KeptDraft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => read(enterprise),
    () => EMPTY,
  )
}
