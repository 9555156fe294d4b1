import { dropConsent, giveConsent, hasConsent } from '@/platform/consent'
import { consentPlatform } from '@/platform/privacy'
import { forget, keep, readKept } from '@/platform/storage'
import { CONSENT_VERSION } from '@/shared/privacy-uses'
import { uuid } from '@/shared/uuid'
import * as api from './api'

/** What the server was told: of whom, which version, under which request; `done` once it has answered. */
interface Told {
  user: string
  version: string
  requestId: string
  done: boolean
}

const KEY = 'bb.own.consent'

/**
 * Tells the server which text the person who just signed in agreed to on this device. Until the server has answered
 * it is told again at every start, with the same request id; afterwards never, unless it was given `anew`.
 */
export async function tellConsent(user: string, anew = false): Promise<void> {
  if (!hasConsent()) return
  const before = readKept<Told>(KEY)
  const same = !anew && before?.user === user && before.version === CONSENT_VERSION
  if (same && before.done) return
  const told: Told = same ? before : { user, version: CONSENT_VERSION, requestId: uuid(), done: false }
  keep(KEY, told)
  await api.recordConsent(CONSENT_VERSION, consentPlatform, told.requestId)
  // Who left meanwhile has left nothing here.
  if (readKept<Told>(KEY)?.requestId === told.requestId) keep(KEY, { ...told, done: true })
}

/**
 * Whether a signed-in person has to be asked again: what is collected has changed since, and no other device of
 * theirs has agreed to it yet.
 */
export async function needsNewConsent(): Promise<boolean> {
  if (hasConsent()) return false
  const known = await api.myConsent()
  if (known?.version !== CONSENT_VERSION) return true
  giveConsent()
  return false
}

/** Taken back: the next sign-in asks anew. */
export function forgetConsent(): void {
  dropConsent()
  forget(KEY)
}
