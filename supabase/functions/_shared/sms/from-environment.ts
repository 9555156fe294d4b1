import { optional, required } from '../environment.ts'
import type { SmsProvider } from './provider.ts'
import { simulatorSms } from './simulator.ts'
import { tencentSms } from './tencent.ts'

/** The provider that SMS_PROVIDER names; null where a county has none yet. A name that is unknown is an error. */
export function smsFromEnvironment(): SmsProvider | null {
  const name = optional('SMS_PROVIDER')
  if (!name) return null
  if (name === 'simulator') return simulatorSms(required('SMS_API_BASE'))
  if (name === 'tencent') {
    return tencentSms({
      secretId: required('TENCENT_SECRET_ID'),
      secretKey: required('TENCENT_SECRET_KEY'),
      appId: required('SMS_APP_ID'),
      signName: required('SMS_SIGN_NAME'),
      region: optional('SMS_REGION') ?? 'ap-guangzhou',
      fetcher: fetch,
      now: Date.now,
      timeoutMs: 5000,
    })
  }
  throw new Error(`SMS_PROVIDER is ${name}, which is none that this function knows`)
}
