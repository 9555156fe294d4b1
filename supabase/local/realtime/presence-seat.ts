import { RateWindow, type RealtimeContext } from './context'
import { isRecord } from './frames'
import type { Member } from './hub'
import type { Permissions } from './permissions'

/** How a presence push ends: with a reply, or with the end of the channel. */
export type PresenceOutcome =
  | { status: 'ok' | 'error'; response?: Record<string, unknown> }
  | { shutDown: string }

/** One channel's part in the presence of its room. */
export class PresenceSeat {
  private readonly rate: RateWindow
  private tracked: string | null = null

  constructor(
    private readonly context: RealtimeContext,
    private readonly room: string,
    private readonly owner: Member,
    private readonly key: string,
    /** Whether the client asked for presence; tracking turns it on as well. */
    public enabled: boolean,
  ) {
    this.rate = new RateWindow(context.limits.presenceCalls, context.limits.presenceWindowMs)
  }

  /** Handles `{event: track | untrack, payload}`, in any case of letters. */
  async handle(push: unknown, permissions: Permissions | null): Promise<PresenceOutcome> {
    if (!isRecord(push) || typeof push.event !== 'string') return { status: 'ok' }
    if (!this.rate.allows()) return { shutDown: 'Client presence rate limit exceeded' }
    const event = push.event.toLowerCase()
    if (event === 'track') return this.track(push.payload ?? {}, permissions)
    if (event !== 'untrack') return { status: 'error' }
    this.leave()
    return { status: 'ok' }
  }

  /** Empties the seat and tells the others. */
  leave(): void {
    this.tracked = null
    const { hub } = this.context
    hub.presenceDiff(this.room, hub.presences.untrack(this.room, this.owner))
  }

  private async track(payload: unknown, permissions: Permissions | null): Promise<PresenceOutcome> {
    await permissions?.completePresence()
    if (permissions && !(await permissions.mayWrite('presence'))) return { status: 'error' }
    if (!isRecord(payload)) {
      return { status: 'error', response: { reason: 'Presence track payload must be a map' } }
    }
    const text = JSON.stringify(payload)
    if (Buffer.byteLength(text) > this.context.limits.payloadBytes) {
      return { shutDown: 'Track message size exceeded' }
    }
    this.enabled = true
    if (text !== this.tracked) {
      this.tracked = text
      const { hub } = this.context
      hub.presenceDiff(this.room, hub.presences.track(this.room, this.owner, this.key, payload))
    }
    return { status: 'ok' }
  }
}
