import { describe, expect } from 'vitest'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'
import { say as write } from './privacy-steps'

const { story, race } = stories()

/** Makes a rule small, so that a story reaches it in a few calls. */
const allow = (s: Story, action: string, per: string, max: number, seconds = 3600) =>
  s.behind(async (sql) => {
    await sql`delete from private.rate_limits where action = ${action} and per = ${per}`
    await sql`insert into private.rate_limits values (${action}, ${per}, ${seconds}, ${max}, '故事')`
  })

/** As the database answers: a refused guess is an answer here, and its count stays. */
const scan = async (s: Story, code: string) =>
  (await s.sql`select public.resolve_code(${code}) as answer`)[0]?.answer

const from = (s: Story, headers: Record<string, string>) =>
  s.sql`select set_config('request.headers', ${JSON.stringify(headers)}, true)`

const say = (s: Story, request?: string) => write(s, '在吗', request)

describe('one person', () => {
  story('is asked to wait at the limit, is told how long, and goes on after it', async (s) => {
    await allow(s, 'message', 'person', 3)
    await s.as('zhang')
    const first = s.request()
    await say(s, first)
    await say(s)
    await say(s)
    const told = await s.expectError('BB080', () => say(s))
    expect(told.detail).toEqual({ retry_after_seconds: 1200 })
    expect(told.message).toBe('操作太频繁了，请 20 分钟后再试')
    expect(told.hint).toContain('都还在')
    // A repeat of what was sent already is the same message, not another one.
    await say(s, first)
    await s.at('2026-03-31T10:19:59+08:00')
    expect((await s.expectError('BB080', () => say(s))).message).toBe('操作太频繁了，请 1 秒后再试')
    await s.at('2026-03-31T10:20:00+08:00')
    await say(s)
    await s.expectError('BB080', () => say(s))
    // An hour of silence gives the whole of it back, and not more.
    await s.at('2026-03-31T11:20:00+08:00')
    for (let i = 0; i < 3; i++) await say(s)
    await s.expectError('BB080', () => say(s))
  })

  story('does not touch another one', async (s) => {
    await allow(s, 'message', 'person', 1)
    await s.as('zhang')
    await say(s)
    await s.expectError('BB080', () => say(s))
    await s.as('chen')
    await say(s)
    await s.as('li')
    await say(s)
  })

  story('who filled something in wrong has spent nothing', async (s) => {
    await allow(s, 'appeal', 'person', 1, 86400)
    await s.as('zhang')
    const complain = (title: string) =>
      s.rpc('create_appeal', {
        p_enterprise_id: HEWEI,
        p_kind: 'stuck',
        p_title: title,
        p_body: '三天没动静',
        p_application_id: null,
        p_files: [],
        p_request_id: s.request(),
      })
    await s.expectError('BB014', () => complain('  '))
    await complain('办件没动静')
    expect((await s.expectError('BB080', () => complain('又一件'))).message).toBe(
      '操作太频繁了，请 24 小时后再试',
    )
  })

  story('the limits that we ship let a busy officer and a shop owner work', async (s) => {
    await s.as('li')
    for (let i = 0; i < 60; i++) await say(s)
    const rules = await s.behind(
      (sql) => sql`select max from private.rate_limits where action = 'upload' and per = 'person'`,
    )
    expect(rules[0]?.max).toBeGreaterThanOrEqual(40)
  })
})

describe('one enterprise', () => {
  story('has one limit for all who act for it; its officer is not counted', async (s) => {
    await allow(s, 'message', 'enterprise', 3)
    await s.as('zhang')
    await say(s)
    await say(s)
    await s.as('chen')
    await say(s)
    await s.expectError('BB080', () => say(s))
    await s.as('zhang')
    await s.expectError('BB080', () => say(s))
    await s.as('li')
    await say(s)
  })

  story('is not filled up by a stranger', async (s) => {
    await allow(s, 'invite', 'enterprise', 1, 86400)
    const invite = () =>
      s.rpc('create_invite', { p_enterprise_id: HEWEI, p_ends_on: '2026-12-31', p_request_id: s.request() })
    await s.as('liu')
    for (let i = 0; i < 3; i++) await s.expectError('BB004', invite)
    await s.as('zhang')
    await invite()
  })
})

