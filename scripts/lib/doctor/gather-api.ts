import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import WebSocket from 'ws'
import { JWT_SECRET, PUBLISHABLE_KEY } from '../../../supabase/local/defaults'
import { readProjectConfig } from '../../../supabase/local/project-config'
import type { FunctionAnswer, FunctionFacts } from './functions'
import type { ApiFacts } from './security'

export interface Api {
  url: string
  publishableKey: string
}

/** JWT secrets that stand in public documentation: of `supabase start`, and of the docker compose file. */
const KNOWN_SECRETS: Record<string, string> = {
  'supabase start': JWT_SECRET,
  'docker .env.example': 'your-super-secret-jwt-token-with-at-least-32-characters-long',
}
const PATIENCE_MS = 20_000
/** An origin that is nobody's. */
const FOREIGN = 'https://doctor.invalid'

const patient = (init: RequestInit = {}): RequestInit => ({
  ...init,
  signal: AbortSignal.timeout(PATIENCE_MS),
})

/** What a stranger gets of the API. `databaseNow` is asked at the same time. */
export async function apiFacts(
  api: Api,
  databaseNow: () => Promise<Date>,
): Promise<ApiFacts & { throughCloudflare: boolean }> {
  const headers = { apikey: api.publishableKey }
  const rest = `${api.url}/rest/v1`
  const readable = await fetch(`${rest}/calendar_years?select=year&limit=1`, patient({ headers })).catch(
    (error: Error) => error.message,
  )
  const answered = typeof readable === 'string' ? null : readable
  const now = await databaseNow()
  const date = Date.parse(answered?.headers.get('date') ?? '')
  const hidden = await fetch(
    `${rest}/settings?select=key&limit=1`,
    patient({ headers: { ...headers, 'accept-profile': 'private' } }),
  ).catch(() => null)
  const auth = await fetch(`${api.url}/auth/v1/settings`, patient({ headers }))
    .then(async (answer) =>
      answer.ok
        ? ((await answer.json()) as { disable_signup?: boolean; external?: { email?: boolean } })
        : null,
    )
    .catch(() => null)
  return {
    url: api.url,
    readable: typeof readable === 'string' ? readable : readable.status,
    privateRefused: hidden === null || hidden.status >= 400,
    publishableKey: api.publishableKey,
    demoKey: PUBLISHABLE_KEY,
    knownSecrets: answered?.ok ? await forgeable(rest, api) : [],
    signupOff: auth?.disable_signup ?? null,
    emailOn: auth?.external?.email ?? null,
    skewMs: Number.isNaN(date) ? null : date - now.getTime(),
    strangerListens: await strangerListens(api),
    throughCloudflare: answered?.headers.has('cf-ray') ?? false,
  }
}

/** Which public secrets make a token that this API takes for good. */
async function forgeable(rest: string, { publishableKey }: Api): Promise<string[]> {
  const found: string[] = []
  for (const [name, secret] of Object.entries(KNOWN_SECRETS)) {
    const token = await new SignJWT({ role: 'anon' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(secret))
    const headers = { apikey: publishableKey, authorization: `Bearer ${token}` }
    const answer = await fetch(`${rest}/calendar_years?select=year&limit=1`, patient({ headers })).catch(
      () => null,
    )
    if (answer?.ok) found.push(name)
  }
  return found
}

/** Tries to join a private topic without a sign-in; null when realtime does not answer at all. */
async function strangerListens({ url, publishableKey }: Api): Promise<boolean | null> {
  const client = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
  const channel = client.channel(`user:${randomUUID()}`, { config: { private: true } })
  try {
    return await new Promise<boolean | null>((resolve) => {
      channel.subscribe((status) => {
        if (status === 'SUBSCRIBED') resolve(true)
        if (status === 'CHANNEL_ERROR') resolve(false)
        if (status === 'TIMED_OUT') resolve(null)
      }, 5000)
    })
  } finally {
    await client.realtime.disconnect()
  }
}

/** Calls every function as nobody; none of them does anything for a stranger. */
export async function functionFacts(api: Api, folder: string, ours: string | null): Promise<FunctionFacts> {
  const { openFunctions } = readProjectConfig(path.join(folder, '..', 'config.toml'))
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .filter((name) => name !== 'demo-login')
  const functions: FunctionAnswer[] = []
  for (const name of names) functions.push(await ask(api, name, !openFunctions.has(name), ours))
  // Its own refusal may be a 404 too: then the request id tells it from the platform's.
  const demo = await ask(api, 'demo-login', false, null)
  return {
    functions,
    demoLogin: { deployed: demo.own || ![0, 404].includes(demo.status) },
  }
}

async function ask(api: Api, name: string, verifyJwt: boolean, ours: string | null): Promise<FunctionAnswer> {
  const id = `doctor-${randomUUID()}`
  const answer = await post(api, name, {}, { 'x-request-id': id })
  const code = answer ? await codeOf(answer) : null
  return {
    name,
    verifyJwt,
    status: answer?.status ?? 0,
    own: answer?.headers.get('x-request-id') === id,
    code,
    foreignAllowed: (await allows(api, name, FOREIGN)) ?? false,
    oursAllowed: ours === null ? null : await allows(api, name, ours),
  }
}

const post = (api: Api, name: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(
    `${api.url}/functions/v1/${name}`,
    patient({
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: api.publishableKey, ...headers },
      body: JSON.stringify(body),
    }),
  ).catch(() => null)

async function codeOf(answer: Response): Promise<string | null> {
  const body = (await answer.json().catch(() => null)) as { code?: unknown } | null
  return body?.code === undefined ? null : String(body.code)
}

async function allows(api: Api, name: string, origin: string): Promise<boolean | null> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'apikey',
  }
  const answer = await fetch(
    `${api.url}/functions/v1/${name}`,
    patient({ method: 'OPTIONS', headers }),
  ).catch(() => null)
  if (!answer) return null
  const allowed = answer.headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === origin
}
