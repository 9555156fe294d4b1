import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { StackError } from '../../supabase/local/stack-error'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

export interface AppServer {
  url: string
  port: number
  close(): Promise<void>
}

export interface AppServerOptions {
  folder: string
  /** 0 takes a free port. */
  port: number
  /** Where the API is, written into index.html's <meta name="bb-api-url">: one build serves any deployment. */
  apiUrl: string
  /** While it answers false, visitors get a page that waits and comes again by itself. */
  ready?: () => boolean
}

/**
 * Serves an H5 build. Any path without a file, the printed link /c/<CODE> among them, gets index.html: the app
 * reads the address itself. Hashed files are cached for ever, index.html never.
 */
export async function serveApp({
  folder,
  port,
  apiUrl,
  ready = () => true,
}: AppServerOptions): Promise<AppServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end()
      return
    }
    const wanted = decodePath(request.url ?? '/')
    const file = wanted === null ? null : path.join(folder, wanted)
    const found =
      file?.startsWith(folder) && existsSync(file) && statSync(file).isFile()
        ? file
        : path.join(folder, 'index.html')
    if (!ready() || !existsSync(found)) {
      response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '3' })
      response.end(
        '<meta charset="utf-8"><meta http-equiv="refresh" content="3"><p>正在准备页面，请稍等，会自动刷新。</p>',
      )
      return
    }
    const type = TYPES[path.extname(found)] ?? 'application/octet-stream'
    const hashed = /\.[0-9a-f]{8}\.(js|css)$/.test(found)
    const gzip =
      /gzip/.test(request.headers['accept-encoding'] ?? '') && /text|javascript|json|svg/.test(type)
    response.writeHead(200, {
      'content-type': type,
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      ...(gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
    })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    if (path.basename(found) === 'index.html') {
      const page = readFileSync(found, 'utf8').replace(
        'name="bb-api-url" content=""',
        `name="bb-api-url" content="${apiUrl}"`,
      )
      response.end(gzip ? gzipSync(page) : page)
      return
    }
    // The browser may leave in the middle of a file; that is not an error of ours.
    const done = () => {}
    if (gzip) pipeline(createReadStream(found), createGzip(), response, done)
    else pipeline(createReadStream(found), response, done)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StackError(
              'PORT_TAKEN',
              `Port ${port} (the app) is taken by another program: stop that program, or set BB_APP_PORT to another port.`,
            )
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://localhost:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function decodePath(url: string): string | null {
  try {
    return path.normalize(decodeURIComponent(new URL(url, 'http://app').pathname))
  } catch {
    return null
  }
}
