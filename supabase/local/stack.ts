import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { ApiKeys } from './api-keys'
import { AuthAdmin } from './auth-admin'
import { bootstrapDatabase } from './bootstrap'
import {
  JWT_SECRET,
  LOOPBACK,
  MIGRATION_ROLE,
  PG_PASSWORD,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  SUPERUSER,
} from './defaults'
import { EdgeFunctions } from './functions'
import { createGateway } from './gateway'
import { answerWith, closeServer, listen } from './http-server'
import { createLite } from './lite'
import { claimDataDir } from './lock'
import { applyMigrations, applySeed } from './migrate'
import { ensurePortFree } from './ports'
import { startPostgres } from './postgres'
import { readProjectConfig } from './project-config'
import { linkRealtime } from './realtime-link'
import { type Scheduler, startScheduler } from './scheduler'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from './wechat/app'
import { DEMO_PUSH } from './wechat/content'
import { startWechatSimulator, type WechatSimulator } from './wechat/simulator'

const SUPABASE_DIR = fileURLToPath(new URL('..', import.meta.url))

export interface StackOptions {
  /** Everything that must last: the cluster, the objects of Storage, logs. */
  dataDir: string
  /** 0, the default, takes a free port. */
  apiPort?: number
  pgPort?: number
  migrations?: string
  functionsDir?: string
  /** Restarts a function when its files change. */
  reloadFunctions?: boolean
  /** Runs the seed file when the database is new. */
  seed?: boolean | string
  /** False for throw-away databases of tests: faster, but not safe against power loss. */
  durable?: boolean
  /** Whether demo people may sign in without a password, through the function demo-login. */
  demoSignIn?: boolean
  log?: (line: string) => void
  host?: typeof LOOPBACK
  /** Breaks off a start that is under way: what it has started is ended, and the promise is rejected. */
  signal?: AbortSignal
}

export interface Stack {
  apiUrl: string
  /** As `postgres`, the role of migrations. */
  dbUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  /** As the superuser. */
  sql: postgres.Sql
  simulator: WechatSimulator
  /** Names of the migrations that this start applied. */
  applied: string[]
  /** Runs the scheduled jobs that are due; with `force`, all of them. */
  tick: Scheduler['tick']
  stop(): Promise<void>
}

