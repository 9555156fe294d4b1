import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import postgres from 'postgres'
import WebSocket from 'ws'
import {
  JWT_SECRET,
  PG_PASSWORD,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  SUPERUSER,
} from '../../../supabase/local/defaults'
import { startPostgres } from '../../../supabase/local/postgres'
import { attachRealtime } from '../../../supabase/local/realtime/attach'
import type { Limits } from '../../../supabase/local/realtime/context'

export const VERSIONS = ['1.0.0', '2.0.0'] as const
export type Version = (typeof VERSIONS)[number]

export interface RealtimeStack {
  /** http://127.0.0.1:port */
  url: string
  sql: postgres.Sql
  logs: string[]
  /** A supabase-js client; with a token it acts as that person from its first join on. */
  client(options?: { vsn?: Version; token?: string; key?: string; timeout?: number }): SupabaseClient
  close(): Promise<void>
}

const local = (file: string) =>
  readFileSync(new URL(`../../../supabase/local/${file}`, import.meta.url), 'utf8')

/** Signs a token as the auth service would. */
export function signToken(
  claims: { sub?: string; role?: string; [claim: string]: unknown },
  options: { expiresIn?: number; secret?: string } = {},
): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + (options.expiresIn ?? 3600)
  return new SignJWT({ role: 'authenticated', ...claims, exp })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(options.secret ?? JWT_SECRET))
}

/** Starts Postgres with the roles and realtime.sql, and a bare HTTP server that has nothing but Realtime. */
export async function startRealtime(limits: Partial<Limits> = {}): Promise<RealtimeStack> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'realtime-'))
  // Started as root, Postgres runs as another user, who must get through.
  chmodSync(dataDir, 0o755)
  const database = await startPostgres({ dataDir, port: 0, durable: false })
  const url = `postgresql://${SUPERUSER}:${PG_PASSWORD}@127.0.0.1:${database.port}/postgres`
  const sql = postgres(url, { max: 8, onnotice: () => undefined })
  await sql.unsafe(local('sql/roles.sql')).simple()
  await sql.unsafe(local('realtime/realtime.sql')).simple()
  await sql.unsafe(readFileSync(new URL('../fixtures/realtime.sql', import.meta.url), 'utf8')).simple()

  const logs: string[] = []
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const answer = await realtime.handleHttp(
      new Request(`http://127.0.0.1${req.url}`, {
        method: req.method,
        headers: Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]),
        body: req.method === 'POST' ? Buffer.concat(chunks) : undefined,
      }),
    )
    res.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []))
    res.end(answer ? Buffer.from(await answer.arrayBuffer()) : undefined)
  })
  const realtime = attachRealtime({
    server,
    sql,
    jwtSecret: JWT_SECRET,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    limits,
    log: (line) => logs.push(line),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clients: SupabaseClient[] = []

  return {
    url: apiUrl,
    sql,
    logs,
    client({ vsn = '2.0.0', token, key = PUBLISHABLE_KEY, timeout } = {}) {
      const client = createClient(apiUrl, key, {
        auth: { persistSession: false, autoRefreshToken: false },
        realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket, vsn, timeout },
      })
      if (token) client.realtime.setAuth(token)
      clients.push(client)
      return client
    },
    async close() {
      await Promise.all(clients.map((client) => client.realtime.disconnect()))
      await realtime.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await sql.end({ timeout: 2 })
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Subscribes and waits for the answer; fails with the error that the client was given. */
export function subscribed(channel: RealtimeChannel): Promise<RealtimeChannel> {
  return new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === 'SUBSCRIBED') resolve(channel)
      else reject(error ?? new Error(status))
    })
  })
}

/** Messages in order of arrival; `next` waits for the one that has not been taken yet. */
export class Inbox<T> {
  private readonly items: T[] = []
  private readonly waiting: ((item: T) => void)[] = []

  readonly put = (item: T): void => {
    const waiter = this.waiting.shift()
    if (waiter) waiter(item)
    else this.items.push(item)
  }

  /** How many have arrived and were not taken. */
  get size(): number {
    return this.items.length
  }

  next(): Promise<T> {
    const item = this.items.shift()
    return item === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(item)
  }

  async take(count: number): Promise<T[]> {
    const taken: T[] = []
    while (taken.length < count) taken.push(await this.next())
    return taken
  }
}

/** A plain WebSocket on the wire, for what the client library never sends. */
export class Wire {
  readonly frames = new Inbox<unknown>()
  readonly closed: Promise<number>

  private constructor(private readonly ws: WebSocket) {
    ws.on('message', (data, isBinary) => this.frames.put(isBinary ? data : JSON.parse(String(data))))
    this.closed = new Promise((resolve) => ws.on('close', resolve))
    ws.on('error', () => undefined)
  }

  /** Opens the connection; fails with `status: body` of the refusal. */
  static open(stack: RealtimeStack, query: string, headers: Record<string, string> = {}): Promise<Wire> {
    const ws = new WebSocket(`${stack.url.replace('http', 'ws')}/realtime/v1/websocket${query}`, { headers })
    const wire = new Wire(ws)
    return new Promise((resolve, reject) => {
      ws.on('open', () => resolve(wire))
      ws.on('unexpected-response', (_req, res) => {
        let body = ''
        res.on('data', (chunk) => {
          body += chunk
        })
        res.on('end', () => reject(new Error(`${res.statusCode}: ${body}`)))
      })
    })
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame))
  }

  /** Sends a version 2 frame and gives the next frame back. */
  async ask(frame: unknown): Promise<unknown> {
    this.send(frame)
    return this.frames.next()
  }

  close(): void {
    this.ws.close()
  }
}
