import { z } from 'zod'
import { readAtMost } from '../body.ts'
import { filledIn, type SmsFailure, type SmsProvider } from './provider.ts'

const ANSWER = z.union([
  z.object({ ok: z.literal(true) }),
  z
    .object({ errcode: z.number().int() })
    .transform(({ errcode }) => ({ ok: false as const, kind: kindOf(errcode) })),
])

function kindOf(errcode: number): SmsFailure {
  if (errcode === -1) return 'busy'
  return errcode === 45009 || errcode === 45011 ? 'quota' : 'refused'
}

/** The embedded stack's: the message stands on the simulator's page and reaches nobody. */
export function simulatorSms(base: string, fetcher: typeof fetch = fetch, timeoutMs = 5000): SmsProvider {
  return {
    async send(sms) {
      const body = { phone: sms.phone, words: filledIn(sms), key: sms.key }
      try {
        const response = await fetcher(`${base}/sms/send`, {
          method: 'POST',
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        const content = await readAtMost(response.body, 16 * 1024)
        return ANSWER.parse(JSON.parse(new TextDecoder().decode(content ?? undefined)))
      } catch {
        return { ok: false, kind: 'unreachable' }
      }
    },
  }
}
