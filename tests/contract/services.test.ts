import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startScheduler } from '../../supabase/local/scheduler'
import type { Stack } from '../../supabase/local/stack'
import {
  DEMO_APPID,
  DEMO_WECHAT_SECRET,
  startWechatSimulator,
  type WechatSimulator,
} from '../../supabase/local/wechat-simulator'
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

describe('the WeChat simulator', () => {
  let simulator: WechatSimulator
  let clock: number
  beforeEach(async () => {
    clock = Date.parse('2027-01-04T09:00:00+08:00')
    simulator = await startWechatSimulator(() => clock)
  })
  afterEach(() => simulator.close())

  const login = async (code: string, app: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      appid: DEMO_APPID,
      secret: DEMO_WECHAT_SECRET,
      grant_type: 'authorization_code',
      js_code: code,
      ...app,
    })
    return (await fetch(`${simulator.url}/sns/jscode2session?${query}`)).json()
  }

  test('a code is good once and for five minutes', async () => {
    const code = simulator.issueCode('o-1', 'u-1')
    expect(await login(code)).toEqual({ openid: 'o-1', unionid: 'u-1', session_key: expect.any(String) })
    expect(await login(code)).toMatchObject({ errcode: 40163 })
    const stale = simulator.issueCode('o-1')
    clock += 5 * 60_000 + 1
    expect(await login(stale)).toMatchObject({ errcode: 40029 })
    expect(await login('unknown')).toMatchObject({ errcode: 40029 })
  })

  test('codes over HTTP and codes of demo people', async () => {
    const answer = await fetch(`${simulator.url}/simulator/codes`, {
      method: 'POST',
      body: JSON.stringify({ openid: 'o-http' }),
    })
    expect(await login((await answer.json()).code)).toMatchObject({ openid: 'o-http' })
    expect(await login('demo-zhang-1')).toMatchObject({ openid: 'demo_zhang' })
    expect(await login('demo-zhang-1')).toMatchObject({ errcode: 40163 })
    expect(await login('demo-zhang-2')).toMatchObject({ openid: 'demo_zhang' })
  })

  test("WeChat's own errors", async () => {
    expect(await login('demo-a-1', { appid: 'wx-other' })).toMatchObject({ errcode: 40013 })
    expect(await login('demo-a-1', { secret: 'wrong' })).toMatchObject({ errcode: 40125 })
    expect(await login('')).toMatchObject({ errcode: 41008 })
    for (let i = 0; i < 100; i += 1) await login(`demo-often-${i}`)
    expect(await login('demo-often-100')).toMatchObject({ errcode: 45011 })
    clock += 60_001
    expect(await login('demo-often-101')).toMatchObject({ openid: 'demo_often' })
    simulator.failNext(-1)
    expect(await login('demo-a-2')).toMatchObject({ errcode: -1 })
  })

  test('access tokens, by both doors, the same until they expire', async () => {
    const app = { appid: DEMO_APPID, secret: DEMO_WECHAT_SECRET, grant_type: 'client_credential' }
    const query = await (await fetch(`${simulator.url}/cgi-bin/token?${new URLSearchParams(app)}`)).json()
    const stable = async () =>
      (
        await fetch(`${simulator.url}/cgi-bin/stable_token`, { method: 'POST', body: JSON.stringify(app) })
      ).json()
    expect(query).toEqual({ access_token: expect.any(String), expires_in: 7200 })
    expect((await stable()).access_token).toBe(query.access_token)
    clock += 7200_001
    expect((await stable()).access_token).not.toBe(query.access_token)
  })
})