/** Starts Postgres, applies what is missing, and serves the API on the loopback address only. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const log = options.log ?? (() => {})
  const dataDir = path.resolve(options.dataDir)
  // Undone in reverse, by stop() and by a start that fails half-way.
  const cleanups: (() => unknown)[] = []
  const stop = async () => {
    for (let undo = cleanups.pop(); undo; undo = cleanups.pop()) {
      try {
        await undo()
      } catch (error) {
        log(`stop: ${(error as Error).message}`)
      }
    }
  }
  try {
    cleanups.push(claimDataDir(dataDir))
    return await start(options, dataDir, log, cleanups, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  options: StackOptions,
  dataDir: string,
  log: (line: string) => void,
  cleanups: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  if (options.apiPort) await ensurePortFree(options.apiPort, 'API', 'BB_API_PORT')
  const { signal } = options
  const pg = await startPostgres({
    dataDir,
    port: options.pgPort ?? 0,
    durable: options.durable ?? true,
    signal,
  })
  cleanups.push(() => pg.stop())
  signal?.throwIfAborted()
  log(pg.fresh ? `Postgres made and started on port ${pg.port}` : `Postgres started on port ${pg.port}`)
  const url = (role: string) => `postgresql://${role}:${PG_PASSWORD}@${LOOPBACK}:${pg.port}/postgres`

  const sql = postgres(url(SUPERUSER), { max: 8, onnotice: () => {}, connection: { TimeZone: 'UTC' } })
  cleanups.push(() => sql.end({ timeout: 2 }))
  await bootstrapDatabase(sql, url(SUPERUSER))
  signal?.throwIfAborted()
  const applied = await migrate(options, url(MIGRATION_ROLE), sql, log)
  signal?.throwIfAborted()

  const functionsDir = options.functionsDir ?? path.join(SUPABASE_DIR, 'functions')
  const lite = await createLite({
    url: url(SUPERUSER),
    storageDir: path.join(dataDir, 'storage'),
    enableSignup: readProjectConfig(path.join(functionsDir, '..', 'config.toml')).enableSignup,
  })
  cleanups.push(() => lite.close())
  // Fault: lite keeps its first look at the schema; PostgREST looks again at `notify pgrst`, so we do.
  await sql.listen('pgrst', () => void lite.connection.clearSchemaCache())

  const simulator = await startWechatSimulator()
  cleanups.push(() => simulator.close())
  const keys = new ApiKeys(JWT_SECRET)
  const server = http.createServer()
  const port = await listen(server, options.apiPort ?? 0)
  cleanups.push(() => closeServer(server))
  const apiUrl = `http://${LOOPBACK}:${port}`
  simulator.content.pushesTo(`${apiUrl}/functions/v1/wechat-events`)

  const scheduleSecret = randomUUID()
  const functions = new EdgeFunctions({
    folder: functionsDir,
    keys,
    reload: options.reloadFunctions ?? false,
    log,
    env: {
      SUPABASE_URL: apiUrl,
      SUPABASE_ANON_KEY: PUBLISHABLE_KEY,
      SUPABASE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      SUPABASE_SERVICE_ROLE_KEY: SECRET_KEY,
      SUPABASE_DB_URL: url(MIGRATION_ROLE),
      WECHAT_API_BASE: simulator.url,
      WECHAT_APPID: DEMO_APPID,
      WECHAT_SECRET: DEMO_WECHAT_SECRET,
      WECHAT_PUSH_TOKEN: DEMO_PUSH.token,
      WECHAT_PUSH_AES_KEY: DEMO_PUSH.aesKey,
      SMS_PROVIDER: 'simulator',
      SMS_API_BASE: simulator.url,
      SCHEDULE_SECRET: scheduleSecret,
      // The app of the demo and of tests runs on a port of its own.
      ALLOWED_ORIGINS: 'http://localhost:*,http://127.0.0.1:*',
      DEMO_SIGN_IN: (options.demoSignIn ?? true) ? '1' : '0',
    },
  })
  cleanups.push(() => functions.close())
  const realtime = await linkRealtime({
    server,
    sql,
    jwtSecret: JWT_SECRET,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    log,
  })
  cleanups.push(() => realtime.close())
  signal?.throwIfAborted()
  const admin = new AuthAdmin(sql, () => apiUrl)
  const handle = createGateway({
    lite,
    sql,
    keys,
    admin,
    functions,
    jwtSecret: JWT_SECRET,
    realtime: (request) => realtime.handleHttp(request),
    page: (pathname) => simulator.page(pathname),
    log,
  })
  answerWith(server, apiUrl, handle)
  const scheduler = startScheduler(sql, log, async (name) => {
    const answer = await fetch(`${apiUrl}/functions/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-schedule-secret': scheduleSecret },
      body: '{}',
    })
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`)
  })
  cleanups.push(() => scheduler.stop())
  log(`API on ${apiUrl} (for development, demo and tests only)`)
  return {
    apiUrl,
    dbUrl: url(MIGRATION_ROLE),
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    jwtSecret: JWT_SECRET,
    sql,
    simulator,
    applied,
    tick: scheduler.tick,
    stop,
  }
}

/** Migrations and, once in the life of a database, the seed. */
async function migrate(options: StackOptions, url: string, admin: postgres.Sql, log: (line: string) => void) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const applied = await applyMigrations(sql, options.migrations ?? path.join(SUPABASE_DIR, 'migrations'))
    if (applied.length) log(`Migrations applied: ${applied.length}`)
    if (options.seed) {
      const file = typeof options.seed === 'string' ? options.seed : path.join(SUPABASE_DIR, 'seed.sql')
      if (options.seed === true && !existsSync(file)) return applied
      const [done] =
        await admin`select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'supabase_migrations'`
      if (done?.mark !== 'seeded') {
        await applySeed(sql, file)
        await sql`comment on schema supabase_migrations is 'seeded'`
        log('Demo data loaded')
      }
    }
    return applied
  } finally {
    await sql.end({ timeout: 2 })
  }
}
