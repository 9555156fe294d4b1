import { type AskAsCaller, askingAsCaller } from './caller-client.ts'
import { parseOrigins } from './cors.ts'
import type { Frame } from './http.ts'
import { createServiceClient, type ServiceClient } from './service-client.ts'
import { type StoredObjects, storedObjects } from './stored-objects.ts'

declare const Deno: { env: { get(name: string): string | undefined } }

/** A setting that must be there; says which one is missing, never its value. */
export function required(name: string): string {
  const value = Deno.env.get(name)
  if (!value) throw new Error(`The environment variable ${name} is not set`)
  return value
}

/** A setting that may be missing; one that is there and empty is missing too, as where compose passes all of them on. */
export function optional(name: string): string | undefined {
  return Deno.env.get(name) || undefined
}

/** The frame of this function: CORS for ALLOWED_ORIGINS, a line to the log. */
export function frameFromEnvironment(name: string): Frame {
  return {
    name,
    origins: parseOrigins(optional('ALLOWED_ORIGINS')),
    newId: () => crypto.randomUUID(),
    now: () => Math.round(performance.now()),
    log: (line) => console.log(line),
  }
}

/** Supabase as the server, from the variables that every function has. */
export function serviceFromEnvironment(): ServiceClient {
  return createServiceClient({
    url: required('SUPABASE_URL'),
    serviceKey: required('SUPABASE_SERVICE_ROLE_KEY'),
  })
}

/** The database as whoever sent the token. */
export function callerFromEnvironment(): AskAsCaller {
  return askingAsCaller({ url: required('SUPABASE_URL'), publishableKey: required('SUPABASE_ANON_KEY') })
}

/** Storage as the server. */
export function objectsFromEnvironment(): StoredObjects {
  return storedObjects({
    url: required('SUPABASE_URL'),
    serviceKey: required('SUPABASE_SERVICE_ROLE_KEY'),
  })
}
