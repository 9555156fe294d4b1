import { clientAddress } from '../_shared/client-address.ts'
import {
  callerFromEnvironment,
  frameFromEnvironment,
  optional,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { smsFromEnvironment } from '../_shared/sms/from-environment.ts'
import { newCode } from './code.ts'
import { handlePhoneLogin, type PhoneLoginDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: PhoneLoginDeps = {
  frame: frameFromEnvironment('phone-login'),
  service: serviceFromEnvironment(),
  askAsCaller: callerFromEnvironment(),
  sms: smsFromEnvironment(),
  codeTemplate: optional('SMS_CODE_TEMPLATE') ?? null,
  newCode,
  newId: () => crypto.randomUUID(),
  clientAddress: (request) => clientAddress(request, optional('CLIENT_ADDRESS_HEADER')),
}

Deno.serve((request) => handlePhoneLogin(request, deps))
