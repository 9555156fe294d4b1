import postgres from 'postgres'
import { describe, expect, inject, test } from 'vitest'
import { audit } from '../../scripts/lib/audit'
import { SUPERUSER } from '../local/defaults'
import { type Scheduler, startScheduler } from '../local/scheduler'
import { act } from './contract-steps'
import { HEWEI } from './fixture'
import { storyUrl } from './global-setup'
import { newDatabase, Story } from './harness'

const OVERDUE = '2026-03-31T11:30:00+08:00'

/** A database where three appeals have waited too long for a first word, and the means to look at it. */
class World {
  readonly log: string[] = []
  private readonly schedulers: { scheduler: Scheduler; sql: postgres.Sql }[] = []
  private constructor(readonly owner: postgres.Sql) {}

  static async with(tell: (world: World) => Promise<void>): Promise<void> {
    const owner = await newDatabase(8)
    const world = new World(owner)
    try {
      await world.fileAppeals()
      await tell(world)
      expect((await audit(owner)).faults).toEqual([])
    } finally {
      for (const { scheduler, sql } of world.schedulers) {
        await scheduler.stop()
        await sql.end({ timeout: 2 })
      }
      await owner.end({ timeout: 2 })
    }
  }

  private async fileAppeals(): Promise<void> {
    const s = await Story.begin(this.owner)
    await s.as('zhang')
    const wish = {
      p_enterprise_id: HEWEI,
      p_kind: 'stuck',
      p_body: '没人联系',
      p_application_id: null,
      p_files: [],
    }
    for (const p_title of ['一', '二', '三']) await act(s, 'create_appeal', { ...wish, p_title })
    await s.at(OVERDUE)
    await s.asOwner()
    await s.sql`delete from private.schedules where name not in ('escalate_overdue_appeals', 'measure_reply_times')`
    await s.commit()
  }

  /** The embedded scheduler on connections of its own, as in a second process; its own timer is left out. */
  async scheduler(call?: (name: string) => Promise<void>): Promise<Scheduler> {
    const [row] = await this.owner<{ name: string }[]>`select current_database() as name`
    const sql = postgres(storyUrl(inject('storyPort'), row?.name ?? '', SUPERUSER), {
      max: 2,
      onnotice: () => {},
    })
    const scheduler = startScheduler(sql, (line) => this.log.push(line), call, null)
    this.schedulers.push({ scheduler, sql })
    return scheduler
  }

  /** Tiers of the appeals, how often each was written down, and how many messages wait. */
  async done(): Promise<Record<string, unknown>> {
    const [row] = await this.owner`
      select (select array_agg(tier::text order by number) from public.appeals) as tiers,
        (select count(*)::int from private.appeal_events where kind = 'climbed') as climbed,
        (select count(*)::int from public.appeal_replies) as replies,
        (select count(*)::int from private.outbox where kind = 'appeal_escalated') as told,
        (select last_run_at is not null from private.schedules where name = 'escalate_overdue_appeals') as ran`
    return row as Record<string, unknown>
  }

  /** Makes the job stop in its middle, after what it has changed so far, until this lock is let go. */
  async block(): Promise<postgres.ReservedSql> {
    await this.owner.unsafe(`
      create function private.wait_here() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(77); return new; end $$;
      create trigger wait_here before insert on private.outbox for each row
        when (new.kind = 'appeal_escalated') execute function private.wait_here();`)
    const gate = await this.owner.reserve()
    await gate`select pg_advisory_lock(77)`
    return gate
  }

  /** Ends a backend, as a crash does; the scheduler's own is a superuser's. */
  async kill(pid: number): Promise<void> {
    const admin = postgres(storyUrl(inject('storyPort'), 'postgres', SUPERUSER), {
      max: 1,
      onnotice: () => {},
    })
    const [row] = await admin`select pg_terminate_backend(${pid}, 5000) as gone`
    await admin.end()
    expect(row?.gone).toBe(true)
  }

  /** The backend that stands before the gate. */
  async stuck(): Promise<number> {
    for (;;) {
      const [row] = await this.owner<{ pid: number }[]>`
        select pid from pg_locks where locktype = 'advisory' and not granted and objid = 77
          and database = (select oid from pg_database where datname = current_database())`
      if (row) return row.pid
    }
  }
}

const NOTHING = { tiers: Array(3).fill('officer'), climbed: 0, replies: 0, told: 0, ran: false }
const ONCE = { tiers: Array(3).fill('group'), climbed: 3, replies: 3, told: 3, ran: true }

