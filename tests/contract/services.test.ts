import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startScheduler } from '../../supabase/local/scheduler'
import type { Stack } from '../../supabase/local/stack'
import { startFixtureStack } from './fixture-stack'

describe('the scheduler', () => {
  let stack: Stack
  const log: string[] = []
  const ticks = async () => Number((await stack.sql`select count(*)::int as n from private.ticks`)[0]?.n)
  const add = (name: string, seconds: number, command: string) =>
    stack.sql`insert into private.schedules (name, every_seconds, command) values (${name}, ${seconds}, ${command})`

  beforeAll(async () => {
    stack = await startFixtureStack({ log: (line) => log.push(line) })
  })
  beforeEach(async () => {
    await stack.sql`truncate private.schedules, private.ticks`
  })
  afterAll(() => stack?.stop())

  test('runs what is due, as the role that owns jobs on hosted, and not again before its time', async () => {
    await stack.sql`insert into private.schedules (name, every_seconds, command, last_run_at)
      values ('hourly', 3600, 'insert into private.ticks default values', now())`
    expect(await stack.tick()).toEqual([])
    await stack.sql`update private.schedules set last_run_at = now() - interval '2 hours'`
    await expect.poll(ticks).toBe(1)
    expect(await stack.sql`select who from private.ticks`).toEqual([{ who: 'postgres' }])
    expect(await stack.tick()).toEqual([])
    expect(await stack.tick({ force: true })).toEqual(['hourly'])
  })

  test('by itself, without being asked', async () => {
    await add('soon', 3600, 'insert into private.ticks default values')
    await expect.poll(ticks, { timeout: 5000 }).toBe(1)
  })

  test('a job that fails is logged and undone, and the others run', async () => {
    await add('a-bad', 3600, `insert into private.ticks default values; select 1/0`)
    await add('b-good', 3600, 'insert into private.ticks default values')
    await stack.tick()
    await expect.poll(ticks).toBe(1)
    expect(log.join('\n')).toContain('a-bad failed: division by zero')
  })

  test('two schedulers at once run a job once', async () => {
    const sql = postgres(stack.dbUrl, { max: 4, onnotice: () => {} })
    const second = startScheduler(sql, () => {})
    try {
      await add('slow', 3600, 'insert into private.ticks default values; select pg_sleep(0.2)')
      await Promise.all([stack.tick(), second.tick(), stack.tick(), second.tick()])
      await expect.poll(ticks).toBe(1)
    } finally {
      await second.stop()
      await sql.end()
    }
  })
})
