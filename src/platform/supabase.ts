import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '@/shared/database.types'
import { publishableKey } from './build-facts'
import { apiUrl } from './env'
import { spread } from './retry'
import { sessionFetch } from './session-fetch'
import { SESSION_KEY } from './session-key'
import { deviceStorage } from './storage'
import { transportFetch } from './transport'
import { socketTransport } from './websocket'

/** The one client of the project, the same on both targets. */
export const supabase: SupabaseClient<Database> = createClient<Database>(apiUrl, publishableKey, {
  auth: {
    storage: deviceStorage,
    storageKey: SESSION_KEY,
    // The address bar never carries a session here, and WeChat has none.
    detectSessionInUrl: false,
    persistSession: true,
    autoRefreshToken: true,
  },
  global: { fetch: sessionFetch(transportFetch) },
  realtime: {
    transport: socketTransport,
    // 1.0.0 is JSON text; 2.0.0 needs TextEncoder, which WeChat lacks.
    vsn: '1.0.0',
    // Its own pauses are the same for everybody: after a restart all phones would knock in the same second.
    reconnectAfterMs: (tries) => spread(Math.min(1000 * 2 ** (tries - 1), 10_000)),
  },
})
