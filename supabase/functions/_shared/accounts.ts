import type { ServiceClient } from './service-client.ts'

/** How somebody came in for the first time. */
export interface NewAccount {
  provider: 'wechat' | 'phone'
  /** The name until the person writes one. */
  name: string
  newId(): string
  /** Ties what identifies the person to this account; answers whose it is now. */
  link(userId: string): Promise<string | null>
}

/**
 * The first sign-in of somebody. Two at once (a double tap) each make an account, but the database links only one
 * of them and says which; the other is taken away again.
 */
export async function makeAccount(service: ServiceClient, account: NewAccount): Promise<string> {
  const { provider, name } = account
  const user = await service.createUser({
    // .invalid is reserved for addresses that can never receive mail (RFC 2606).
    email: `${provider === 'wechat' ? 'wx' : provider}-${account.newId()}@${provider}.invalid`,
    app_metadata: { provider, providers: [provider] },
    user_metadata: { name },
  })
  let linked: string | null = null
  try {
    linked = await account.link(user.id)
  } finally {
    if (linked !== user.id) await service.deleteUser(user.id)
  }
  if (!linked) throw new Error(`a new ${provider} account was linked to nobody`)
  return linked
}

/** A one-time token for `verifyOtp({ token_hash, type: 'magiclink' })`, which opens the session of this account. */
export async function sessionToken(service: ServiceClient, userId: string): Promise<string | null> {
  const { email } = await service.getUser(userId)
  return service.tokenHash('magiclink', email)
}
