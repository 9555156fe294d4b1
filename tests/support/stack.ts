import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js'
import type { TestProject } from 'vitest/node'
import WebSocket from 'ws'
import { loadDemo } from '../../supabase/local/demo/load'
import { type Stack, type StackOptions, startStack } from '../../supabase/local/stack'

/** What tests of other processes need to know of a running stack. */
export interface StackAddress {
  apiUrl: string
  dbUrl: string
  publishableKey: string
  secretKey: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddress
  }
}

/**
 * Starts a stack of its own on free ports in a temporary folder, by default with the product's
 * migrations and the demo county. `stop()` removes the folder too.
 */
export async function startTestStack({
  demo = true,
  ...options
}: Partial<StackOptions> & { demo?: boolean } = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'bangban-stack-'))
  let stack: Stack | undefined
  const stop = async () => {
    await stack?.stop()
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    stack = await startStack({ durable: false, ...options, dataDir })
    if (demo) await loadDemo(stack)
    return { ...stack, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * For `globalSetup`: one stack for all files of a project, which read its address by
 * `inject('stack')`. Vitest calls the returned function at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startTestStack()
  const { apiUrl, dbUrl, publishableKey, secretKey } = stack
  project.provide('stack', { apiUrl, dbUrl, publishableKey, secretKey })
  return () => stack.stop()
}

/** An official client that keeps nothing between tests; Node 20 has no WebSocket of its own. */
export function testClient(
  stack: Pick<StackAddress, 'apiUrl' | 'publishableKey'>,
  options: { key?: string; vsn?: '1.0.0' | '2.0.0'; accessToken?: string } = {},
): SupabaseClient {
  const { accessToken } = options
  const settings: SupabaseClientOptions<'public'> = {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket, vsn: options.vsn ?? '2.0.0' },
    ...(accessToken ? { accessToken: async () => accessToken } : {}),
  }
  return createClient(stack.apiUrl, options.key ?? stack.publishableKey, settings)
}

/** Signs a demo person in without a password, through the admin API, as the sign-in functions do. */
export async function signInByEmail(stack: StackAddress, email: string): Promise<SupabaseClient> {
  const admin = testClient(stack, { key: stack.secretKey })
  const link = await admin.auth.admin.generateLink({ type: 'magiclink', email })
  if (link.error) throw link.error
  const client = testClient(stack)
  const verified = await client.auth.verifyOtp({
    token_hash: link.data.properties.hashed_token,
    type: 'magiclink',
  })
  if (verified.error) throw verified.error
  return client
}
