import { clientAddress } from '../_shared/client-address.ts'
import { frameFromEnvironment, optional, serviceFromEnvironment } from '../_shared/environment.ts'
import { wechatAppFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { exchangeCode } from '../_shared/wechat/session.ts'
import { handleWechatLogin, type WechatLoginDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const app = wechatAppFromEnvironment()
const deps: WechatLoginDeps = {
  frame: frameFromEnvironment('wechat-login'),
  service: serviceFromEnvironment(),
  exchangeCode: (code) => exchangeCode(app, code),
  newId: () => crypto.randomUUID(),
  clientAddress: (request) => clientAddress(request, optional('CLIENT_ADDRESS_HEADER')),
}

Deno.serve((request) => handleWechatLogin(request, deps))
