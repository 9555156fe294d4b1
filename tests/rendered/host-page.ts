import http, { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import net from 'node:net'
import { bundle } from './bundle'

export interface HostPage {
  url: string
  close(): Promise<void>
}

const HTML = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>rendered</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><body><script src="/rendered.js"></script>`

/**
 * Serves the page that is WeChat to the built mini-program, and forwards everything else to the stack: as in WeChat
 * there is no other origin and no CORS for the app.
 */
export async function serveHostPage(apiUrl: string): Promise<HostPage> {
  const script = await bundle('host')
  const api = new URL(apiUrl)
  const server = createServer((request, response) => {
    if (request.url === '/' || request.url === '/rendered.js') {
      const page = request.url === '/'
      response.writeHead(200, { 'content-type': `text/${page ? 'html' : 'javascript'}; charset=utf-8` })
      response.end(page ? HTML : script)
    } else forward(request, response, api)
  })
  server.on('upgrade', (request: IncomingMessage, socket: net.Socket, head: Buffer) => {
    const onward = net.connect(Number(api.port), api.hostname, () => {
      const headers = Object.entries(headersOf(request, api)).map(([name, value]) => `${name}: ${value}`)
      onward.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    const end = () => {
      onward.destroy()
      socket.destroy()
    }
    onward.on('error', end)
    socket.on('error', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** WeChat sends no Origin. */
function headersOf(request: IncomingMessage, api: URL): http.OutgoingHttpHeaders {
  const { origin: _, ...headers } = request.headers
  return { ...headers, host: api.host }
}

function forward(request: IncomingMessage, response: ServerResponse, api: URL): void {
  const onward = http.request(
    {
      hostname: api.hostname,
      port: api.port,
      path: request.url,
      method: request.method,
      headers: headersOf(request, api),
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}
