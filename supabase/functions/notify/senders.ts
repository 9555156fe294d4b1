import { z } from 'zod'
import type { SmsFailure, SmsProvider } from '../_shared/sms/provider.ts'
import { type WechatApi, WechatError } from '../_shared/wechat/api.ts'
import type { Done, Outcome, Post, Sms, Step, Subscribe } from './steps.ts'
import { smsParams, templateData } from './template-data.ts'

/** The ways out of the house. */
export interface Senders {
  /** Null where no mini-program is configured. */
  wechat: Pick<WechatApi, 'call'> | null
  /** Null where no provider is configured. */
  sms: SmsProvider | null
  /** Takes what is for no person; null where no place is configured. */
  post: ((step: Post) => Promise<Outcome>) | null
  /** Which version of the mini-program a message opens. */
  miniprogramState: 'developer' | 'trial' | 'formal'
}

export function sendStep(senders: Senders, step: Exclude<Step, Done>): Promise<Outcome> {
  if (step.do === 'subscribe') return subscribe(senders, step)
  return step.do === 'sms' ? sms(senders, step) : post(senders, step)
}

const SEND = '/cgi-bin/message/subscribe/send'
const Answer = z.object({ errcode: z.literal(0) })
/** 43101: he refuses, or what he accepted is spent; 20004: he switched all of them off. */
const UNWANTED = [43101, 20004]

/** https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html */
async function subscribe({ wechat, miniprogramState }: Senders, step: Subscribe): Promise<Outcome> {
  if (!wechat) return { outcome: 'failed', error: 'no mini-program is configured' }
  const filled = templateData(step.fields, step.values)
  // WeChat would answer 47003; the acceptance stays for a message that has words.
  if ('missing' in filled) return { outcome: 'failed', error: `nothing to say in ${filled.missing}` }
  try {
    await wechat.call(
      SEND,
      {
        touser: step.openid,
        template_id: step.template_id,
        page: step.page,
        data: filled.data,
        miniprogram_state: miniprogramState,
        lang: 'zh_CN',
      },
      Answer,
    )
    return { outcome: 'sent', error: null }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    return { outcome: outcomeOf(error), error: `WeChat ${error.kind} ${error.errcode}` }
  }
}

function outcomeOf({ kind, errcode, path }: WechatError): Outcome['outcome'] {
  // Without an access_token nothing was sent, whatever happened to it.
  if (kind === 'unreachable' && path === SEND) return 'unknown'
  if (kind !== 'refused' || path !== SEND) return 'not_sent'
  // 40003 openid, 40037 template, 41030 page, 47003 parameters, and what else is about this very message.
  return UNWANTED.includes(errcode) ? 'refused' : 'failed'
}

async function sms({ sms: provider }: Senders, step: Sms): Promise<Outcome> {
  if (!provider) return { outcome: 'failed', error: 'no SMS provider is configured' }
  const answer = await provider.send({
    phone: step.phone,
    template: step.template,
    providerId: step.provider_id,
    words: step.words,
    params: smsParams(step.params, step.values),
    key: step.key,
  })
  return answer.ok
    ? { outcome: 'sent', error: null }
    : { outcome: SMS_OUTCOME[answer.kind], error: `SMS ${answer.kind}` }
}

const SMS_OUTCOME: Record<SmsFailure, Outcome['outcome']> = {
  busy: 'not_sent',
  quota: 'not_sent',
  refused: 'refused',
  unreachable: 'unknown',
}

async function post({ post: send }: Senders, step: Post): Promise<Outcome> {
  // The anchors themselves stay in private.chain_anchors, whoever takes them out.
  return send ? send(step) : { outcome: 'failed', error: 'no place is configured (ANCHOR_URL)' }
}
