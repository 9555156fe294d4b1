import type { RawData, WebSocket } from 'ws'
import { Channel, type Link } from './channel'
import type { RealtimeContext } from './context'
import { describe } from './fanout'
import { decodeFrame, encodeFrame, type IncomingFrame, type Vsn } from './frames'
import { JoinRefused, parseJoin } from './join-config'

const TOPIC_PREFIX = 'realtime:'

/** One client connection: reads frames one after the other and hands them to its channels. */
export class Connection implements Link {
  private readonly channels = new Map<string, Channel>()
  private queue: Promise<void> = Promise.resolve()
  private gone = false
  lastHeardAt = Date.now()

  constructor(
    private readonly context: RealtimeContext,
    private readonly ws: WebSocket,
    readonly vsn: Vsn,
    readonly headers: Record<string, string>,
    private readonly token: string,
  ) {
    ws.on('message', (data, isBinary) => this.onMessage(data, isBinary))
    ws.on('close', () => this.onClose())
    // Without a listener a protocol error, such as a frame over the limit, would end the process; `close` follows.
    ws.on('error', (error) => context.log(`realtime: connection error: ${describe(error)}`))
  }

  send(encoded: string | Buffer): void {
    if (this.ws.readyState === this.ws.OPEN) this.ws.send(encoded)
  }

  release(channel: Channel): void {
    if (this.channels.get(channel.topic) === channel) this.channels.delete(channel.topic)
  }

  private onMessage(data: RawData, isBinary: boolean): void {
    this.lastHeardAt = Date.now()
    const frame = decodeFrame(this.vsn, toBuffer(data), isBinary)
    if (!frame) {
      this.context.log('realtime: dropped a malformed frame')
      return
    }
    // One at a time: a broadcast must not overtake the join, or the earlier broadcast, that it follows.
    this.queue = this.queue
      .then(() => this.handle(frame))
      .catch((error) => {
        this.context.log(`realtime: ${frame.event} on ${frame.topic} failed: ${describe(error)}`)
      })
  }

  private onClose(): void {
    this.gone = true
    for (const channel of [...this.channels.values()]) channel.leave()
  }

  private async handle(frame: IncomingFrame): Promise<void> {
    if (this.gone) return
    const { topic, event, ref } = frame
    if (topic === 'phoenix') return event === 'heartbeat' ? this.reply(frame, 'ok') : undefined
    if (event === 'phx_join') return this.join(frame)
    const channel = this.channels.get(topic)
    if (!channel) return event === 'phx_leave' ? this.reply(frame, 'ok') : this.unmatched(frame)
    if (event !== 'phx_leave') return channel.handle(frame)
    // A late leave of a channel that was already replaced must not close its successor.
    if (frame.joinRef !== null && frame.joinRef !== channel.joinRef) return
    channel.reply(ref, 'ok')
    channel.close()
  }

  private async join(frame: IncomingFrame): Promise<void> {
    const { topic } = frame
    if (!topic.startsWith(TOPIC_PREFIX)) return this.unmatched(frame)
    if (topic === TOPIC_PREFIX) return this.refuse(frame, 'TopicNameRequired: You must provide a topic name')
    this.channels.get(topic)?.close()
    if (this.channels.size >= this.context.limits.channelsPerSocket) {
      return this.refuse(frame, 'ChannelRateLimitReached: Too many channels')
    }
    const config = parseJoin(frame.payload)
    const joinRef = frame.joinRef ?? frame.ref
    const channel = new Channel(this.context, this, topic, joinRef, config, config.accessToken ?? this.token)
    let exp: number
    try {
      exp = await channel.open()
    } catch (error) {
      if (error instanceof JoinRefused) return this.refuse(frame, error.message)
      this.context.log(`realtime: join of ${topic} failed: ${describe(error)}`)
      return this.refuse(frame, 'Unknown Error on Channel')
    }
    // The client may have gone while the database was asked.
    if (this.gone) return channel.leave()
    this.channels.set(topic, channel)
    channel.welcome(frame.ref, exp)
  }

  private unmatched(frame: IncomingFrame): void {
    this.refuse(frame, 'unmatched topic')
  }

  private refuse(frame: IncomingFrame, reason: string): void {
    this.reply(frame, 'error', { reason })
  }

  private reply(frame: IncomingFrame, status: 'ok' | 'error', response: Record<string, unknown> = {}): void {
    const { joinRef, ref, topic } = frame
    this.send(
      encodeFrame(this.vsn, { joinRef, ref, topic, event: 'phx_reply', payload: { status, response } }),
    )
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
