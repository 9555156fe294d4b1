import { CONSENT_VERSION } from '@/shared/privacy-uses'
import { forget, keep, readKept } from './storage'

/** What somebody agreed to on this device, before anything of them is collected; not who. */
interface Consent {
  version: string
  at: string
}

const KEY = 'bb.consent'

/**
 * Whether somebody on this device agreed to the present 隐私说明. Until then nobody is signed in, nothing is reported
 * and nothing personal is stored.
 */
export const hasConsent = (): boolean => readKept<Consent>(KEY)?.version === CONSENT_VERSION

/** At the tap that says 同意. */
export function giveConsent(): void {
  keep(KEY, { version: CONSENT_VERSION, at: new Date().toISOString() } satisfies Consent)
}

export const dropConsent = (): void => forget(KEY)
