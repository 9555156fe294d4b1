import { expect } from 'vitest'
import { type Story, stories } from './harness'

/** What service_wechat_token answers. */
interface Answer {
  token: string | null
  lease: string | null
  wait_ms: number | null
}

const { story, race } = stories()
const START = '2026-03-31T10:00:00+08:00'
const APP = 'wx-story'
const NOTHING = { token: null, lease: null, wait_ms: null }

const ask = (s: Story, stale: string | null = null) =>
  s.rpc<Answer>('service_wechat_token', { p_appid: APP, p_stale: stale })
const keep = (s: Story, lease: string | null, token: string, seconds = 7200) =>
  s.rpc('service_keep_wechat_token', {
    p_appid: APP,
    p_lease: lease,
    p_token: token,
    p_expires_in: seconds,
  })
const release = (s: Story, lease: string | null) =>
  s.rpc('service_release_wechat_lease', { p_appid: APP, p_lease: lease })
const later = (s: Story, seconds: number) =>
  s.behind((sql) => sql`select private.set_clock(${START}::timestamptz + make_interval(secs => ${seconds}))`)

async function withToken(s: Story): Promise<void> {
  await later(s, 0)
  await s.as('service')
  const { lease } = await ask(s)
  expect(await keep(s, lease, 'one')).toBe(true)
}

story('one caller renews, the others wait and then have the token', async (s) => {
  await later(s, 0)
  await s.as('service')
  const first = await ask(s)
  expect(first).toEqual({ token: null, lease: expect.stringMatching(/^[0-9a-f-]{36}$/), wait_ms: null })
  expect(await ask(s)).toEqual({ token: null, lease: null, wait_ms: 250 })
  expect(await keep(s, first.lease, 'one')).toBe(true)
  expect(await ask(s)).toEqual({ ...NOTHING, token: 'one' })
})

story('from five minutes before its end one caller renews it while the others go on with it', async (s) => {
  await withToken(s)
  await later(s, 6899)
  expect(await ask(s)).toEqual({ ...NOTHING, token: 'one' })
  await later(s, 6900)
  const early = await ask(s)
  expect(early).toMatchObject({ token: 'one', lease: expect.any(String) })
  expect(await ask(s)).toMatchObject({ token: 'one', lease: null })
  expect(await keep(s, early.lease, 'two')).toBe(true)
  expect(await ask(s)).toEqual({ ...NOTHING, token: 'two' })
})

story('a token that WeChat does not take is renewed once, whoever complains of it', async (s) => {
  await withToken(s)
  const first = await ask(s, 'one')
  expect(first).toMatchObject({ token: null, lease: expect.any(String) })
  expect(await ask(s, 'one')).toEqual({ ...NOTHING, wait_ms: 250 })
  await keep(s, first.lease, 'two')
  expect(await ask(s, 'one')).toEqual({ ...NOTHING, token: 'two' })
  // A complaint of long ago renews nothing.
  expect(await ask(s, 'zero')).toEqual({ ...NOTHING, token: 'two' })
})

story('a lease that nobody gives back runs out, and its late holder changes nothing', async (s) => {
  await later(s, 0)
  await s.as('service')
  const killed = await ask(s)
  await later(s, 19)
  expect(await ask(s)).toMatchObject({ lease: null, wait_ms: 250 })
  await later(s, 21)
  const next = await ask(s)
  expect(next.lease).not.toBeNull()
  expect(await keep(s, killed.lease, 'late')).toBe(false)
  expect(await release(s, killed.lease)).toBe(false)
  expect(await keep(s, next.lease, 'one')).toBe(true)
  expect(await ask(s)).toEqual({ ...NOTHING, token: 'one' })
})

story('after a renewal that failed nobody queues for the next two seconds', async (s) => {
  await later(s, 0)
  await s.as('service')
  const { lease } = await ask(s)
  expect(await release(s, lease)).toBe(true)
  expect(await ask(s)).toEqual(NOTHING)
  await later(s, 3)
  expect((await ask(s)).lease).not.toBeNull()
})

story(
  'a token in its last seconds is not asked for at every call, and an empty one is not kept',
  async (s) => {
    await later(s, 0)
    await s.as('service')
    const { lease } = await ask(s)
    for (const [token, seconds] of [
      ['', 7200],
      ['x'.repeat(1025), 7200],
      ['one', 0],
    ] as const)
      await s.expectError('BB007', () => keep(s, lease, token, seconds))
    await keep(s, lease, 'short', 100)
    expect(await ask(s)).toEqual({ ...NOTHING, token: 'short' })
    await later(s, 31)
    expect((await ask(s)).lease).not.toBeNull()
    await later(s, 100)
    expect((await ask(s)).token).toBeNull()
  },
)

story('the secret key alone reaches a token', async (s) => {
  await withToken(s)
  for (const actor of ['anon', 'zhang', 'admin']) {
    await s.as(actor)
    await s.expectError('42501', () => ask(s))
    await s.expectError('42501', () => keep(s, null, 'mine'))
    await s.expectError('42501', () => release(s, null))
    await s.expectError('42501', () => s.sql`select * from private.wechat_tokens`)
  }
})

race('callers at once: one of them renews', async (open) => {
  const before = await open()
  await later(before, 0)
  await before.commit()
  const callers = await Promise.all(Array.from({ length: 8 }, open))
  const answers = await Promise.all(
    callers.map(async (s) => {
      await s.as('service')
      const given = await ask(s)
      await s.commit()
      return given
    }),
  )
  expect(answers.filter(({ lease }) => lease !== null)).toHaveLength(1)
})
