import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBinaries } from './binaries'
import { LOOPBACK, PG_PASSWORD, SUPERUSER } from './defaults'
import { utf8Ctype } from './locale'
import { clusterFolder, reachableBinaries } from './place'
import { ensurePortFree, freePort } from './ports'
import { commandLine, isAlive, waitForExit } from './processes'
import { giveTo, postgresUser, type RunAs } from './run-as'
import { StackError } from './stack-error'

/** The major version whose binaries are installed; a data folder of another one cannot be opened. */
const MAJOR_VERSION = '17'
const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 10_000

export interface PostgresOptions {
  /** The stack's data folder; the cluster lives in its subfolder `postgres`. */
  dataDir: string
  /** 0 takes a free port. */
  port: number
  /** False trades safety against power loss for speed: throw-away databases of tests only. */
  durable: boolean
  /** Breaks off making a cluster, the longest step. */
  signal?: AbortSignal
}

export interface PostgresServer {
  port: number
  pid: number
  /** True when the cluster was made by this call. */
  fresh: boolean
  stop(): Promise<void>
}

/** Starts the cluster of a data folder, making it first when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const user = postgresUser()
  const binaries = reachableBinaries(user, findBinaries())
  const cluster = clusterFolder(user, options.dataDir)
  checkVersion(cluster)
  await stopOrphan(cluster)
  const port = options.port === 0 ? await freePort() : options.port
  await ensurePortFree(port, 'Postgres', 'BB_PG_PORT')
  const fresh = !existsSync(path.join(cluster, 'PG_VERSION'))
  if (fresh) await initialise(binaries.initdb, cluster, user, options)
  const child = await launch(binaries.postgres, cluster, port, user, options)
  const pid = child.pid as number
  return {
    port,
    pid,
    fresh,
    stop: () => shutDown(pid),
  }
}

function checkVersion(cluster: string): void {
  const file = path.join(cluster, 'PG_VERSION')
  if (!existsSync(file)) return
  const version = readFileSync(file, 'utf8').trim()
  if (version === MAJOR_VERSION) return
  throw new StackError(
    'DATA_VERSION',
    `The data in ${cluster} belongs to Postgres ${version}, but this version uses Postgres ${MAJOR_VERSION}: begin again with npm start -- --fresh, or move that folder away.`,
  )
}

/** Ends a server that outlived a stack that was killed; Postgres would refuse to start beside it. */
export async function stopOrphan(cluster: string): Promise<void> {
  const pid = postmasterPid(cluster)
  if (pid === null) return
  // The number may by now belong to any program: only a Postgres of this very folder is ended.
  if (isAlive(pid) && commandLine(pid).includes(cluster)) await shutDown(pid)
}

function postmasterPid(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10)
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

/** Fast shutdown first; at once, with recovery at the next start, when a client does not let go. */
async function shutDown(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await waitForExit(pid, STOP_LIMIT_MS)) return
  }
}

/**
 * Makes a cluster that sorts the same on any host (the builtin provider; libc's locales differ between
 * machines) and takes Chinese for letters. It is made beside its place and moved there whole, so that a
 * kill half-way leaves nothing that looks finished.
 */
async function initialise(
  initdb: string,
  cluster: string,
  user: RunAs,
  { durable, signal }: Pick<PostgresOptions, 'durable' | 'signal'>,
): Promise<void> {
  const half = `${cluster}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  giveTo(user, half)
  const passwordFile = path.join(tmpdir(), `embedded-postgres-${process.pid}-${Date.now()}`)
  writeFileSync(passwordFile, PG_PASSWORD, { mode: 0o600 })
  giveTo(user, passwordFile)
  const args = [
    `--pgdata=${half}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${utf8Ctype()}`,
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    const child = spawn(initdb, args, {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: neutralEnv(),
      signal,
    })
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    signal?.throwIfAborted()
    if (code !== 0)
      throw new StackError('POSTGRES_FAILED', `initdb failed: ${output.trim().split('\n').pop()}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(half, cluster)
}

/** A host whose LANG names a locale that is not installed would make initdb fail. */
function neutralEnv(): NodeJS.ProcessEnv {
  const { LANG: _lang, LC_ALL: _all, LC_CTYPE: _ctype, ...rest } = process.env
  return { ...rest, LANG: 'C' }
}

async function launch(
  binary: string,
  cluster: string,
  port: number,
  user: RunAs,
  options: PostgresOptions,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    wal_level: 'logical',
    max_connections: '200',
    jit: 'off',
    log_min_messages: 'warning',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = ['-D', cluster, '-p', String(port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const logFile = path.join(options.dataDir, 'postgres.log')
  // A file and not a pipe: a pipe would break when this process is killed and the server is not.
  const log = openSync(logFile, 'w')
  // Its own process group: Ctrl-C reaches this process, which then ends the server in order.
  const child = spawn(binary, args, {
    ...user,
    detached: true,
    stdio: ['ignore', log, log],
    env: neutralEnv(),
  })
  closeSync(log)
  // An uncaught exception, here or later, must not leave the server behind.
  const lastResort = () => child.kill('SIGINT')
  process.once('exit', lastResort)
  let exited = false
  child.once('exit', () => {
    exited = true
    process.off('exit', lastResort)
  })
  child.once('error', () => {
    exited = true
  })
  const end = Date.now() + START_LIMIT_MS
  while (!isReady(cluster, child.pid)) {
    if (exited || Date.now() > end) {
      if (!exited) child.kill('SIGQUIT')
      const reason = readFileSync(logFile, 'utf8').trim().split('\n').slice(-2).join(' ')
      throw new StackError('POSTGRES_FAILED', `Postgres did not start (log: ${logFile}): ${reason}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  child.unref()
  return child
}

/** The eighth line of postmaster.pid is how pg_ctl learns that connections are accepted. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}
