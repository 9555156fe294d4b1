/** The scratch cluster, migrated, with a machine's usual settings. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { bootstrapDatabase } from '../../supabase/local/bootstrap'
import { LOOPBACK, MIGRATION_ROLE, PG_PASSWORD, SUPERUSER } from '../../supabase/local/defaults'
import { applyMigrations } from '../../supabase/local/migrate'
import { type PostgresServer, startPostgres } from '../../supabase/local/postgres'
import { iso, NOW } from './skeleton'

const MIGRATIONS = fileURLToPath(new URL('../../supabase/migrations', import.meta.url))
/** The database that is loaded; copies of it are kept at the smaller sizes. */
export const DATABASE = 'bench'

export interface Cluster {
  /** One connection to a database of the cluster, as the superuser unless said. */
  connect(database: string, role?: string, onnotice?: (notice: postgres.Notice) => void): postgres.Sql
  /** Starts the server anew; durable: every commit waits for the disk, as it must in production. */
  restart(durable: boolean): Promise<void>
  stop(keep: boolean): Promise<void>
}

const mb = (part: number) => `${Math.max(128, Math.floor((totalmem() / 2 ** 20) * part))}MB`

/** What a host sets by the memory of its machine, and what a hosted project sets for its disks. */
const settings = () => ({
  shared_buffers: mb(0.12),
  effective_cache_size: mb(0.5),
  work_mem: '16MB',
  random_page_cost: '1.1',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
})

/** Makes a cluster in an empty folder, with the state of a new hosted project and all migrations. */
export async function makeCluster(folder: string): Promise<Cluster> {
  if (existsSync(path.join(folder, 'postgres')))
    throw new Error(`${folder} holds a cluster already: remove it first`)
  mkdirSync(folder, { recursive: true })
  let server: PostgresServer = await startPostgres({ dataDir: folder, port: 0, durable: false })
  const url = (database: string, role: string) =>
    `postgresql://${role}:${PG_PASSWORD}@${LOOPBACK}:${server.port}/${database}`
  const cluster: Cluster = {
    connect: (database, role = SUPERUSER, onnotice = () => {}) =>
      postgres(url(database, role), { max: 1, onnotice, connection: { TimeZone: 'UTC' } }),
    async restart(durable) {
      await server.stop()
      server = await startPostgres({ dataDir: folder, port: 0, durable })
    },
    async stop(keep) {
      await server.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await prepare(cluster, url)
  } catch (error) {
    await cluster.stop(false)
    throw error
  }
  return cluster
}

async function prepare(cluster: Cluster, url: (database: string, role: string) => string): Promise<void> {
  const admin = cluster.connect('postgres')
  for (const [name, value] of Object.entries(settings()))
    await admin.unsafe(`alter system set ${name} = '${value}'`)
  await admin.unsafe(`create database ${DATABASE} owner ${SUPERUSER}`)
  await admin.end()
  await cluster.restart(false)
  const superuser = cluster.connect(DATABASE)
  await bootstrapDatabase(superuser, url(DATABASE, SUPERUSER))
  const owner = cluster.connect(DATABASE, MIGRATION_ROLE)
  await applyMigrations(owner, MIGRATIONS)
  await owner`select private.set_clock(${iso(NOW)}::timestamptz)`
  await owner.end()
  await superuser.end()
}
