import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

const deeds: Record<string, (socket: WebSocket) => void> = {
  '/socket/echo': (socket) =>
    socket.on('message', (data, binary) => socket.send(binary ? data : data.toString())),
  '/socket/close': (socket) => socket.close(4001, '换人了'),
  '/socket/drop': (socket) => socket.terminate(),
  '/socket/bytes': (socket) => socket.send(Buffer.of(0, 255, 128)),
}

/** The sockets of the test server; answers how to end them. */
export function serveSockets(server: Server): () => void {
  const sockets = new WebSocketServer({ noServer: true })
  const raws = new Set<Duplex>()
  server.on('upgrade', (request, raw, head) => {
    raws.add(raw)
    const path = (request.url ?? '').split('?')[0]
    if (path === '/socket/silent') return
    if (path === '/socket/refused') {
      raw.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, raw, head, (socket) => deeds[path]?.(socket))
  })
  return () => {
    for (const raw of raws) raw.destroy()
    sockets.close()
  }
}
