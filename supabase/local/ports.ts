import net from 'node:net'
import { LOOPBACK } from './defaults'
import { StackError } from './stack-error'

/** A port on the loopback address that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return probe(0)
}

/** Resolves when the wanted port is free; otherwise says which one is taken, and which variable moves it. */
export async function ensurePortFree(port: number, what: string, variable: string): Promise<void> {
  try {
    await probe(port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new StackError(
      'PORT_TAKEN',
      `Port ${port} (${what}) is taken by another program: stop that program, or set ${variable} to another port.`,
    )
  }
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      const address = server.address() as net.AddressInfo
      server.close(() => resolve(address.port))
    })
  })
}
