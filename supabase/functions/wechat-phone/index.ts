import {
  callerFromEnvironment,
  frameFromEnvironment,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { wechatFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { handleWechatPhone, type WechatPhoneDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: WechatPhoneDeps = {
  frame: frameFromEnvironment('wechat-phone'),
  service: serviceFromEnvironment(),
  askAsCaller: callerFromEnvironment(),
  wechat: wechatFromEnvironment(),
}

Deno.serve((request) => handleWechatPhone(request, deps))
