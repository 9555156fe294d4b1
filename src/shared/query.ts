import { QueryClient } from '@tanstack/react-query'
import { toAppError } from './errors'

/** An answer of the database (BB…) or a missing session will not change by asking again. */
function worthAsking(failures: number, error: unknown): boolean {
  const { code } = toAppError(error)
  return failures < 2 && !code.startsWith('BB') && code !== 'signed_out' && code !== 'cancelled'
}

/** The one cache of what the server said. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      retry: worthAsking,
      refetchOnReconnect: 'always',
    },
    // Without a network a change fails at once with a sentence; the person decides when to send it again.
    mutations: { retry: false, networkMode: 'always' },
  },
})
