import { frameFromEnvironment, optional, required, serviceFromEnvironment } from '../_shared/environment.ts'
import { handleWechatEvents, type WechatEventsDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: WechatEventsDeps = {
  frame: frameFromEnvironment('wechat-events'),
  service: serviceFromEnvironment(),
  keys: {
    appid: required('WECHAT_APPID'),
    token: required('WECHAT_PUSH_TOKEN'),
    aesKey: optional('WECHAT_PUSH_AES_KEY') ?? null,
  },
  clock: Date.now,
}

Deno.serve((request) => handleWechatEvents(request, deps))
