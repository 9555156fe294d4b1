import { clientAddress } from '../_shared/client-address.ts'
import { optional, required, serviceFromEnvironment } from '../_shared/environment.ts'
import { exchangeCode } from '../_shared/wechat.ts'
import { handleWechatLogin, type WechatLoginDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const app = {
  apiBase: optional('WECHAT_API_BASE') ?? 'https://api.weixin.qq.com',
  appid: required('WECHAT_APPID'),
  secret: required('WECHAT_SECRET'),
}
const deps: WechatLoginDeps = {
  service: serviceFromEnvironment(),
  exchangeCode: (code) => exchangeCode(app, code),
  newId: () => crypto.randomUUID(),
  clientAddress: (request) => clientAddress(request, optional('CLIENT_ADDRESS_HEADER')),
}

Deno.serve((request) => handleWechatLogin(request, deps))
