import { afterEach, beforeEach, expect, it, vi } from 'vitest'

type Status = 'SUBSCRIBED' | 'CLOSED' | 'CHANNEL_ERROR'
class Channel {
  state = 'joining'
  tell: (status: Status, error?: Error) => void = () => {}
  on() {
    return this
  }
  subscribe(tell: Channel['tell']) {
    this.tell = tell
  }
  joined() {
    this.state = 'joined'
    this.tell('SUBSCRIBED')
  }
  closed() {
    this.state = 'closed'
    this.tell('CLOSED')
  }
}
const channels: Channel[] = []
const done: string[] = []
let connected = true
let lineChanged = () => {}
let regained = () => {}

vi.mock('./line', () => ({
  isAway: () => false,
  onReturn: () => () => {},
  onLineChange: (listener: () => void) => {
    lineChanged = listener
    return () => {}
  },
}))
vi.mock('./session', () => ({
  onSessionRegained: (listener: () => void) => {
    regained = listener
  },
}))
vi.mock('./supabase', () => ({
  supabase: {
    channel: () => {
      const channel = new Channel()
      channels.push(channel)
      return channel
    },
    removeChannel: async (channel: Channel) => {
      done.push('remove')
      channel.closed()
    },
    realtime: {
      setAuth: async () => void done.push('token'),
      isConnected: () => connected,
      disconnect: async () => void done.push('disconnect'),
      connect: () => void done.push('connect'),
    },
  },
}))
const { listenTo } = await import('./topic')

let stop = () => {}
const joined: boolean[] = []
beforeEach(() => {
  vi.useFakeTimers()
  for (const list of [channels, done, joined]) list.length = 0
  connected = true
  stop = listenTo('user:a', { events: {}, onJoined: (again) => joined.push(again) })
})
afterEach(async () => {
  stop()
  await vi.runAllTimersAsync()
  vi.useRealTimers()
})

it('joins again with a token of now when the server closed the channel, and asks for what was missed', async () => {
  channels[0].joined()
  channels[0].closed()
  await vi.advanceTimersByTimeAsync(1500)
  expect(done).toEqual(['token'])
  expect(channels).toHaveLength(2)
  channels[1].joined()
  expect(joined).toEqual([false, true])
})

it('stays away once nobody listens any more', async () => {
  channels[0].joined()
  stop()
  await vi.runAllTimersAsync()
  expect(channels).toHaveLength(1)
})

it('stops asking when it is refused again and again, until the line changes', async () => {
  const refused = new Error('"Unauthorized: You do not have permissions to read from this Channel topic"')
  for (let n = 0; n < 5; n += 1) channels[0].tell('CHANNEL_ERROR', refused)
  await vi.runAllTimersAsync()
  expect(done).toEqual(['remove'])
  expect(channels).toHaveLength(1)
  lineChanged()
  await vi.runAllTimersAsync()
  expect(channels).toHaveLength(2)
})

it('asks again once a session that was lost is back', async () => {
  channels[0].joined()
  for (let n = 0; n < 6; n += 1) {
    channels[channels.length - 1].closed()
    await vi.runAllTimersAsync()
  }
  const before = channels.length
  await vi.runAllTimersAsync()
  expect(channels).toHaveLength(before)
  regained()
  await vi.runAllTimersAsync()
  expect(channels).toHaveLength(before + 1)
})

it('an error of the line is left to realtime-js', async () => {
  for (let n = 0; n < 5; n += 1) channels[0].tell('CHANNEL_ERROR', new Error('transport failure'))
  await vi.runAllTimersAsync()
  expect(done).toEqual([])
})

it('connects at once after the line changed, the token first', async () => {
  channels[0].joined()
  connected = false
  lineChanged()
  await vi.advanceTimersByTimeAsync(500)
  expect(done).toEqual(['token', 'disconnect', 'connect'])
})

it('connects nothing when nobody listens', async () => {
  stop()
  await vi.runAllTimersAsync()
  done.length = 0
  connected = false
  lineChanged()
  await vi.runAllTimersAsync()
  expect(done).toEqual([])
})
