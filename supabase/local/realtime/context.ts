import type { Sql } from 'postgres'
import type { Fanout } from './fanout'
import type { Hub } from './hub'
import type { VerifyToken } from './tokens'

/** Hosted's defaults in their simplest form; tests lower them. */
export interface Limits {
  channelsPerSocket: number
  messagesPerSecond: number
  presenceCalls: number
  presenceWindowMs: number
  payloadBytes: number
  frameBytes: number
  /** How long a connection may say nothing; clients send a heartbeat every 25 seconds. */
  silenceMs: number
}

export const DEFAULT_LIMITS: Limits = {
  channelsPerSocket: 100,
  messagesPerSecond: 500,
  presenceCalls: 5,
  presenceWindowMs: 30_000,
  payloadBytes: 3_000_000,
  frameBytes: 5_000_000,
  silenceMs: 60_000,
}

/** What every part of the server shares. */
export interface RealtimeContext {
  sql: Sql
  hub: Hub
  fanout: Fanout
  verify: VerifyToken
  limits: Limits
  log(line: string): void
}

/** Counts calls in windows of fixed length. */
export class RateWindow {
  private calls = 0
  private endsAt = 0

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one call; false when it is one too many. */
  allows(): boolean {
    const now = Date.now()
    if (now >= this.endsAt) {
      this.calls = 0
      this.endsAt = now + this.windowMs
    }
    this.calls += 1
    return this.calls <= this.most
  }
}
