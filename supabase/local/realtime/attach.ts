import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Sql } from 'postgres'
import { type WebSocket, WebSocketServer } from 'ws'
import { DEFAULT_LIMITS, type Limits, type RealtimeContext } from './context'
import { describe, startFanout } from './fanout'
import { parseVsn } from './frames'
import { handleBroadcastRequest, xHeaders } from './http'
import { Hub } from './hub'
import { Connection } from './socket'
import { createTokenVerifier, TokenError, type TokenKeys } from './tokens'

export interface RealtimeOptions extends TokenKeys {
  server: Server
  /** postgres.js as superuser. */
  sql: Sql
  limits?: Partial<Limits>
  log?: (line: string) => void
}

export interface Realtime {
  close(): Promise<void>
  /** Answers /realtime/v1/api/broadcast…; null when the request is for somebody else. CORS is the caller's. */
  handleHttp(req: Request): Promise<Response | null>
}

const SOCKET_PATH = '/realtime/v1/websocket'
const ORIGIN = 'http://localhost'
const MAINTENANCE_MS = 6 * 60 * 60_000
const CLOSE_LIMIT_MS = 500

/**
 * Adds Realtime to an HTTP server: WebSocket at /realtime/v1/websocket through the `upgrade` event, and the
 * broadcast API through `handleHttp`. Needs realtime.sql in the database.
 */
export function attachRealtime(options: RealtimeOptions): Realtime {
  const { server, sql } = options
  const log = options.log ?? (() => undefined)
  const hub = new Hub()
  const fanout = startFanout(sql, hub, log)
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const context: RealtimeContext = { sql, hub, fanout, verify: createTokenVerifier(options), limits, log }
  const wss = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes })
  const connections = new Map<WebSocket, Connection>()

  const maintain = () =>
    sql`select realtime.local_maintain_messages()`.then(
      () => undefined,
      (error: unknown) =>
        log(`realtime: partitions of realtime.messages were not maintained: ${describe(error)}`),
    )
  const started = Promise.all([
    maintain(),
    fanout.ready().catch((error) => log(`realtime: cannot listen to the database: ${describe(error)}`)),
  ])
  let closing = false
  const timers = [setInterval(maintain, MAINTENANCE_MS), setInterval(sweep, limits.silenceMs / 4)]
  for (const timer of timers) timer.unref()

  function sweep(): void {
    for (const [ws, connection] of connections) {
      if (Date.now() - connection.lastHeardAt > limits.silenceMs) ws.terminate()
    }
  }

  async function accept(req: IncomingMessage, url: URL, socket: Duplex, head: Buffer): Promise<void> {
    const vsn = parseVsn(url.searchParams.get('vsn'))
    if (!vsn) return refuse(socket, 400, 'Unsupported protocol version')
    const headers = xHeaders(
      Object.entries(req.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    )
    const token = headers['x-api-key'] ?? url.searchParams.get('apikey')
    if (!token) return refuse(socket, 401, 'API key is missing')
    try {
      await context.verify(token)
    } catch (error) {
      return error instanceof TokenError
        ? refuse(socket, 401, handshakeMessage(error))
        : refuse(socket, 500, 'Error connecting to Realtime')
    }
    if (closing) return refuse(socket, 503, 'Realtime is restarting, please standby')
    wss.handleUpgrade(req, socket, head, (ws) => {
      connections.set(ws, new Connection(context, ws, vsn, headers, token))
      ws.on('close', () => connections.delete(ws))
    })
  }

  function onUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = req.url ?? '/'
    const url = URL.canParse(target, ORIGIN) ? new URL(target, ORIGIN) : null
    if (url?.pathname === SOCKET_PATH) {
      // The client may hang up while its key is checked.
      socket.on('error', () => socket.destroy())
      accept(req, url, socket, head).catch((error) => {
        log(`realtime: an upgrade failed: ${describe(error)}`)
        socket.destroy()
      })
    } else if (server.listenerCount('upgrade') === 1) {
      // Nobody else is there to answer, and an upgrade without an answer hangs.
      refuse(socket, 404, 'Not found')
    }
  }
  server.on('upgrade', onUpgrade)

  async function close(): Promise<void> {
    closing = true
    server.off('upgrade', onUpgrade)
    for (const timer of timers) clearInterval(timer)
    await closeConnections([...connections.keys()])
    wss.close()
    await started
    await fanout.stop()
  }

  return { close, handleHttp: (req) => handleBroadcastRequest(context, req) }
}

async function closeConnections(sockets: WebSocket[]): Promise<void> {
  await Promise.all(
    sockets.map(
      (ws) =>
        new Promise<void>((resolve) => {
          const limit = setTimeout(() => ws.terminate(), CLOSE_LIMIT_MS)
          ws.once('close', () => {
            clearTimeout(limit)
            resolve()
          })
          ws.close(1001)
        }),
    ),
  )
}

function handshakeMessage(error: TokenError): string {
  return error.message.startsWith('Token has expired') ? 'Token has expired' : error.message
}

function refuse(socket: Duplex, status: number, message: string): void {
  const body = JSON.stringify({ error: message })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
