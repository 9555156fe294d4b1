/** Where the project is, and the key that may do everything there. Never leaves the server. */
export interface ServiceAccess {
  url: string
  serviceKey: string
}

export interface AuthUser {
  id: string
  email: string
}

/** The headers that say it is the server. A key of the new form (sb_secret_…) is no JWT and goes into apikey alone. */
export function serviceHeaders({ serviceKey }: ServiceAccess): Record<string, string> {
  return {
    apikey: serviceKey,
    ...(serviceKey.startsWith('sb_') ? {} : { authorization: `Bearer ${serviceKey}` }),
  }
}

/** The few calls to Supabase that functions make as a server; plain fetch, so that nothing has to load. */
export interface ServiceClient {
  /** Calls a database function and gives back what it returns. */
  rpc<T>(name: string, args: Record<string, unknown>): Promise<T>
  createUser(user: {
    email: string
    app_metadata?: Record<string, unknown>
    user_metadata?: Record<string, unknown>
  }): Promise<AuthUser>
  getUser(id: string): Promise<AuthUser>
  deleteUser(id: string): Promise<void>
  /** A one-time token for verifyOtp; null when type is recovery and nobody has that address. */
  tokenHash(type: 'magiclink' | 'recovery', email: string): Promise<string | null>
}

/** An answer of Supabase that is not a success. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    path: string,
  ) {
    super(`${path} answered ${status} ${code}`)
  }
}

/** How long Supabase may take for one call: a function that waits for ever holds its caller and its lease. */
export const SERVICE_LIMIT_MS = 10_000

/** Makes the client over a fetch, which tests replace. */
export function createServiceClient(
  access: ServiceAccess,
  fetcher: typeof fetch = fetch,
  limitMs = SERVICE_LIMIT_MS,
): ServiceClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetcher(`${access.url}${path}`, {
      method,
      headers: { ...serviceHeaders(access), 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(limitMs),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : null
    if (!response.ok)
      throw new ServiceError(response.status, String(answer?.error_code ?? answer?.code ?? ''), path)
    return answer as T
  }
  return {
    rpc: (name, args) => call('POST', `/rest/v1/rpc/${name}`, args),
    createUser: (user) => call('POST', '/auth/v1/admin/users', { ...user, email_confirm: true }),
    getUser: (id) => call('GET', `/auth/v1/admin/users/${encodeURIComponent(id)}`),
    deleteUser: async (id) => {
      await call('DELETE', `/auth/v1/admin/users/${encodeURIComponent(id)}`)
    },
    tokenHash: async (type, email) => {
      try {
        const link = await call<{ hashed_token: string }>('POST', '/auth/v1/admin/generate_link', {
          type,
          email,
        })
        return link.hashed_token
      } catch (error) {
        if (error instanceof ServiceError && error.status === 404) return null
        throw error
      }
    },
  }
}
