import { z } from 'zod'
import { readAtMost } from '../body.ts'
import type { SmsFailure, SmsProvider } from './provider.ts'
import { tc3Authorization } from './tc3.ts'

export interface TencentSms {
  secretId: string
  secretKey: string
  /** Of the application in the SMS console. */
  appId: string
  /** 短信签名 as it was approved. */
  signName: string
  region: string
  fetcher: typeof fetch
  now(): number
  timeoutMs: number
}

const HOST = 'sms.tencentcloudapi.com'
const MAX_ANSWER = 64 * 1024

const ANSWER = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code: z.string() }) }),
    z.object({ SendStatusSet: z.tuple([z.object({ Code: z.string() })]) }),
  ]),
})

/**
 * Tencent Cloud SMS, SendSms of 2021-01-11 (https://cloud.tencent.com/document/product/382/55981), over plain HTTPS.
 * It knows no keys: SessionContext only comes back, so a message that was asked for twice is sent twice; asking
 * again after no answer is for the caller to decide.
 */
export function tencentSms(options: TencentSms): SmsProvider {
  return {
    async send({ phone, providerId, params, key }) {
      if (providerId === null) return { ok: false, kind: 'refused' }
      const code = await sendSms(options, {
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: options.appId,
        SignName: options.signName,
        TemplateId: providerId,
        // By position: the order of the registered text's {1}, {2}.
        TemplateParamSet: Object.values(params),
        SessionContext: key.slice(0, 512),
      })
      if (code === null) return { ok: false, kind: 'unreachable' }
      return code === 'Ok' ? { ok: true } : { ok: false, kind: kindOf(code) }
    },
  }
}

/** Tencent's code of this one message; null where nothing came back that is Tencent's. */
async function sendSms(options: TencentSms, message: Record<string, unknown>): Promise<string | null> {
  const body = JSON.stringify(message)
  const timestamp = Math.floor(options.now() / 1000)
  const authorization = await tc3Authorization({ ...options, service: 'sms', host: HOST, body, timestamp })
  try {
    const response = await options.fetcher(`https://${HOST}/`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json; charset=utf-8',
        'x-tc-action': 'SendSms',
        'x-tc-version': '2021-01-11',
        'x-tc-region': options.region,
        'x-tc-timestamp': String(timestamp),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    })
    const content = await readAtMost(response.body, MAX_ANSWER)
    const { Response: answer } = ANSWER.parse(JSON.parse(new TextDecoder().decode(content ?? undefined)))
    return 'Error' in answer ? answer.Error.Code : answer.SendStatusSet[0].Code
  } catch {
    return null
  }
}

/**
 * By the beginnings of the codes: limits and an empty account are for later; their own trouble is for soon; our
 * credentials are for an operator, and nothing was sent; the rest is about this number or text.
 */
function kindOf(code: string): SmsFailure {
  if (/^(LimitExceeded|RequestLimitExceeded|AuthFailure|UnauthorizedOperation)/.test(code)) return 'quota'
  if (code.startsWith('FailedOperation.InsufficientBalance')) return 'quota'
  // It does not know itself whether it went out.
  if (/^InternalError\.(Timeout|SendAndRecvFail)/.test(code)) return 'unreachable'
  return code.startsWith('InternalError') ? 'busy' : 'refused'
}
