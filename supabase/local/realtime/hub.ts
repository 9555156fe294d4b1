import { type Broadcast, encodeBroadcast, encodeFrame, type Vsn } from './frames'
import { type PresenceDiff, PresenceRooms } from './presence'

/** A joined channel, as the hub sees it. */
export interface Member {
  readonly vsn: Vsn
  readonly topic: string
  readonly readsBroadcast: boolean
  readonly readsPresence: boolean
  /** Takes an encoded frame; `messageId` names a database message, so that a replayed one is not given twice. */
  deliver(encoded: string | Buffer, messageId?: string): void
}

/** The key of a room. A public and a private channel of one name are different rooms. */
export function roomOf(subTopic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${subTopic}`
}

/** Who listens where, and the one place where anything is given to many. */
export class Hub {
  readonly presences = new PresenceRooms()
  private readonly rooms = new Map<string, Set<Member>>()

  add(room: string, member: Member): void {
    const members = this.rooms.get(room) ?? new Set()
    members.add(member)
    this.rooms.set(room, members)
  }

  remove(room: string, member: Member): void {
    const members = this.rooms.get(room)
    members?.delete(member)
    if (members?.size === 0) this.rooms.delete(room)
  }

  /** Gives a broadcast to everyone who may read it, except its author unless the author asked for it. */
  broadcast(room: string, message: Broadcast, options: { except?: Member; messageId?: string } = {}): void {
    const encoded = new Map<Vsn, string | Buffer | null>()
    for (const member of this.rooms.get(room) ?? []) {
      if (member === options.except || !member.readsBroadcast) continue
      if (!encoded.has(member.vsn))
        encoded.set(member.vsn, encodeBroadcast(member.vsn, member.topic, message))
      const frame = encoded.get(member.vsn)
      if (frame) member.deliver(frame, options.messageId)
    }
  }

  /** Gives a presence change to everyone who may read it, its author included. */
  presenceDiff(room: string, diff: PresenceDiff | null): void {
    if (!diff) return
    for (const member of this.rooms.get(room) ?? []) {
      if (!member.readsPresence) continue
      const { vsn, topic } = member
      member.deliver(
        encodeFrame(vsn, { joinRef: null, ref: null, topic, event: 'presence_diff', payload: diff }),
      )
    }
  }
}
