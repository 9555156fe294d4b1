import { RateWindow, type RealtimeContext } from './context'
import { ExpiryWatch } from './expiry'
import {
  type Broadcast,
  encodeBroadcast,
  encodeFrame,
  type IncomingFrame,
  isRecord,
  type Vsn,
} from './frames'
import { type Member, roomOf } from './hub'
import { type JoinConfig, JoinRefused, usableToken } from './join-config'
import { Permissions } from './permissions'
import { PresenceSeat } from './presence-seat'
import { parseReplay, type ReplayedMessage, readReplay } from './replay'
import { type Claims, TokenError } from './tokens'

/** The connection that a channel lives on. */
export interface Link {
  readonly vsn: Vsn
  readonly headers: Record<string, string>
  send(encoded: string | Buffer): void
  /** Forgets the channel; called once when it closes. */
  release(channel: Channel): void
}

const NO_POSTGRES_CHANGES =
  'postgres_changes is not available in the embedded stack: broadcast from the database with realtime.send ' +
  'or realtime.broadcast_changes instead'

/** One joined topic of one connection. */
export class Channel implements Member {
  readonly vsn: Vsn
  private readonly subTopic: string
  private readonly room: string
  private readonly messageRate: RateWindow
  private readonly seat: PresenceSeat
  private readonly expiry = new ExpiryWatch((message) => this.shutDown(message))
  private permissions: Permissions | null = null
  private replayed: ReplayedMessage[] = []
  /** What arrived between entering the room and the join reply. */
  private early: { encoded: string | Buffer; messageId?: string }[] | null = []
  private closed = false

  constructor(
    private readonly context: RealtimeContext,
    private readonly link: Link,
    readonly topic: string,
    readonly joinRef: string | null,
    private readonly config: JoinConfig,
    private token: string,
  ) {
    this.vsn = link.vsn
    this.subTopic = topic.slice('realtime:'.length)
    this.room = roomOf(this.subTopic, config.isPrivate)
    this.messageRate = new RateWindow(context.limits.messagesPerSecond, 1000)
    this.seat = new PresenceSeat(context, this.room, this, config.presenceKey, config.presenceEnabled)
  }

  get readsBroadcast(): boolean {
    return this.permissions?.reads('broadcast') ?? true
  }

  get readsPresence(): boolean {
    return this.permissions?.reads('presence') ?? true
  }

  /**
   * Checks the token and the policies and enters the room; throws JoinRefused with hosted's words.
   * Returns when the token expires, for `welcome`.
   */
  async open(): Promise<number> {
    const claims = await this.claims()
    await this.context.fanout.ready()
    if (this.config.isPrivate) {
      const { headers } = this.link
      this.permissions = new Permissions(this.context, { topic: this.subTopic, claims, headers })
      const mayRead = await this.permissions.askRead(this.seat.enabled)
      if (!mayRead) throw new JoinRefused(`Unauthorized: ${this.unreadable()}`)
    }
    // Entered before the replay is read, so that no message falls between the two.
    this.context.hub.add(this.room, this)
    try {
      if (this.config.replay !== undefined) this.replayed = await this.replay()
    } catch (error) {
      this.context.hub.remove(this.room, this)
      throw error
    }
    return claims.exp
  }

  /** Answers the join, then tells what the client waits for. */
  welcome(ref: string | null, exp: number): void {
    const postgresChanges = this.config.postgresChanges.map((binding, index) => ({
      ...binding,
      id: index + 1,
    }))
    this.reply(ref, 'ok', { postgres_changes: postgresChanges })
    for (const { broadcast } of this.replayed) {
      const frame = encodeBroadcast(this.vsn, this.topic, broadcast)
      if (frame) this.link.send(frame)
    }
    if (this.seat.enabled && this.readsPresence) {
      this.push('presence_state', this.context.hub.presences.state(this.room))
    }
    const early = this.early ?? []
    this.early = null
    for (const { encoded, messageId } of early) this.deliver(encoded, messageId)
    if (postgresChanges.length > 0) this.system('postgres_changes', 'error', NO_POSTGRES_CHANGES)
    if (this.config.replicationReady) this.system('system', 'ok', 'Replication connection established')
    this.expiry.restart(exp)
  }

  deliver(encoded: string | Buffer, messageId?: string): void {
    if (this.early) this.early.push({ encoded, messageId })
    else if (!messageId || !this.replayed.some(({ id }) => id === messageId)) this.link.send(encoded)
  }

