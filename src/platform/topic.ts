import type { RealtimeChannel } from '@supabase/supabase-js'
import { onLineChange } from './line'
import { spread } from './retry'
import { onSessionRegained } from './session'
import { supabase } from './supabase'

interface TopicListener {
  /** What is broadcast on the topic, by event. */
  events: Record<string, (payload: Record<string, unknown>) => void>
  /** Called each time the topic is joined; `again` when messages may have been missed in between. */
  onJoined?: (again: boolean) => void
}

interface Shared {
  channel: RealtimeChannel
  listeners: Set<TopicListener>
  joined: boolean
  /** How often in a row it was closed or refused. */
  failures: number
}

/** A person who may not listen is told so this often; then we stop asking until the line changes or they sign in again. */
const REFUSALS = 5

/** One channel a topic: a second subscription to the same one is refused by realtime-js. */
const open = new Map<string, Shared>()
/** Channels on their way out; joining again before the server has answered would reuse the dying one. */
const closing = new Map<string, Promise<unknown>>()

function subscribe(topic: string, shared: Omit<Shared, 'channel'>): Shared {
  const channel = supabase.channel(topic, { config: { private: true } })
  const whole = Object.assign(shared, { channel })
  const current = () => open.get(topic) === whole && whole.channel === channel
  channel.on('broadcast', { event: '*' }, (message) => {
    const payload = (message.payload ?? {}) as Record<string, unknown>
    for (const listener of [...shared.listeners]) listener.events[message.event]?.(payload)
  })
  channel.subscribe((status, error) => {
    if (status === 'SUBSCRIBED') {
      const again = shared.joined
      shared.joined = true
      shared.failures = 0
      for (const listener of [...shared.listeners]) listener.onJoined?.(again)
    } else if (status === 'CLOSED') {
      if (current()) void rejoin(topic, whole)
    } else if (/unauthorized/i.test(error?.message ?? '') && ++shared.failures >= REFUSALS && current()) {
      // realtime-js would ask every 10 seconds for as long as the app is open.
      void supabase.removeChannel(channel)
    }
  })
  return whole
}

/**
 * The server closes a channel whose token ran out or whose right is gone, and realtime-js leaves it at that.
 * Joined again with a token of now, later each time; whoever may no longer listen is refused then.
 */
async function rejoin(topic: string, shared: Shared): Promise<void> {
  shared.failures += 1
  if (shared.failures > REFUSALS) return
  const wait = spread(1000 * 3 ** (shared.failures - 1))
  await new Promise((resolve) => setTimeout(resolve, wait))
  // Renews the session when it ran out.
  await supabase.realtime.setAuth()
  if (open.get(topic) === shared && shared.channel.state === 'closed') subscribe(topic, shared)
}

/**
 * The sockets are gone, or dead without saying so (websocket.weapp.ts has just closed them): connected again now
 * instead of at the next turn of the timer, with a token of now, and every topic asks for what it missed.
 */
async function reconnect(): Promise<void> {
  if (open.size === 0) return
  // Many phones change the network in the same moment.
  await new Promise((resolve) => setTimeout(resolve, spread(300)))
  await supabase.realtime.setAuth()
  if (!supabase.realtime.isConnected()) {
    // Only so does realtime-js let go of its pause.
    await supabase.realtime.disconnect()
    supabase.realtime.connect()
  }
  for (const [topic, shared] of open) {
    shared.failures = 0
    if (shared.channel.state === 'closed') subscribe(topic, shared)
  }
}
onLineChange(() => void reconnect())
// Whoever was refused for want of a session is not refused any more.
onSessionRegained(() => void reconnect())

function join(topic: string): Shared {
  const shared = subscribe(topic, { listeners: new Set(), joined: false, failures: 0 })
  open.set(topic, shared)
  return shared
}

function leave(topic: string, shared: Shared): void {
  open.delete(topic)
  const done = supabase.removeChannel(shared.channel).catch(() => undefined)
  closing.set(topic, done)
  void done.then(() => {
    if (closing.get(topic) === done) closing.delete(topic)
  })
}

/** Listens to a private topic (user:<id>, conversation:<id>, appointment:<id>); answers how to stop. */
export function listenTo(topic: string, listener: TopicListener): () => void {
  let stopped = false
  let shared: Shared | undefined
  const start = () => {
    if (stopped) return
    shared = open.get(topic) ?? join(topic)
    shared.listeners.add(listener)
    if (shared.joined) listener.onJoined?.(false)
  }
  const pending = closing.get(topic)
  if (pending) void pending.then(start)
  else start()
  return () => {
    stopped = true
    if (!shared?.listeners.delete(listener)) return
    if (shared.listeners.size === 0) leave(topic, shared)
  }
}

/** Tells the others on a topic that one listens to; nothing happens while it is not joined. */
export function tell(topic: string, event: string, payload: Record<string, unknown>): void {
  const shared = open.get(topic)
  // Not joined, realtime-js would fall back to an HTTP call: a hint that comes late is worth nothing.
  if (!shared?.joined || shared.channel.state !== 'joined') return
  void shared.channel.send({ type: 'broadcast', event, payload })
}
