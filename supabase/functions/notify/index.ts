import { frameFromEnvironment, optional, required, serviceFromEnvironment } from '../_shared/environment.ts'
import { smsFromEnvironment } from '../_shared/sms/from-environment.ts'
import { wechatFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { anchorPlace } from './anchor-place.ts'
import { handleNotify, type NotifyDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const states = ['developer', 'trial', 'formal'] as const

const deps: NotifyDeps = {
  frame: frameFromEnvironment('notify'),
  service: serviceFromEnvironment(),
  senders: {
    wechat: optional('WECHAT_APPID') ? wechatFromEnvironment() : null,
    sms: smsFromEnvironment(),
    post: anchorPlace(optional('ANCHOR_URL')),
    miniprogramState: states.find((state) => state === optional('WECHAT_MINIPROGRAM_STATE')) ?? 'formal',
  },
  secret: required('SCHEDULE_SECRET'),
}

Deno.serve((request) => handleNotify(request, deps))
