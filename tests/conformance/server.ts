import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { serveSockets } from './server-sockets'

/** What a request asks the server to do: ?do=<name>&key=<key>&n=<number>, whatever its path. */
interface Ask {
  url: URL
  request: IncomingMessage
  response: ServerResponse
  body: Buffer
  /** How often this key was asked before. */
  before: number
}

const n = ({ url }: Ask) => Number(url.searchParams.get('n'))
const json = (response: ServerResponse, status: number, value: unknown, headers = {}) =>
  void response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(value))
const html = (response: ServerResponse, status: number) =>
  void response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end('<!doctype html><title>登录上网</title>')

/** A text whose Chinese characters and emoji lie across the borders of its chunks, byte by byte. */
export const SPLIT_TEXT = '清溪县📵办事👨‍👩‍👧齐'

const deeds: Record<string, (ask: Ask) => void> = {
  echo: ({ request, response, body }) =>
    json(response, 200, { method: request.method, headers: request.headers, body: [...body] }),
  status: (ask) => {
    const bare = [204, 205, 304].includes(n(ask))
    if (bare) ask.response.writeHead(n(ask)).end()
    else json(ask.response, n(ask), { code: 'BB007', message: '电话号码少一位' })
  },
  headers: ({ response }) => {
    response.setHeader('X-Upper-Case', '大'.length.toString())
    response.setHeader('X-Twice', ['a', 'b'])
    response.setHeader('Set-Cookie', ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'])
    json(response, 200, {})
  },
  chunks: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const bytes = [...Buffer.from(JSON.stringify(SPLIT_TEXT))]
    const next = () => {
      const byte = bytes.shift()
      if (byte === undefined) response.end()
      else response.write(Buffer.of(byte), () => setImmediate(next))
    }
    next()
  },
  bytes: ({ response }) =>
    void response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))),
  bom: ({ response }) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('\uFEFF{"好":true}'),
  gzip: ({ response }) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify('压缩过的'.repeat(500)))),
  silent: () => {},
  slow: (ask) => void setTimeout(() => json(ask.response, 200, {}), n(ask)),
  reset: ({ request }) => void request.socket.destroy(),
  half: ({ response, request }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    response.write('{"half":', () => setTimeout(() => request.socket.destroy(), 20))
  },
  slowbody: (ask) => {
    ask.response.writeHead(200, { 'content-type': 'application/json' })
    ask.response.write('{"slow":')
    setTimeout(() => ask.response.end('1}'), n(ask))
  },
  captive: ({ response }) => html(response, 200),
  'captive-redirect': ({ response }) =>
    void response.writeHead(302, { location: '/portal?do=captive' }).end(),
  'captive-511': ({ response }) => html(response, 511),
  proxy: ({ response }) => html(response, 500),
  redirect: ({ response }) => void response.writeHead(302, { location: '/elsewhere?do=echo' }).end(),
  // Fails the first n times.
  flaky: (ask) =>
    ask.before < n(ask) ? ask.request.socket.destroy() : json(ask.response, 200, ask.before + 1),
  busy: (ask) =>
    ask.before < n(ask)
      ? json(ask.response, 503, {}, { 'retry-after': ask.url.searchParams.get('after') ?? '0' })
      : json(ask.response, 200, ask.before + 1),
}

/** One small server for all cases: slow, broken, packed, in pieces, silent, and a hotel's gateway. */
export async function startServer(files: Record<string, { type: string; body: string }> = {}) {
  const asked: Record<string, { at: number; id: string | null }[]> = {}
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server')
    // Each its own connection: Chromium would repeat what fails on a kept one by itself.
    response.setHeader('connection', 'close')
    const file = files[url.pathname]
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.body)
    const key = url.searchParams.get('key') ?? ''
    if (url.pathname === '/asked') return json(response, 200, asked[key] ?? [])
    const chunks: Buffer[] = []
    asked[key] ??= []
    const before = asked[key].length
    asked[key].push({ at: Date.now(), id: url.searchParams.get('id') })
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const deed = deeds[url.searchParams.get('do') ?? '']
      if (!deed) return void response.writeHead(404).end()
      deed({ url, request, response, body: Buffer.concat(chunks), before })
    })
  })
  const stopSockets = serveSockets(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        stopSockets()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
