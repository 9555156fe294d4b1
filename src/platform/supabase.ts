import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '@/shared/database.types'
import { publishableKey } from './build-facts'
import { apiUrl } from './env'
import { deviceStorage } from './storage'
import { transportFetch } from './transport'
import { socketTransport } from './websocket'

/** The one client of the project, the same on both targets. */
export const supabase: SupabaseClient<Database> = createClient<Database>(apiUrl, publishableKey, {
  auth: {
    storage: deviceStorage,
    storageKey: 'bb.session',
    // The address bar never carries a session here, and WeChat has none.
    detectSessionInUrl: false,
    persistSession: true,
    autoRefreshToken: true,
  },
  global: { fetch: transportFetch },
  // 1.0.0 is JSON text; 2.0.0 needs TextEncoder, which WeChat lacks.
  realtime: { transport: socketTransport, vsn: '1.0.0' },
})
