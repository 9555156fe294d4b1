import {
  callerFromEnvironment,
  frameFromEnvironment,
  objectsFromEnvironment,
  optional,
} from '../_shared/environment.ts'
import { wechatFromEnvironment } from '../_shared/wechat/from-environment.ts'
import { handleItemCode, type ItemCodeDeps } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

/** The setting has the words of subscribe messages; the API of codes has others. */
const VERSIONS = { developer: 'develop', trial: 'trial', formal: 'release' } as const
const state = optional('WECHAT_MINIPROGRAM_STATE') ?? 'formal'

const deps: ItemCodeDeps = {
  frame: frameFromEnvironment('item-code'),
  askAsCaller: callerFromEnvironment(),
  objects: objectsFromEnvironment(),
  wechat: wechatFromEnvironment(),
  version: VERSIONS[state as keyof typeof VERSIONS] ?? 'release',
}

Deno.serve((request) => handleItemCode(request, deps))
