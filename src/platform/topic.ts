import { supabase } from './supabase'

interface TopicListener {
  /** What the database broadcasts on the topic, by event. */
  events: Record<string, (payload: Record<string, unknown>) => void>
  /** Called each time the topic is joined; `again` when messages may have been missed in between. */
  onJoined?: (again: boolean) => void
}

/** Listens to a private topic (user:<id>, conversation:<id>, appointment:<id>); answers how to stop. */
export function listenTo(topic: string, { events, onJoined }: TopicListener): () => void {
  const channel = supabase.channel(topic, { config: { private: true } })
  for (const [event, handle] of Object.entries(events)) {
    channel.on('broadcast', { event }, (message) => {
      handle((message.payload ?? {}) as Record<string, unknown>)
    })
  }
  let joined = false
  channel.subscribe((status) => {
    if (status !== 'SUBSCRIBED') return
    onJoined?.(joined)
    joined = true
  })
  return () => {
    void supabase.removeChannel(channel)
  }
}
