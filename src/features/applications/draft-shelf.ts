import { forget, keep, readKept } from '@/platform/storage'
import type { ApplicationDetail } from '@/shared/contract'

const formKey = (user: string, id: string) => `bb.own.form.${user}.${id}`

/**
 * Drafts as last seen, by person, so that they open without a network. They go when a draft is filed or deleted, all
 * of a person's on sign-out (src/platform/own-data.ts, by the prefix of the keys).
 */
export const draftShelf = {
  readForm: (user: string, id: string) => readKept<ApplicationDetail>(formKey(user, id)),
  writeForm: (user: string, detail: ApplicationDetail) => keep(formKey(user, detail.id), detail),
  drop: (user: string, id: string) => forget(formKey(user, id)),
}
