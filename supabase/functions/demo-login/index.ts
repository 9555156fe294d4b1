import { frameFromEnvironment, optional, serviceFromEnvironment } from '../_shared/environment.ts'
import { handleDemoLogin } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps = {
  frame: frameFromEnvironment('demo-login'),
  service: serviceFromEnvironment(),
  allowed: optional('DEMO_SIGN_IN') === '1',
}

Deno.serve((request) => handleDemoLogin(request, deps))
