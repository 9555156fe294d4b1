import type { RealtimeClientOptions } from '@supabase/supabase-js'

/** The socket that Realtime uses; undefined where the runtime has its own. */
export declare const socketTransport: RealtimeClientOptions['transport']
