import type postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '../local/demo/people'
import { HEWEI } from './fixture'
import { newDatabase } from './harness'
import { Phones, type Step } from './notify-steps'

const ZHANG = demoPerson('zhang').id
const OPENID = 'demo_zhang'

/** A database with messages for one person, WeChat's count of his acceptances, and workers on connections of their own. */
class World {
  readonly phones = new Phones()
  private constructor(readonly owner: postgres.Sql) {}

  static async with(messages: number, acceptances: number, tell: (world: World) => Promise<void>) {
    const owner = await newDatabase(8)
    try {
      const world = new World(owner)
      await owner`insert into private.wechat_identities (openid, user_id) values (${OPENID}, ${ZHANG}) on conflict do nothing`
      await owner`delete from private.phone_identities`
      await owner`select private.set_message_template('reply', 'tmpl-reply', false)`
      await world.accept(acceptances)
      // Of the person himself, and so of no matter that would be told once.
      for (let n = 0; n < messages; n += 1) {
        await owner`select private.put_outbox('member_active', ${ZHANG}, ${owner.json({ enterprise_id: HEWEI })}, ${`message ${n}`})`
      }
      await world.later(61)
      await tell(world)
    } finally {
      await owner.end({ timeout: 2 })
    }
  }

  async accept(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      await this.as(
        { role: 'authenticated', sub: ZHANG },
        (sql) => sql`select public.record_subscription('{"tmpl-reply": "accept"}', gen_random_uuid())`,
      )
    }
    this.phones.accepted(OPENID, times)
  }

  async later(seconds: number): Promise<void> {
    await this.owner`select private.set_clock(private.now() + make_interval(secs => ${seconds}))`
  }

  as<T>(claims: Record<string, string>, work: (sql: postgres.TransactionSql) => Promise<T>) {
    return this.owner.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
      await sql.unsafe(`set local role ${claims.role}`)
      return work(sql)
    })
  }

  async claim(worker: string, limit = 3): Promise<number[]> {
    const [row] = await this.as(
      { role: 'service_role' },
      (sql) =>
        sql<{ rows: { id: number }[] }[]>`select public.service_claim_outbox(${limit}, ${worker}) as rows`,
    )
    return row?.rows.map(({ id }) => id) ?? []
  }

  async step(id: number, worker: string): Promise<Step> {
    const [row] = await this.as(
      { role: 'service_role' },
      (sql) => sql<{ step: Step }[]>`select public.service_message_step(${id}, ${worker}) as step`,
    )
    return row?.step as Step
  }

  async tell(id: number, worker: string, step: Step, outcome: string): Promise<Step> {
    const [row] = await this.as(
      { role: 'service_role' },
      (sql) => sql<{ step: Step }[]>`
        select public.service_message_outcome(${id}, ${worker}, ${step.do}, ${outcome}, 'race') as step`,
    )
    return row?.step as Step
  }

  /** What one run of notify does. */
  async drain(worker: string): Promise<void> {
    for (let ids = await this.claim(worker); ids.length > 0; ids = await this.claim(worker)) {
      for (const id of ids) {
        let next = await this.step(id, worker)
        while (next.do !== 'done') next = await this.tell(id, worker, next, this.phones.send(next))
      }
    }
  }

  /** The worker dies here: after its lease somebody else comes. */
  async died(): Promise<void> {
    await this.later(121)
  }

  async states(): Promise<Record<string, number>> {
    const rows = await this.owner<{ state: string; n: number }[]>`
      select state, count(*)::int as n from private.outbox group by state`
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
  }

  async ledger(): Promise<(string | null)[]> {
    const rows = await this.owner<
      { why: string | null }[]
    >`select ended_why as why from private.subscriptions order by id`
    return rows.map(({ why }) => why)
  }
}

