/** Where supabase-js keeps the session on this device. */
export const SESSION_KEY = 'bb.session'