describe('guessing', () => {
  story('a wrong code counts as much as a right one, and the count stays', async (s) => {
    await allow(s, 'scan', 'person', 3)
    await s.as('zhang')
    expect((await scan(s, 'QX99')).refused).toMatchObject({ code: 'BB008', message: '没有这个码' })
    expect((await scan(s, 'QX98')).refused.code).toBe('BB008')
    expect(await scan(s, 'ZZ01')).toEqual({ item_code: 'ZZ01', name: '故事事项' })
    await s.expectError('BB080', () => scan(s, 'QX97'))
  })

  story('an invitation cannot be guessed: ten tries, then an answer an hour later', async (s) => {
    await s.as('sun')
    const request = s.request()
    for (let i = 0; i < 10; i++) {
      const [row] = await s.sql`select public.accept_invite(${`AAAA222${i}`}, ${request}) as answer`
      expect(row?.answer.refused).toMatchObject({ code: 'BB008', details: '{"field": "code"}' })
    }
    await s.expectError('BB080', () => s.rpc('accept_invite', { p_code: 'AAAA2229', p_request_id: request }))
  })

  story('without a sign-in the address counts, by the header that the proxy in front wrote', async (s) => {
    await allow(s, 'scan', 'address', 2)
    await s.as('anon')
    await from(s, { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' })
    await scan(s, 'QX99')
    await scan(s, 'ZZ01')
    // What a caller writes into other headers moves nothing.
    await from(s, { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.2' })
    await s.expectError('BB080', () => scan(s, 'ZZ01'))
    await from(s, { 'cf-connecting-ip': '203.0.113.8' })
    await scan(s, 'ZZ01')
    // One IPv6 network is one caller.
    await from(s, { 'cf-connecting-ip': '2001:db8:1:2::1' })
    await scan(s, 'ZZ01')
    await scan(s, 'ZZ01')
    await from(s, { 'cf-connecting-ip': '2001:db8:1:2:ffff::9' })
    await s.expectError('BB080', () => scan(s, 'ZZ01'))
    await s.behind(
      (sql) =>
        sql`update private.settings set value = '"x-forwarded-for"' where key = 'client_address_header'`,
    )
    await from(s, { 'x-forwarded-for': '10.9.9.9, 203.0.113.8' })
    await scan(s, 'ZZ01')
    await from(s, { 'x-forwarded-for': '10.8.8.8, 203.0.113.8' })
    await s.expectError('BB080', () => scan(s, 'ZZ01'))
  })

  story('whoever has no address, or nonsense for one, is not thrown together with all others', async (s) => {
    await allow(s, 'scan', 'address', 1)
    await s.as('anon')
    const odd: Record<string, string>[] = [{}, { 'cf-connecting-ip': 'nonsense' }, { 'cf-connecting-ip': '' }]
    for (const headers of odd) {
      await from(s, headers)
      await scan(s, 'ZZ01')
      await scan(s, 'ZZ01')
    }
  })
})

describe('the door of sign-in and of Storage', () => {
  story('a function asks with the secret key, gets a yes or no, and nobody else may ask', async (s) => {
    await allow(s, 'sign_in', 'address', 2)
    await s.as('service')
    const ask = (subject: string) => s.rpc('service_hit_limit', { p_action: 'sign_in', p_subject: subject })
    expect([await ask('203.0.113.7'), await ask('203.0.113.7')]).toEqual([true, true])
    expect(await ask('203.0.113.7')).toBe(false)
    expect(await ask('203.0.113.8')).toBe(true)
    await s.as('zhang')
    await s.expectError('42501', () => ask('203.0.113.9'))
    await s.expectError('42501', () => s.sql`select private.hit_limit('message')`)
    await s.expectError('42501', () => s.sql`select * from private.rate_counts`)
    await s.as('anon')
    await s.expectError('42501', () => ask('203.0.113.9'))
  })

  story('a folder that took in as much as people ever send takes no more', async (s) => {
    await allow(s, 'upload_folder', 'folder', 2)
    const [conversation] = await s.sql`select id from public.conversations where enterprise_id = ${HEWEI}`
    const put = (name: string) =>
      s.sql`insert into storage.objects (bucket_id, name, owner_id) values ('messages', ${`${conversation?.id}/${name}`}, ${s.id('zhang')})`
    await s.as('zhang')
    await put('a.jpg')
    await put('b.jpg')
    await s.expectError('42501', () => put('c.jpg'))
    await s.behind((sql) => sql`update storage.objects set created_at = now() - interval '61 minutes'`)
    await put('c.jpg')
  })

  story('a limit that is spelt wrong is an error, not a way round', async (s) => {
    await s.expectError('P0001', () => s.sql`select private.hit_limit('mesage')`)
  })

  story('empty buckets are forgotten', async (s) => {
    await s.as('zhang')
    await say(s)
    const count = () =>
      s.behind((sql) => sql`select private.forget_rate_counts(), count(*)::int as n from private.rate_counts`)
    await count()
    expect((await count())[0]?.n).toBe(2)
    await s.at('2026-03-31T11:10:00+08:00')
    await count()
    expect((await count())[0]?.n).toBe(0)
  })
})

race('callers at the same time cannot exceed it, and two people of one enterprise neither', async (begin) => {
  const owner = await begin()
  await allow(owner, 'message', 'person', 4)
  await allow(owner, 'message', 'enterprise', 6)
  await owner.commit()
  let sent = 0
  await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      for (let attempt = 0; attempt < 3; attempt++) {
        // Each attempt is a transaction of its own, as a request is.
        const s = await (await begin()).as(i % 2 ? 'zhang' : 'chen')
        try {
          await say(s)
          await s.commit()
          sent += 1
        } catch (error) {
          await s.rollback()
          if ((error as { code: string }).code !== 'BB080') throw error
        }
      }
    }),
  )
  expect(sent).toBe(6)
})
