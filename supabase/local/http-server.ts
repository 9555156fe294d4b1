import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import { withCors } from './cors'
import { LOOPBACK, MAX_UPLOAD_BYTES } from './defaults'
import { BodyTooLarge, json, sendResponse, toRequest } from './http-bridge'

type Handler = (request: Request) => Promise<Response>

/** Listens on the loopback address only; 0 takes a free port. Gives the port. */
export function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Stops listening; open sockets do not hold up the end. */
export function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Answers every request of the server by a handler of the fetch standard. */
export function answerWith(server: http.Server, origin: string, handle: Handler): void {
  server.on('request', (incoming, outgoing) => void serve(incoming, outgoing, origin, handle))
}

async function serve(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  origin: string,
  handle: Handler,
): Promise<void> {
  try {
    const request = await toRequest(incoming, origin, MAX_UPLOAD_BYTES + 64 * 1024)
    await sendResponse(await handle(request), outgoing)
  } catch (error) {
    if (outgoing.headersSent || outgoing.destroyed) {
      outgoing.destroy()
      return
    }
    const answer =
      error instanceof BodyTooLarge
        ? json(
            {
              statusCode: '413',
              error: 'Payload too large',
              message: 'The object exceeded the maximum allowed size',
            },
            413,
          )
        : json({ message: 'Bad request' }, 400)
    await sendResponse(withCors(answer), outgoing).catch(() => outgoing.destroy())
  }
}
