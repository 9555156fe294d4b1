import type postgres from 'postgres'
import { expect, test } from 'vitest'
import { audit } from '../../scripts/lib/audit'
import { newDatabase, Story } from './harness'

/** How many act at once, each on a connection of his own. */
export const CROWD = 50

/** What one of the crowd wants. */
export type Wish = { by: string; rpc: string; args: Record<string, unknown> }
/** What became of it: an answer, or the refusal's code. */
export type Outcome = {
  wish: Wish
  answer?: Record<string, unknown>
  code: string
  message: string
  hint: string
}

const GATE = 20_261_101

/** A crowd before one database of its own. */
export class Crowd {
  constructor(readonly pool: postgres.Sql) {}

  /** Something that is there before anybody comes, committed. */
  async arranged<T>(arrange: (s: Story) => Promise<T>): Promise<T> {
    const s = await Story.begin(this.pool)
    try {
      const made = await arrange(s)
      await s.commit()
      return made
    } finally {
      await s.rollback()
    }
  }

  /**
   * All wishes at once: each connection has begun its transaction as that person and waits before a gate, which
   * opens only when every one of them stands there.
   */
  async atOnce(wishes: Wish[]): Promise<Outcome[]> {
    const gate = await this.pool.reserve()
    await gate`select pg_advisory_lock(${GATE})`
    const under = wishes.map((wish) => this.fulfil(wish))
    while ((await waiting(gate)) < wishes.length) await new Promise((resolve) => setImmediate(resolve))
    await gate`select pg_advisory_unlock(${GATE})`
    gate.release()
    return Promise.all(under)
  }

  private async fulfil(wish: Wish): Promise<Outcome> {
    const s = await Story.begin(this.pool)
    try {
      await s.as(wish.by)
      await s.sql`select pg_advisory_xact_lock_shared(${GATE})`
      const answer = await s.rpc(wish.rpc, { p_request_id: s.request(), ...wish.args })
      await s.commit()
      return { wish, answer, code: 'ok', message: '', hint: '' }
    } catch (error) {
      const { code, message, hint } = error as postgres.PostgresError
      return { wish, code, message, hint: hint ?? '' }
    } finally {
      await s.rollback()
    }
  }
}

async function waiting(sql: postgres.ReservedSql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and objid = ${GATE}
      and database = (select oid from pg_database where datname = current_database())`
  return row?.n ?? 0
}

/** How many ended in which way. */
export function tally(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of outcomes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/**
 * A story with a crowd in it. Whatever it was about, afterwards: nobody met a deadlock, whoever was refused was told
 * in words, and numbers and chains are whole.
 */
export function crowded(title: string, tell: (crowd: Crowd) => Promise<Outcome[]>): void {
  test(title, async () => {
    const pool = await newDatabase(CROWD + 4)
    try {
      const outcomes = await tell(new Crowd(pool))
      for (const { code, message, hint } of outcomes.filter((outcome) => outcome.code !== 'ok')) {
        expect(code).toMatch(/^BB\d{3}$/)
        expect(message).toMatch(/[一-龥]/)
        expect(hint).toMatch(/[一-龥]/)
      }
      expect((await audit(pool)).faults).toEqual([])
      expect(await deadlocks(pool)).toBe(0)
    } finally {
      await pool.end({ timeout: 2 })
    }
  }, 120_000)
}

/** How many deadlocks this database has seen: each backend tells its own count before it is asked. */
async function deadlocks(pool: postgres.Sql): Promise<number> {
  const all = await Promise.all(Array.from({ length: pool.options.max }, () => pool.reserve()))
  for (const one of all) {
    await one`select pg_stat_force_next_flush()`
    one.release()
  }
  const [row] = await pool<{ n: number }[]>`
    select deadlocks::int as n from pg_stat_database where datname = current_database()`
  return row?.n ?? -1
}
