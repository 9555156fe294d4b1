import postgres from 'postgres'
import { describe, expect, inject, test } from 'vitest'
import { storyUrl } from './global-setup'
import { newDatabase, type Story, stories } from './harness'

const { story } = stories()

type Claimed = { id: string; kind: string; idempotency_key: string; attempt: number }

const claim = (sql: postgres.Sql | postgres.ReservedSql, worker: string, limit = 10) =>
  sql<Claimed[]>`select * from private.claim_outbox(${limit}, ${worker}) order by id`
const keys = (rows: readonly Claimed[]) => rows.map((row) => row.idempotency_key)
const put = (sql: postgres.Sql | postgres.ReservedSql, key: string) =>
  sql`select private.put_outbox('x', null, '{}', ${key})`
const state = async (s: Story, key: string) => {
  const [row] = await s.behind((sql) => sql`select * from private.outbox where dedupe_key = ${key}`)
  return row as Record<string, unknown>
}
const markFailed = async (
  s: Story,
  id: string,
  worker: string,
  error: string | null = '系统忙',
  drop = false,
) => (await s.sql`select private.mark_failed(${id}, ${worker}, ${error}, ${drop}) as now`)[0]?.now
const markSent = async (sql: postgres.Sql | postgres.ReservedSql, id: string, worker: string) =>
  (await sql`select private.mark_sent(${id}, ${worker}) as first`)[0]?.first

describe('a message in the outbox', () => {
  story('is handed out once, with the key under which every attempt is sent', async (s) => {
    await put(s.sql, 'a')
    await put(s.sql, 'b')
    await s.as('service')
    expect(keys(await claim(s.sql, 'one', 1))).toEqual(['a'])
    expect(keys(await claim(s.sql, 'two'))).toEqual(['b'])
    expect(await claim(s.sql, 'three')).toEqual([])
  })

  story('comes back when its worker did not mark it in time, under the same key', async (s) => {
    await put(s.sql, 'a')
    await s.as('service')
    await claim(s.sql, 'one')
    await s.at('2026-03-31T10:01:59+08:00')
    expect(await claim(s.sql, 'two')).toEqual([])
    await s.at('2026-03-31T10:02:00+08:00')
    expect(await claim(s.sql, 'two')).toMatchObject([{ idempotency_key: 'a', attempt: 2 }])
  })

  story('is sent when anybody sent it, and the worker that comes second is told', async (s) => {
    await put(s.sql, 'a')
    await s.as('service')
    const [one] = await claim(s.sql, 'one')
    await s.at('2026-03-31T10:03:00+08:00')
    await claim(s.sql, 'two')
    expect(await markSent(s.sql, one?.id ?? '', 'one')).toBe(true)
    expect(await markSent(s.sql, one?.id ?? '', 'two')).toBe(false)
    expect(await markFailed(s, one?.id ?? '', 'two')).toBeNull()
    expect(await state(s, 'a')).toMatchObject({ state: 'sent', claimed_by: null, last_error: null })
    await s.at('2026-04-30T10:00:00+08:00')
    expect(await claim(s.sql, 'three')).toEqual([])
  })

  story(
    'that failed waits twice as long each time and is dropped with its reason at the eighth',
    async (s) => {
      await put(s.sql, 'a')
      await s.as('service')
      let now = Date.parse('2026-03-31T10:00:00+08:00')
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        const [row] = await claim(s.sql, 'one')
        expect(row).toMatchObject({ idempotency_key: 'a', attempt })
        expect(await markFailed(s, row?.id ?? '', 'one', `第${attempt}次`)).toBe(
          attempt < 8 ? 'waiting' : 'dropped',
        )
        if (attempt === 8) break
        const { next_try_at } = await state(s, 'a')
        const seconds = ((next_try_at as Date).getTime() - now) / 1000
        expect(seconds).toBeGreaterThanOrEqual(30 * 2 ** (attempt - 1))
        expect(seconds).toBeLessThanOrEqual(30 * 2 ** (attempt - 1) * 1.1 + 0.01)
        // Postgres counts microseconds, a Date has none.
        now = (next_try_at as Date).getTime() + 1
        await s.at(new Date(now - 2).toISOString())
        expect(await claim(s.sql, 'one')).toEqual([])
        await s.at(new Date(now).toISOString())
      }
      expect(await state(s, 'a')).toMatchObject({ state: 'dropped', last_error: '第8次', attempts: 8 })
    },
  )

  story('stays with whoever holds it now, whatever a late worker says of it', async (s) => {
    await put(s.sql, 'a')
    await s.as('service')
    const [one] = await claim(s.sql, 'one')
    await s.at('2026-03-31T10:03:00+08:00')
    await claim(s.sql, 'two')
    expect(await markFailed(s, one?.id ?? '', 'one', '太晚了', true)).toBeNull()
    expect(await state(s, 'a')).toMatchObject({ state: 'waiting', claimed_by: 'two', last_error: null })
    expect(await markFailed(s, one?.id ?? '', 'two')).toBe('waiting')
  })

  story('that cannot arrive is dropped at once, with the reason', async (s) => {
    await put(s.sql, 'a')
    await s.as('service')
    const [row] = await claim(s.sql, 'one')
    expect(await markFailed(s, row?.id ?? '', 'one', '用户没有订阅', true)).toBe('dropped')
    expect(await state(s, 'a')).toMatchObject({ state: 'dropped', last_error: '用户没有订阅' })
  })

  story('that kills every worker ends too, and says so', async (s) => {
    await put(s.sql, 'a')
    await s.as('service')
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await claim(s.sql, `worker ${attempt}`)).toHaveLength(1)
      await s.at(new Date(Date.parse('2026-03-31T10:00:00+08:00') + attempt * 120_000).toISOString())
    }
    expect(await claim(s.sql, 'last')).toEqual([])
    expect(await state(s, 'a')).toMatchObject({
      state: 'dropped',
      last_error: 'no mark after attempt 8 by worker 8',
    })
  })

  story('is for the service side alone', async (s) => {
    for (const actor of ['anon', 'zhang', 'li', 'admin']) {
      await s.as(actor)
      await s.expectError('42501', () => claim(s.sql, 'one'))
      await s.expectError('42501', () => markSent(s.sql, '1', 'one'))
      await s.expectError('42501', () => markFailed(s, '1', 'one'))
    }
  })
})