describe('the scheduler', () => {
  test('run twice at once does each job once', () =>
    World.with(async (world) => {
      const [one, two] = [await world.scheduler(), await world.scheduler()]
      const ran = await Promise.all([one.tick(), two.tick()])
      expect(ran.flat().sort()).toEqual(['escalate_overdue_appeals', 'measure_reply_times'])
      expect(await world.done()).toEqual(ONCE)
      expect(await two.tick()).toEqual([])
    }))

  test('passes over a job that the other one is at, and finds it done afterwards', () =>
    World.with(async (world) => {
      const [one, two] = [await world.scheduler(), await world.scheduler()]
      const gate = await world.block()
      const first = one.tick()
      await world.stuck()
      expect(await two.tick()).toEqual(['measure_reply_times'])
      await gate`select pg_advisory_unlock(77)`
      gate.release()
      expect(await first).toContain('escalate_overdue_appeals')
      expect(await world.done()).toEqual(ONCE)
    }))

  test('killed in the middle of a job leaves nothing half, and does it at the next tick', () =>
    World.with(async (world) => {
      const scheduler = await world.scheduler()
      const gate = await world.block()
      const cut = scheduler.tick()
      await world.kill(await world.stuck())
      // The other job still had its turn.
      expect(await cut).toEqual(['measure_reply_times'])
      expect(world.log.join()).toContain('escalate_overdue_appeals was cut off')
      expect(await world.done()).toEqual(NOTHING)
      await gate`select pg_advisory_unlock(77)`
      gate.release()
      expect(await scheduler.tick()).toEqual(['escalate_overdue_appeals'])
      expect(await world.done()).toEqual(ONCE)
    }))

  test('goes on past a job that fails and one that takes its connection along, and tries them again soon', () =>
    World.with(async (world) => {
      await world.owner`
        insert into private.schedules (name, every_seconds, command) values
          ('a_broken_one', 86400, 'select 1 / 0'),
          ('a_deadly_one', 60, 'select pg_terminate_backend(pg_backend_pid())')`
      const scheduler = await world.scheduler()
      expect((await scheduler.tick()).sort()).toEqual(['escalate_overdue_appeals', 'measure_reply_times'])
      expect(await world.done()).toEqual(ONCE)
      const [broken] = await world.owner`
        select last_error, last_run_at + make_interval(secs => every_seconds) - clock_timestamp() <= interval '60 s' as soon
        from private.schedules where name = 'a_broken_one'`
      expect(broken).toEqual({ last_error: 'division by zero', soon: true })
      await world.owner`update private.schedules set command = 'select 1', last_run_at = null where name = 'a_broken_one'`
      expect(await scheduler.tick()).toEqual(['a_broken_one'])
      const [mended] = await world.owner`select last_error from private.schedules where name = 'a_broken_one'`
      expect(mended?.last_error).toBeNull()
    }))
})

describe('a job that is an Edge Function', () => {
  const NIGHTLY = 'collect-orphans'
  const prepare = (world: World) => world.owner`
    insert into private.schedules (name, every_seconds, command, edge_function)
    values ('nightly', 86400, 'select 1', ${NIGHTLY})`

  test('is called once by two schedulers at once, and again when its caller died', () =>
    World.with(async (world) => {
      await prepare(world)
      const calls: string[] = []
      const call = async (name: string) => void calls.push(name)
      const [one, two] = [await world.scheduler(call), await world.scheduler(call)]
      await Promise.all([one.tick(), two.tick()])
      expect(calls).toEqual([NIGHTLY])
      // As a scheduler leaves it that was killed while it waited for the answer.
      await world.owner`update private.schedules set last_run_at = null, busy_until = clock_timestamp() + interval '1 hour'
        where name = 'nightly'`
      expect(await two.tick()).toEqual([])
      await world.owner`update private.schedules set busy_until = clock_timestamp() where name = 'nightly'`
      expect(await two.tick()).toEqual(['nightly'])
      expect(calls).toHaveLength(2)
    }))

  test('is called again soon when it could not be reached', () =>
    World.with(async (world) => {
      await prepare(world)
      const scheduler = await world.scheduler(() => Promise.reject(new Error('no answer')))
      expect(await scheduler.tick()).not.toContain('nightly')
      const [row] = await world.owner`
        select last_error, busy_until,
          last_run_at + make_interval(secs => every_seconds) - clock_timestamp() <= interval '60 s' as soon
        from private.schedules where name = 'nightly'`
      expect(row).toEqual({ last_error: 'no answer', busy_until: null, soon: true })
    }))
})

describe('a job, called directly as pg_cron does', () => {
  test('by two at once is done once', () =>
    World.with(async (world) => {
      const gate = await world.block()
      const one = world.owner`select private.escalate_overdue_appeals() as n`.then(([row]) => row?.n)
      await world.stuck()
      const [two] = await world.owner`select private.escalate_overdue_appeals() as n`
      await gate`select pg_advisory_unlock(77)`
      gate.release()
      expect([await one, two?.n]).toEqual([3, 0])
      expect(await world.done()).toEqual({ ...ONCE, ran: false })
    }))

  test('that cannot move one appeal moves the others', () =>
    World.with(async (world) => {
      await world.owner.unsafe(`
        create function private.refuse_one() returns trigger language plpgsql as $$
        begin raise exception 'not this one'; end $$;
        create trigger refuse_one before update on public.appeals for each row
          when (new.title = '二') execute function private.refuse_one();`)
      const [row] = await world.owner`select private.escalate_overdue_appeals() as n`
      expect(row?.n).toBe(2)
      expect(await world.done()).toMatchObject({
        tiers: ['group', 'officer', 'group'],
        climbed: 2,
        replies: 2,
        told: 2,
      })
    }))
})

test('every scheduled job may be called by two at once: none fails, none waits for the other for ever', async () => {
  const owner = await newDatabase(4)
  try {
    const jobs = await owner<
      { name: string; command: string }[]
    >`select name, command from private.schedules where edge_function is null`
    expect(jobs.length).toBeGreaterThan(2)
    for (const { command } of jobs)
      await Promise.all([owner.unsafe(command), owner.unsafe(command), owner.unsafe(command)])
    expect((await audit(owner)).faults).toEqual([])
  } finally {
    await owner.end({ timeout: 2 })
  }
})
