/**
 * Addresses and keys of the embedded stack. They are the public demo values that `supabase start`
 * prints for everybody, fit for a loopback address and for nothing else.
 */
export const DEFAULT_API_PORT = 54321
export const DEFAULT_PG_PORT = 54322
export const LOOPBACK = '127.0.0.1'
export const PUBLISHABLE_KEY = 'sb_publishable_local_dev_key'
export const SECRET_KEY = 'sb_secret_local_dev_key'
export const JWT_SECRET = 'super-secret-jwt-token-with-at-least-32-characters-long'
/** Hosted's superuser. Migrations never run as this role, so that what needs a superuser fails here too. */
export const SUPERUSER = 'supabase_admin'
/** The role that `supabase db push` uses on a hosted project: not a superuser, but bypasses RLS. */
export const MIGRATION_ROLE = 'postgres'
export const PG_PASSWORD = 'postgres'
/** The largest upload that the gateway reads; hosted's default global limit. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024