/** Whoever is told twice under one key tells the person once, as WeChat's and SMS gateways do by a client id. */
class Provider {
  readonly told: string[] = []
  calls = 0
  send(key: string): void {
    this.calls += 1
    if (!this.told.includes(key)) this.told.push(key)
  }
}

/** A database with messages in it, and workers on connections of their own. */
async function withWorkers(messages: string[], tell: (world: Workers) => Promise<void>): Promise<void> {
  const owner = await newDatabase(8)
  try {
    for (const key of messages) await put(owner, key)
    await tell(new Workers(owner))
  } finally {
    await owner.end({ timeout: 2 })
  }
}

class Workers {
  readonly provider = new Provider()
  constructor(readonly owner: postgres.Sql) {}

  /** A worker on a connection of its own, whose backend is ended in the middle, as a crash does. */
  async dying(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
    const [row] = await this.owner<{ name: string }[]>`select current_database() as name`
    const sql = postgres(storyUrl(inject('storyPort'), row?.name ?? ''), { max: 1, onnotice: () => {} })
    const [self] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    await work(sql)
    const [ended] = await this.owner`select pg_terminate_backend(${self?.pid ?? 0}, 5000) as gone`
    expect(ended?.gone).toBe(true)
    await sql.end({ timeout: 0 })
  }

  async later(minutes: number): Promise<void> {
    await this.owner`select private.set_clock(private.now() + make_interval(mins => ${minutes}))`
  }

  /** Claims, sends and marks until nothing is left. */
  async drain(worker: string, limit = 3): Promise<string[]> {
    const sent: string[] = []
    for (;;) {
      const rows = await claim(this.owner, worker, limit)
      if (rows.length === 0) return sent
      for (const row of rows) {
        this.provider.send(row.idempotency_key)
        if (await markSent(this.owner, row.id, worker)) sent.push(row.idempotency_key)
      }
    }
  }

  async states(): Promise<Record<string, number>> {
    const rows = await this.owner<{ state: string; n: number }[]>`
      select state, count(*)::int as n from private.outbox group by state`
    return Object.fromEntries(rows.map(({ state: name, n }) => [name, n]))
  }
}

describe('a worker that dies', () => {
  test('before its claim is committed has claimed nothing', () =>
    withWorkers(['a', 'b'], async (world) => {
      await world.dying(async (sql) => {
        await sql`begin`
        expect(await claim(sql, 'dying')).toHaveLength(2)
      })
      expect(await world.drain('next')).toEqual(['a', 'b'])
      expect(world.provider.told).toEqual(['a', 'b'])
    }))

  test('between claim and send: sent after the lease, once', () =>
    withWorkers(['a', 'b'], async (world) => {
      await world.dying(async (sql) => {
        expect(await claim(sql, 'dying')).toHaveLength(2)
      })
      expect(await world.drain('next')).toEqual([])
      await world.later(2)
      expect(await world.drain('next')).toEqual(['a', 'b'])
      expect(world.provider).toMatchObject({ told: ['a', 'b'], calls: 2 })
      expect(await world.states()).toEqual({ sent: 2 })
    }))

  test('between send and mark: sent again under the same key, so that the person hears it once', () =>
    withWorkers(['a'], async (world) => {
      await world.dying(async (sql) => {
        const [row] = await claim(sql, 'dying')
        world.provider.send(row?.idempotency_key ?? '')
        await sql`begin`
        expect(await markSent(sql, row?.id ?? '', 'dying')).toBe(true)
      })
      await world.later(2)
      expect(await world.drain('next')).toEqual(['a'])
      expect(world.provider).toMatchObject({ told: ['a'], calls: 2 })
      expect(await world.states()).toEqual({ sent: 1 })
    }))
})

test('four workers at once share the work: each message goes out once', () => {
  const all = Array.from({ length: 60 }, (_, n) => `message ${n}`)
  return withWorkers(all, async (world) => {
    const shares = await Promise.all(['one', 'two', 'three', 'four'].map((name) => world.drain(name)))
    expect(shares.flat().sort()).toEqual([...all].sort())
    expect(shares.filter((share) => share.length > 0).length).toBeGreaterThan(1)
    expect(world.provider.calls).toBe(60)
    expect(await world.states()).toEqual({ sent: 60 })
  })
})

test('a worker passes over what another one is claiming at this moment, and does not wait for it', () =>
  withWorkers(['a', 'b'], async (world) => {
    const first = await world.owner.reserve()
    await first`begin`
    expect(keys(await claim(first, 'one', 1))).toEqual(['a'])
    expect(keys(await claim(world.owner, 'two'))).toEqual(['b'])
    await first`commit`
    first.release()
    expect(await claim(world.owner, 'three')).toEqual([])
  }))
