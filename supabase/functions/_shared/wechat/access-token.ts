import { z } from 'zod'
import type { ServiceClient } from '../service-client.ts'
import { WechatError } from './error.ts'
import { patiently } from './patience.ts'
import { ask, fitting, type WechatServer } from './request.ts'

/**
 * The access_token that all functions and all their instances share. It lies in the database
 * (private.wechat_tokens), and a lease there lets one of any number of callers renew it while the others go on with
 * the old one or wait for the new. Renewed 5 minutes early: from then on stable_token gives the new one while
 * WeChat still takes the old one
 * (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html).
 */
export interface AccessTokens {
  /** One that should work. */
  current(): Promise<string>
  /** Another one, since WeChat did not take this one. */
  insteadOf(stale: string): Promise<string>
}

export interface AccessTokenDeps {
  server: WechatServer
  appid: string
  secret: string
  service: Pick<ServiceClient, 'rpc'>
  wait(ms: number): Promise<void>
  random(): number
}

const PATH = '/cgi-bin/stable_token'
/** How often somebody else's renewal is waited for: longer than a lease, since the next caller then takes over. */
const PATIENCE = 100

/** As service_wechat_token answers: a token, the task to renew it, or both; neither is to wait. */
const TOKEN_ANSWER = z.object({
  token: z.string().nullable(),
  lease: z.string().nullable(),
  wait_ms: z.number().nullable(),
})
const STABLE_TOKEN = z.object({
  access_token: z.string().min(1).max(1024),
  expires_in: z.number().positive(),
})

/** Makes it over a service client and a server, which tests replace. */
export function accessTokens(deps: AccessTokenDeps): AccessTokens {
  return {
    current: () => obtain(deps, null),
    insteadOf: (stale) => obtain(deps, stale),
  }
}

async function obtain(deps: AccessTokenDeps, stale: string | null): Promise<string> {
  for (let asked = 0; asked < PATIENCE; asked += 1) {
    const answer = await deps.service.rpc<unknown>('service_wechat_token', {
      p_appid: deps.appid,
      p_stale: stale,
    })
    const { token, lease, wait_ms } = TOKEN_ANSWER.parse(answer)
    if (lease !== null) {
      try {
        return await renew(deps, lease, stale)
      } catch (error) {
        // Early renewal failed: the old one is good for minutes yet, and the next caller tries again.
        if (token !== null && error instanceof WechatError) return token
        throw error
      }
    }
    if (token !== null) return token
    // Somebody's renewal failed just now: the same again a moment later helps nobody.
    if (wait_ms === null) throw new WechatError(0, 'unreachable', PATH)
    await deps.wait(wait_ms)
  }
  throw new WechatError(0, 'busy', PATH)
}

async function renew(deps: AccessTokenDeps, lease: string, stale: string | null): Promise<string> {
  try {
    let fresh = await askFor(deps, false)
    // WeChat still calls it valid and does not take it: only then, since this is limited to 20 a day, by force.
    if (fresh.access_token === stale) fresh = await askFor(deps, true)
    await deps.service.rpc('service_keep_wechat_token', {
      p_appid: deps.appid,
      p_lease: lease,
      p_token: fresh.access_token,
      p_expires_in: Math.floor(fresh.expires_in),
    })
    return fresh.access_token
  } catch (error) {
    // Given back at once, so that nobody waits for a lease that nobody holds.
    await deps.service.rpc('service_release_wechat_lease', { p_appid: deps.appid, p_lease: lease })
    throw error
  }
}

async function askFor(deps: AccessTokenDeps, force: boolean) {
  const { server, appid, secret } = deps
  const body = { grant_type: 'client_credential', appid, secret, force_refresh: force }
  return patiently(deps, async () => fitting(await ask(server, PATH, {}, body), STABLE_TOKEN, PATH))
}
