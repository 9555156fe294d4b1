import { frameFromEnvironment, optional, required, serviceFromEnvironment } from '../_shared/environment.ts'
import { wechatFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { type ContentCheckDeps, handleContentCheck } from './handler.ts'
import { pictureAddress } from './picture-address.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const url = required('SUPABASE_URL')
const deps: ContentCheckDeps = {
  frame: frameFromEnvironment('content-check'),
  service: serviceFromEnvironment(),
  wechat: wechatFromEnvironment(),
  address: pictureAddress(
    { url, serviceKey: required('SUPABASE_SERVICE_ROLE_KEY') },
    optional('PUBLIC_SUPABASE_URL') ?? url,
  ),
  secret: required('SCHEDULE_SECRET'),
}

Deno.serve((request) => handleContentCheck(request, deps))
