import { fileURLToPath } from 'node:url'
import type { SupabaseClient, User } from '@supabase/supabase-js'
import type { Stack, StackOptions } from '../../supabase/local/stack'
import { type StackAddress, startTestStack, testClient } from '../support/stack'

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** A stack with the small schema of tests/contract/fixtures instead of the product's. */
export function startFixtureStack(options: Partial<StackOptions> = {}): Promise<Stack> {
  return startTestStack({
    migrations: `${FIXTURES}migrations`,
    functionsDir: `${FIXTURES}functions`,
    demo: false,
    ...options,
  })
}

export interface SignedIn {
  client: SupabaseClient
  user: User
  accessToken: string
}

let count = 0

/** A new person with a password, signed in. */
export async function signUp(stack: StackAddress, data: Record<string, unknown> = {}): Promise<SignedIn> {
  const client = testClient(stack)
  count += 1
  const email = `person${count}-${Date.now()}@example.test`
  const { data: made, error } = await client.auth.signUp({ email, password: 'Passw0rd!', options: { data } })
  if (error || !made.user || !made.session) throw error ?? new Error('no session')
  return { client, user: made.user, accessToken: made.session.access_token }
}

/** The claims of a token, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString())
}
