import type { RealtimeChannel } from '@supabase/supabase-js'
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
}

/** One channel a topic: a second subscription to the same one is refused by realtime-js. */
const open = new Map<string, Shared>()
/** Channels on their way out; joining again before the server has answered would reuse the dying one. */
const closing = new Map<string, Promise<unknown>>()

function join(topic: string): Shared {
  const channel = supabase.channel(topic, { config: { private: true } })
  const shared: Shared = { channel, listeners: new Set(), joined: false }
  channel.on('broadcast', { event: '*' }, (message) => {
    const payload = (message.payload ?? {}) as Record<string, unknown>
    for (const listener of [...shared.listeners]) listener.events[message.event]?.(payload)
  })
  channel.subscribe((status) => {
    if (status !== 'SUBSCRIBED') return
    const again = shared.joined
    shared.joined = true
    for (const listener of [...shared.listeners]) listener.onJoined?.(again)
  })
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
