import { QueryClient } from '@tanstack/react-query'
import { toAppError } from './errors'

/** What came after the transport had already asked three times, or will not change by asking again. */
const SETTLED = ['offline', 'busy', 'signed_out', 'cancelled']

/** An answer of the database (BB…) will not change either. */
function worthAsking(failures: number, error: unknown): boolean {
  const { code } = toAppError(error)
  return failures < 2 && !code.startsWith('BB') && !SETTLED.includes(code)
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
