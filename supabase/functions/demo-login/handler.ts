import { z } from 'zod'
import { type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'

export interface DemoLoginDeps {
  frame: Frame
  service: ServiceClient
  /** True in the embedded stack only. */
  allowed: boolean
}

const INPUT = z.object({ person: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/) })

/**
 * Signs a demo person in with one tap: `{person: '<handle>'}` in, `{token_hash}` out. Refuses everywhere
 * but in the embedded stack, and there everybody whose address does not end in demo.invalid.
 */
export function handleDemoLogin(request: Request, deps: DemoLoginDeps): Promise<Response> {
  const refuse = () => (deps.allowed ? nobody() : switchedOff())
  return postJson(request, deps.frame, { input: INPUT, refuse }, async ({ person }) => {
    if (!deps.allowed) throw switchedOff()
    // A recovery link, and not a magic link: that one would make an account for an unknown address.
    const token = await deps.service.tokenHash('recovery', `${person}@demo.invalid`)
    if (!token) throw nobody()
    return json({ token_hash: token })
  })
}

const switchedOff = () => new Refusal(403, 'BB023', '这里不能用演示身份登录', '请用微信或手机号登录')
const nobody = () => new Refusal(404, 'DEMO_PERSON_UNKNOWN', '没有这位演示人员')
