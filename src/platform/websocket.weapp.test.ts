import { beforeEach, expect, it, vi } from 'vitest'

type Listener = (event: never) => void
const listeners: Record<string, Listener> = {}
const task = {
  send: vi.fn(),
  close: vi.fn(),
  onOpen: (listener: Listener) => {
    listeners.open = listener
  },
  onMessage: (listener: Listener) => {
    listeners.message = listener
  },
  onError: (listener: Listener) => {
    listeners.error = listener
  },
  onClose: (listener: Listener) => {
    listeners.close = listener
  },
}
const connectSocket = vi.fn()
vi.mock('@tarojs/taro', () => ({ default: { connectSocket } }))

const { socketTransport } = await import('./websocket.weapp')
const Socket = socketTransport as unknown as new (url: string) => WebSocket
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  vi.clearAllMocks()
  connectSocket.mockResolvedValue(task)
})

it('opens, receives, sends and closes', async () => {
  const socket = new Socket('wss://api.example/realtime/v1/websocket')
  const heard: string[] = []
  socket.onopen = () => heard.push('open')
  socket.onmessage = (event) => heard.push(String(event.data))
  socket.onclose = (event) => heard.push(`close ${event.code}`)
  await settled()
  listeners.open({} as never)
  expect(socket.readyState).toBe(1)
  socket.send('你好')
  expect(task.send).toHaveBeenCalledWith({ data: '你好' })
  listeners.message({ data: '收到' } as never)
  socket.close()
  socket.close()
  expect(task.close).toHaveBeenCalledOnce()
  listeners.close({ code: 1000 } as never)
  expect(heard).toEqual(['open', '收到', 'close 1000'])
  expect(socket.readyState).toBe(3)
})

it('says once that it could not connect', async () => {
  connectSocket.mockImplementation(({ fail }: { fail: (failure: { errMsg: string }) => void }) => {
    fail({ errMsg: 'connectSocket:fail' })
    return Promise.reject({ errMsg: 'connectSocket:fail' })
  })
  const socket = new Socket('wss://api.example/x')
  const closed = vi.fn()
  socket.onclose = closed
  await settled()
  expect(socket.readyState).toBe(3)
})

it('closes a socket that was given up before WeChat had opened it', async () => {
  const socket = new Socket('wss://api.example/x')
  const closed = vi.fn()
  socket.onclose = closed
  socket.close()
  await settled()
  expect(closed).toHaveBeenCalledOnce()
  expect(task.close).toHaveBeenCalledOnce()
})
