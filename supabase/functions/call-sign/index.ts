import {
  callerFromEnvironment,
  frameFromEnvironment,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { wechatAppFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { exchangeCodeForKey } from '../_shared/wechat/session.ts'
import { type CallSignDeps, handleCallSign } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const app = wechatAppFromEnvironment()
const deps: CallSignDeps = {
  frame: frameFromEnvironment('call-sign'),
  appid: app.appid,
  askAsCaller: callerFromEnvironment(),
  service: serviceFromEnvironment(),
  exchangeCode: (code) => exchangeCodeForKey(app, code),
  clock: Date.now,
}

Deno.serve((request) => handleCallSign(request, deps))
