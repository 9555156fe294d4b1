import { type Case, holds, type Kit, same, until, wait } from '../suite'

function open(kit: Kit, path: string) {
  const socket = new kit.Socket(`${kit.world.base.replace('http', 'ws')}/socket/${path}`)
  socket.binaryType = 'arraybuffer'
  const heard: string[] = []
  socket.onopen = () => heard.push('open')
  socket.onerror = () => heard.push('error')
  socket.onclose = ({ code }) => heard.push(`close ${code}`)
  socket.onmessage = ({ data }) => heard.push(typeof data === 'string' ? data : String(new Uint8Array(data)))
  return { socket, heard, sees: (what: string) => until(() => heard.includes(what), what) }
}
const thrown = (act: () => void): string => {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return (error as Error).name
  }
}

/** A socket as realtime-js knows it from browsers. */
export const sockets: Case[] = [
  {
    name: 'the states have their numbers, on the class and on each socket',
    run: async (kit) => {
      const { socket, sees } = open(kit, 'echo')
      const numbers = (of: typeof socket) => [of.CONNECTING, of.OPEN, of.CLOSING, of.CLOSED]
      same(numbers(socket), [0, 1, 2, 3])
      same(numbers(kit.Socket as unknown as typeof socket), [0, 1, 2, 3])
      same(socket.readyState, 0)
      await sees('open')
      same(socket.readyState, 1)
      socket.close()
      same(socket.readyState, 2)
      await until(() => socket.readyState === 3, 'closed')
    },
  },
  {
    name: 'open, message, close come in this order, once each',
    run: async (kit) => {
      const { socket, heard, sees } = open(kit, 'echo')
      await sees('open')
      socket.send('清溪县📵')
      await sees('清溪县📵')
      socket.close(1000)
      socket.close()
      await sees('close 1000')
      await wait(50)
      same(heard, ['open', '清溪县📵', 'close 1000'])
    },
  },
  {
    name: 'bytes go out and come in as an ArrayBuffer',
    run: async (kit) => {
      const { socket, heard, sees } = open(kit, 'echo')
      await sees('open')
      const bytes = new Uint8Array([0, 1, 128, 255])
      socket.send(bytes.buffer)
      socket.send(bytes.subarray(2))
      await sees('128,255')
      same(heard.slice(1), ['0,1,128,255', '128,255'])
      socket.close()
      const first = open(kit, 'bytes')
      await first.sees('0,255,128')
      first.socket.close()
    },
  },
  {
    name: 'sending before it is open is an error',
    run: async (kit) => {
      const { socket, sees } = open(kit, 'echo')
      same(
        thrown(() => socket.send('x')),
        'InvalidStateError',
      )
      await sees('open')
      socket.close()
    },
  },
  {
    name: 'sending after the end is lost without a word',
    run: async (kit) => {
      const { socket, heard, sees } = open(kit, 'echo')
      await sees('open')
      socket.close()
      same(
        thrown(() => socket.send('x')),
        'nothing',
      )
      await until(() => socket.readyState === 3, 'closed')
      same(heard.filter((what) => what === 'x' || what === 'error').length, 0)
    },
  },
  {
    name: "the server's code of closing arrives",
    run: async (kit) => {
      const { heard, sees } = open(kit, 'close')
      await sees('close 4001')
      same(heard, ['open', 'close 4001'])
    },
  },
  {
    name: 'a connection that breaks off closes with 1006',
    run: async (kit) => {
      const { heard, sees } = open(kit, 'drop')
      await sees('close 1006')
      same(heard[heard.length - 1], 'close 1006')
    },
  },
  {
    name: 'a refused connection is an error, then a close with 1006',
    run: async (kit) => {
      const { heard, sees, socket } = open(kit, 'refused')
      await sees('close 1006')
      same([heard, socket.readyState], [['error', 'close 1006'], 3])
    },
  },
  {
    name: 'given up while connecting it never opens, and closes with 1006',
    run: async (kit) => {
      const { heard, sees, socket } = open(kit, 'echo')
      socket.close()
      same(socket.readyState, 2)
      await sees('close 1006')
      await wait(50)
      same(heard, ['error', 'close 1006'])
    },
  },
  {
    name: 'a server that never answers the handshake ends in an error',
    not: { h5: 'Chromium waits for a handshake for minutes; realtime-js gives up by its own timer' },
    run: async (kit) => {
      const { heard, sees, socket } = open(kit, 'silent')
      // Chromium opens one socket of a host at a time: left alone, it would hold up all others.
      await sees('close 1006').finally(() => socket.close())
      same(heard, ['error', 'close 1006'])
    },
  },
  {
    name: 'it closes with 1000 and 3000 to 4999 only',
    run: async (kit) => {
      const { socket, sees } = open(kit, 'echo')
      await sees('open')
      same(
        thrown(() => socket.close(1001)),
        'InvalidAccessError',
      )
      socket.close(4000, '好了')
      await sees('close 4000')
    },
  },
  {
    name: 'listeners are told besides the handlers, until they are taken off',
    run: async (kit) => {
      const { socket, sees } = open(kit, 'echo')
      const heard: unknown[] = []
      const listen = (event: MessageEvent) => heard.push(event.data)
      socket.addEventListener('message', listen)
      socket.addEventListener('message', listen)
      await sees('open')
      socket.send('一')
      await sees('一')
      socket.removeEventListener('message', listen)
      socket.send('二')
      await sees('二')
      same(heard, ['一'])
      socket.close()
    },
  },
  {
    name: 'a sixth socket waits for a place and then opens',
    run: async (kit) => {
      const five = Array.from({ length: 5 }, () => open(kit, 'echo'))
      await Promise.all(five.map(({ sees }) => sees('open')))
      const sixth = open(kit, 'echo')
      await wait(50)
      five[0].socket.close()
      await sixth.sees('open')
      same(sixth.heard, ['open'])
      for (const { socket } of [...five, sixth]) socket.close()
    },
  },
  {
    name: 'a sixth socket that finds no place is refused in the end',
    not: { h5: 'a browser has no limit of five' },
    run: async (kit) => {
      const five = Array.from({ length: 5 }, () => open(kit, 'echo'))
      await Promise.all(five.map(({ sees }) => sees('open')))
      const sixth = open(kit, 'echo')
      await sixth.sees('close 1006').finally(() => {
        for (const { socket } of [...five, sixth]) socket.close()
      })
      holds(sixth.heard[0] === 'error', 'an error first')
    },
  },
]
