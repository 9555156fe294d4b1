import { App, setExperimental } from '@supabase/lite'
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from './defaults'
import { mendErrors } from './errors'
import { jsonTypes } from './json-format'
import { FileStorage } from './storage-adapter'
import { timestampTypes } from './time-format'

/** REST, Auth and Storage of @supabase/lite over one database. */
export interface Lite {
  app: App
  connection: PostgresConnection
  close(): Promise<void>
}

/** Makes lite's app with its faults in reading and writing values mended. */
export async function createLite(options: {
  url: string
  storageDir: string
  enableSignup?: boolean
}): Promise<Lite> {
  setExperimental('storage', true)
  const connection = createPostgresConnection({
    url: options.url,
    postgresOptions: { types: { ...jsonTypes, ...timestampTypes }, max: 10, onnotice: () => {} },
  })
  mendErrors(connection)
  mendGrants(connection)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: JWT_SECRET,
      publishable_key: PUBLISHABLE_KEY,
      secret_key: SECRET_KEY,
      site_url: 'http://localhost:8080',
      enable_signup: options.enableSignup ?? true,
      email: { enable_confirmations: false },
    },
    api: { schemas: ['public'] },
    storage: { enabled: true, file_size_limit: '50MiB' },
    studio: { enabled: false },
    // Admin mode would let a keyless request pass.
    options: { server: { admin: false } },
  })
  // Fault: FilesystemStorageAdapter is documented but not exported.
  app._storageAdapter = new FileStorage(options.storageDir)
  await withoutWarnings(() => app.init())
  return { app, connection, close: () => connection.driver.end({ timeout: 2 }) }
}

/**
 * Fault: before the first request lite runs GRANT ALL on every table of every schema that has an RLS
 * table, `private` included, and so undoes the migrations' revokes. Told that this has happened
 * already, it leaves the grants alone; sql/bootstrap.sql gives those that hosted gives.
 */
function mendGrants(connection: PostgresConnection): void {
  Object.assign(connection, { rlsState: 'active' })
}

/** lite warns on the console that Storage is experimental; the stack says what it is by itself. */
function withoutWarnings<T>(make: () => T): T {
  const { warn } = console
  console.warn = () => {}
  try {
    return make()
  } finally {
    console.warn = warn
  }
}
