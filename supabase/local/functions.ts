import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, type FSWatcher, watch } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ApiKeys } from './api-keys'
import { LOOPBACK } from './defaults'
import { json } from './http-bridge'
import { freePort } from './ports'
import { readEnvFile, readProjectConfig } from './project-config'

const START_LIMIT_MS = 60_000

export interface FunctionsOptions {
  /** supabase/functions; config.toml is beside it. */
  folder: string
  keys: ApiKeys
  env: Record<string, string>
  reload: boolean
  log: (line: string) => void
}

interface Running {
  port: number
  child: ChildProcess
  exited: Promise<void>
}

/** Fault: lite runs no Edge Functions. Each one runs in a Deno of its own, started at its first call. */
export class EdgeFunctions {
  private readonly running = new Map<string, Promise<Running>>()
  private readonly watcher: FSWatcher | null
  private readonly children = new Set<ChildProcess>()
  /** One listener for all: an eleventh of its own would make Node warn, and lite's filter of warnings throw. */
  private readonly lastResort = () => {
    for (const child of this.children) child.kill('SIGKILL')
  }

  constructor(private readonly options: FunctionsOptions) {
    const { folder, reload } = options
    process.once('exit', this.lastResort)
    this.watcher =
      reload && existsSync(folder) ? watch(folder, { recursive: true }, () => this.reload()) : null
  }

  /** Passes /functions/v1/<name>/… on to the function. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const name = /^\/functions\/v1\/([A-Za-z][\w-]*)/.exec(url.pathname)?.[1]
    if (!name || !existsSync(path.join(this.options.folder, name, 'index.ts'))) {
      return json({ code: 'NOT_FOUND', message: 'Requested function was not found' }, 404)
    }
    // As on hosted: a preflight carries no token, and a function without verify_jwt needs none.
    const { openFunctions } = readProjectConfig(path.join(this.options.folder, '..', 'config.toml'))
    if (request.method !== 'OPTIONS' && !openFunctions.has(name)) {
      const refusal = await this.checkToken(request)
      if (refusal) return refusal
    }
    let target: Running
    try {
      target = await this.ensureRunning(name)
    } catch (error) {
      this.options.log(`function ${name}: ${(error as Error).message}`)
      return json({ code: 'BOOT_ERROR', message: 'Function failed to start (please check logs)' }, 503)
    }
    const headers = new Headers(request.headers)
    for (const hop of ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'])
      headers.delete(hop)
    const body =
      request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer()
    const address = `http://${LOOPBACK}:${target.port}${url.pathname.slice('/functions/v1'.length)}${url.search}`
    try {
      const answer = await fetch(address, { method: request.method, headers, body, redirect: 'manual' })
      const passed = new Headers(answer.headers)
      passed.delete('content-encoding')
      passed.delete('content-length')
      return new Response(answer.body, { status: answer.status, headers: passed })
    } catch (error) {
      this.running.delete(name)
      this.options.log(`function ${name}: ${(error as Error).message}`)
      return json(
        { code: 'WORKER_ERROR', message: 'Function exited due to an error (please check logs)' },
        500,
      )
    }
  }

  /** Ends every process. */
  async close(): Promise<void> {
    this.watcher?.close()
    await this.reload()
    process.off('exit', this.lastResort)
  }

  private async checkToken(request: Request): Promise<Response | null> {
    if (!request.headers.has('authorization')) {
      return json({ code: 401, message: 'Missing authorization header' }, 401)
    }
    return (await this.options.keys.userClaims(request.headers))
      ? null
      : json({ code: 401, message: 'Invalid JWT' }, 401)
  }

  private async reload(): Promise<void> {
    const old = [...this.running.values()]
    this.running.clear()
    await Promise.all(
      old.map(async (start) => {
        const running = await start.catch(() => null)
        running?.child.kill('SIGTERM')
        await running?.exited
      }),
    )
  }

  private ensureRunning(name: string): Promise<Running> {
    const known = this.running.get(name)
    if (known) return known
    const start = this.start(name)
    this.running.set(name, start)
    start.then(
      (running) => running.exited.then(() => this.forget(name, start)),
      () => this.forget(name, start),
    )
    return start
  }

  private forget(name: string, start: Promise<Running>): void {
    if (this.running.get(name) === start) this.running.delete(name)
  }

  private async start(name: string): Promise<Running> {
    const { folder, env, log } = this.options
    const port = await freePort()
    const args = [
      'run',
      '--quiet',
      '--no-prompt',
      // npm packages are those of the repository, which `npm ci` brought: a first call downloads nothing. A
      // function's deno.json says the same versions for hosted.
      '--no-config',
      '--node-modules-dir=manual',
      '--allow-net',
      '--allow-env',
      '--allow-read',
      '--allow-sys',
    ]
    const child = spawn(denoBinary(), [...args, path.join(folder, name, 'index.ts')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...env,
        ...readEnvFile(path.join(folder, '.env')),
        // index.ts says Deno.serve(handler), as hosted wants; this decides where it listens.
        DENO_SERVE_ADDRESS: `tcp:${LOOPBACK}:${port}`,
        DENO_NO_UPDATE_CHECK: '1',
      },
    })
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    this.children.add(child)
    exited.then(() => this.children.delete(child))
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) {
          if (line.trim() && !line.startsWith('Listening on')) log(`function ${name}: ${line}`)
        }
      })
    }
    let ended = false
    exited.then(() => {
      ended = true
    })
    const end = Date.now() + START_LIMIT_MS
    while (!(await answers(port))) {
      if (ended) throw new Error('ended before it listened')
      if (Date.now() > end) {
        child.kill('SIGKILL')
        throw new Error(`did not listen within ${START_LIMIT_MS / 1000} s`)
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    return { port, child, exited }
  }
}

/** True when something accepts connections, without calling the function. */
async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function denoBinary(): string {
  const require = createRequire(import.meta.url)
  const { runInstall } = require('deno/install_api.cjs') as { runInstall(): string }
  return runInstall()
}