describe('one acceptance is one sending', () => {
  test('whichever of four workers at once takes it: 20 messages, 7 acceptances, 7 sendings', () =>
    World.with(20, 7, async (world) => {
      await Promise.all(['one', 'two', 'three', 'four'].map((worker) => world.drain(worker)))
      expect(world.phones.told).toHaveLength(7)
      expect(world.phones.left(OPENID)).toBe(0)
      expect(await world.states()).toEqual({ sent: 7, dropped: 13 })
      expect(await world.ledger()).toEqual(Array(7).fill('sent'))
      const [row] = await world.owner<{ n: number }[]>`
        select count(distinct taken_for)::int as n from private.subscriptions`
      expect(row?.n).toBe(7)
    }))

  test('also when its worker dies between sending and telling: WeChat is asked, and knows', () =>
    World.with(1, 1, async (world) => {
      const [id = 0] = await world.claim('dying')
      expect(world.phones.send(await world.step(id, 'dying'))).toBe('sent')
      await world.died()
      await world.drain('next')
      expect(world.phones.told).toHaveLength(1)
      expect(await world.states()).toEqual({ sent: 1 })
      expect(await world.ledger()).toEqual(['doubtful'])
    }))

  test('when its worker dies before sending, the message goes out by the same acceptance', () =>
    World.with(1, 1, async (world) => {
      const [id = 0] = await world.claim('dying')
      expect(await world.step(id, 'dying')).toMatchObject({ do: 'subscribe' })
      await world.died()
      await world.drain('next')
      expect(world.phones.told).toHaveLength(1)
      expect(await world.ledger()).toEqual(['sent'])
    }))

  test('a death never spends an acceptance that was given for another message', () =>
    World.with(1, 2, async (world) => {
      const [id = 0] = await world.claim('dying')
      world.phones.send(await world.step(id, 'dying'))
      await world.died()
      await world.drain('next')
      expect(world.phones.told).toHaveLength(1)
      expect(world.phones.left(OPENID)).toBe(1)
      expect(await world.ledger()).toEqual(['doubtful', null])
      expect(await world.states()).toEqual({ sent: 1 })
    }))

  test('a worker that is only slow, and the one that took over, tell the person once', () =>
    World.with(1, 1, async (world) => {
      const [id = 0] = await world.claim('slow')
      const slow = await world.step(id, 'slow')
      await world.died()
      await world.claim('quick')
      const quick = await world.step(id, 'quick')
      expect(await world.tell(id, 'quick', quick, world.phones.send(quick))).toMatchObject({ state: 'sent' })
      const late = world.phones.send(slow)
      expect(late).toBe('refused')
      expect(await world.tell(id, 'slow', slow, late)).toEqual({ do: 'done', state: 'lost' })
      expect(world.phones.told).toHaveLength(1)
      expect(await world.ledger()).toEqual(['sent'])
    }))

  test('what a worker says that was taken for dead decides nothing while another one is sending', () =>
    World.with(1, 1, async (world) => {
      const [id = 0] = await world.claim('slow')
      const slow = await world.step(id, 'slow')
      await world.died()
      await world.claim('quick')
      const quick = await world.step(id, 'quick')
      expect(await world.tell(id, 'slow', slow, 'refused')).toEqual({ do: 'done', state: 'lost' })
      expect(await world.ledger()).toEqual([null])
      expect(await world.tell(id, 'quick', quick, world.phones.send(quick))).toMatchObject({ state: 'sent' })
      expect(await world.ledger()).toEqual(['sent'])
    }))

  test('an answer that does not come is a death like any other', () =>
    World.with(1, 1, async (world) => {
      const [id = 0] = await world.claim('waiting')
      const next = await world.step(id, 'waiting')
      world.phones.send(next)
      expect(await world.tell(id, 'waiting', next, 'unknown')).toMatchObject({ state: 'waiting' })
      await world.later(60)
      await world.drain('next')
      expect(world.phones.told).toHaveLength(1)
      expect(await world.states()).toEqual({ sent: 1 })
    }))

  test('what was accepted after a refusal stands', () =>
    World.with(2, 1, async (world) => {
      const [first = 0, second = 0] = await world.claim('one')
      const next = await world.step(first, 'one')
      await world.later(1)
      await world.accept(1)
      await world.tell(first, 'one', next, 'refused')
      expect(await world.ledger()).toEqual(['refused', null])
      expect(await world.step(second, 'one')).toMatchObject({ do: 'subscribe' })
    }))
})
