import { randomBytes } from 'node:crypto'

export type Meta = Record<string, unknown> & { phx_ref: string; phx_ref_prev?: string }
export type PresenceState = Record<string, { metas: Meta[] }>

export interface PresenceDiff {
  joins: PresenceState
  leaves: PresenceState
}

interface Entry {
  key: string
  meta: Meta
}

/** Who is present where. An owner (one joined channel of one socket) holds at most one entry in a room. */
export class PresenceRooms {
  private readonly rooms = new Map<string, Map<object, Entry>>()

  /** Everyone in the room, grouped by presence key. */
  state(room: string): PresenceState {
    const state: PresenceState = {}
    for (const { key, meta } of this.rooms.get(room)?.values() ?? []) {
      const present = state[key] ?? { metas: [] }
      present.metas.push(meta)
      state[key] = present
    }
    return state
  }

  /** Enters the room, or replaces the owner's entry: an update is a join of the new meta and a leave of the old. */
  track(room: string, owner: object, key: string, payload: Record<string, unknown>): PresenceDiff {
    const entries = this.rooms.get(room) ?? new Map<object, Entry>()
    this.rooms.set(room, entries)
    const previous = entries.get(owner)
    const meta: Meta = { ...payload, phx_ref: randomBytes(9).toString('base64url') }
    if (previous) meta.phx_ref_prev = previous.meta.phx_ref
    entries.set(owner, { key, meta })
    return { joins: single(key, meta), leaves: previous ? single(previous.key, previous.meta) : {} }
  }

  /** Leaves the room; null when the owner was not in it. */
  untrack(room: string, owner: object): PresenceDiff | null {
    const entries = this.rooms.get(room)
    const entry = entries?.get(owner)
    if (!entries || !entry) return null
    entries.delete(owner)
    if (entries.size === 0) this.rooms.delete(room)
    return { joins: {}, leaves: single(entry.key, entry.meta) }
  }
}

function single(key: string, meta: Meta): PresenceState {
  return { [key]: { metas: [meta] } }
}