  /** Handles what the client pushes on this topic, leaving aside join and leave. */
  async handle(frame: IncomingFrame): Promise<void> {
    if (frame.event === 'broadcast') await this.onBroadcast(frame)
    else if (frame.event === 'presence') await this.onPresence(frame)
    else if (frame.event === 'access_token') await this.onAccessToken(frame.payload)
  }

  /** Says goodbye to the client and leaves. */
  close(): void {
    if (this.closed) return
    const { vsn, topic, joinRef } = this
    this.link.send(encodeFrame(vsn, { joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} }))
    this.leave()
  }

  /** Leaves the room without a word, for a connection that is gone. */
  leave(): void {
    if (this.closed) return
    this.closed = true
    this.expiry.stop()
    this.context.hub.remove(this.room, this)
    this.seat.leave()
    this.link.release(this)
  }

  /** Sends a phx_reply to one push of the client. */
  reply(ref: string | null, status: 'ok' | 'error', response: Record<string, unknown> = {}): void {
    const { vsn, topic, joinRef } = this
    this.link.send(
      encodeFrame(vsn, { joinRef, ref, topic, event: 'phx_reply', payload: { status, response } }),
    )
  }

  private async onBroadcast(frame: IncomingFrame): Promise<void> {
    if (!this.messageRate.allows()) return this.shutDown('Too many messages per second')
    const broadcast = frame.broadcast ?? toTextBroadcast(frame.payload)
    if (!broadcast) return
    // Hosted drops a forbidden broadcast in silence: with ack the client's push times out.
    if (this.permissions && !(await this.permissions.mayWrite('broadcast'))) return
    if (sizeOf(broadcast) > this.context.limits.payloadBytes) {
      if (this.config.ackBroadcast) this.reply(frame.ref, 'error', { reason: 'Payload size exceeded' })
      return
    }
    this.context.hub.broadcast(this.room, broadcast, this.config.selfBroadcast ? {} : { except: this })
    if (this.config.ackBroadcast) this.reply(frame.ref, 'ok')
  }

  private async onPresence(frame: IncomingFrame): Promise<void> {
    const outcome = await this.seat.handle(frame.payload, this.permissions)
    if ('shutDown' in outcome) this.shutDown(outcome.shutDown)
    else this.reply(frame.ref, outcome.status, outcome.response)
    // Closed while a policy was asked: a seat taken since then would never be emptied.
    if (this.closed) this.seat.leave()
  }

  private async onAccessToken(payload: unknown): Promise<void> {
    const token = usableToken(isRecord(payload) ? payload.access_token : null)
    if (token === null || token === this.token) return
    this.token = token
    try {
      const claims = await this.context.verify(token)
      const change = (await this.permissions?.renew(claims, this.seat.enabled)) ?? 'same'
      if (change === 'none') return this.shutDown(this.unreadable())
      if (change === 'less') {
        return this.shutDown(
          `You no longer have permission to read from this Channel topic: ${this.subTopic}`,
        )
      }
      if (!this.closed) this.expiry.restart(claims.exp)
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      this.shutDown(error.message)
    }
  }

  private async claims(): Promise<Claims> {
    try {
      return await this.context.verify(this.token)
    } catch (error) {
      if (error instanceof TokenError) throw new JoinRefused(`${error.code}: ${error.message}`)
      throw error
    }
  }

  private async replay(): Promise<ReplayedMessage[]> {
    if (!this.config.isPrivate) {
      throw new JoinRefused('UnableToReplayMessages: Replay is not allowed for public channels')
    }
    if (!this.readsBroadcast) throw new JoinRefused(`Unauthorized: ${this.unreadable()}`)
    const wanted = parseReplay(this.config.replay)
    if (!wanted) throw new JoinRefused('UnableToReplayMessages: Replay params are not valid')
    return readReplay(this.context.sql, this.subTopic, wanted)
  }

  private unreadable(): string {
    return `You do not have permissions to read from this Channel topic: ${this.subTopic}`
  }

  private shutDown(message: string): void {
    if (this.closed) return
    this.system('system', 'error', message)
    this.close()
  }

  private system(extension: string, status: 'ok' | 'error', message: string): void {
    this.push('system', { extension, status, message, channel: this.subTopic })
  }

  private push(event: string, payload: unknown): void {
    const { vsn, topic, joinRef } = this
    this.link.send(encodeFrame(vsn, { joinRef, ref: null, topic, event, payload }))
  }
}

function toTextBroadcast(payload: unknown): Broadcast | null {
  return isRecord(payload) ? { form: 'text', body: payload } : null
}

function sizeOf(broadcast: Broadcast): number {
  return broadcast.form === 'user'
    ? broadcast.payload.length
    : Buffer.byteLength(JSON.stringify(broadcast.body))
}
