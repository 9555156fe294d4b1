import { randomUUID } from 'node:crypto'
import { isRecord } from './frames'

/** A join that was refused; the message is the reply's `reason`. */
export class JoinRefused extends Error {}

/** What a client asks for in phx_join, with defaults for whatever is missing or malformed. */
export interface JoinConfig {
  isPrivate: boolean
  ackBroadcast: boolean
  selfBroadcast: boolean
  replicationReady: boolean
  /** As sent; undefined when no replay is wanted. */
  replay: unknown
  presenceEnabled: boolean
  presenceKey: string
  /** Echoed to the client with an id each, in the client's order. */
  postgresChanges: Record<string, unknown>[]
  accessToken: string | null
}

/** Reads a join payload. Like hosted, a bad part falls back to its default instead of refusing the join. */
export function parseJoin(payload: unknown): JoinConfig {
  const join = asRecord(payload)
  const config = asRecord(join.config)
  const broadcast = asRecord(config.broadcast)
  const presence = asRecord(config.presence)
  return {
    isPrivate: asBoolean(config.private),
    ackBroadcast: asBoolean(broadcast.ack),
    selfBroadcast: asBoolean(broadcast.self),
    replicationReady: asBoolean(broadcast.replication_ready),
    replay: broadcast.replay ?? undefined,
    presenceEnabled: asBoolean(presence.enabled),
    presenceKey: typeof presence.key === 'string' && presence.key !== '' ? presence.key : randomUUID(),
    postgresChanges: Array.isArray(config.postgres_changes) ? config.postgres_changes.filter(isRecord) : [],
    accessToken: usableToken(join.access_token) ?? usableToken(join.user_token),
  }
}

/** An access token that says more than the connection's key: an opaque `sb_…` key does not. */
export function usableToken(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('sb_') ? value : null
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

function asBoolean(value: unknown): boolean {
  return value === true || value === 'true'
}
