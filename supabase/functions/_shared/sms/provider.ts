/** One SMS of a text that is registered with the provider: none sends free words to numbers in the mainland. */
export interface Sms {
  phone: string
  /** Our own name of the text. */
  template: string
  /** The provider's id of the registered text; null where none is set. */
  providerId: string | null
  /** The registered text, with {names}. */
  words: string
  params: Record<string, string>
  /** The same at every attempt at the same message: a provider that knows keys sends it once. */
  key: string
}

/**
 * busy: surely not sent, soon perhaps. quota: not sent, not soon. refused: this one never goes this way. unreachable:
 * no answer that is the provider's; it may have gone out.
 */
export type SmsFailure = 'busy' | 'quota' | 'refused' | 'unreachable'
export type SmsOutcome = { ok: true } | { ok: false; kind: SmsFailure }

/** Whoever brings an SMS to a phone. Never throws: what went wrong is an outcome. */
export interface SmsProvider {
  send(sms: Sms): Promise<SmsOutcome>
}

/** The text as it arrives. A name that no value was given for is an error here and not in somebody's hand. */
export function filledIn({ words, params }: Pick<Sms, 'words' | 'params'>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`no value for {${name}}`)
    return value
  })
}
