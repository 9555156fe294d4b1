import { forget, keep, readKept } from '@/platform/storage'
import type { ApplicationDetail } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'
import type { Changes } from './api'

/** One save on its way: sent again unchanged, with the same id, until the server has answered. */
export interface Sending {
  requestId: string
  answers: Changes
  situations: Answers | null
}

/** What this device still has to bring to the server. */
export interface Kept {
  pending: Changes
  situations: Answers | null
  sending: Sending | null
}

const changesKey = (user: string, id: string) => `bb.own.draft.${user}.${id}`
const formKey = (user: string, id: string) => `bb.own.form.${user}.${id}`

/**
 * Drafts on this device, by person: unsent changes as they are typed, and the form as last seen, so that it opens
 * without a network. Everything of a draft goes when it is filed or deleted, everything of a person on sign-out
 * (src/platform/own-data.ts, by the prefix of the keys).
 */
export const draftShelf = {
  read: (user: string, id: string) => readKept<Kept>(changesKey(user, id)),
  /** False when the device has no room: then only the server keeps it. */
  write: (user: string, id: string, kept: Kept): boolean => keep(changesKey(user, id), kept),
  clearChanges: (user: string, id: string) => forget(changesKey(user, id)),
  readForm: (user: string, id: string) => readKept<ApplicationDetail>(formKey(user, id)),
  writeForm: (user: string, detail: ApplicationDetail) => keep(formKey(user, detail.id), detail),
  /** Filed or deleted: nothing of it stays. */
  drop: (user: string, id: string) => {
    forget(changesKey(user, id))
    forget(formKey(user, id))
  },
}
