import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { stories } from './harness'
import { asFunction, confirm, later, link, NUMBER, OTHER, refused, send, use, ZHANG } from './phone-steps'

const { story } = stories()

describe('a code', () => {
  story('opens whose number it is, once and within five minutes', async (s) => {
    await asFunction(s)
    expect(await send(s, ZHANG)).toEqual({ wait_seconds: 60, expires_seconds: 300 })
    expect(await use(s, ZHANG)).toEqual({ user_id: s.id('zhang') })
    expect(await refused(use(s, ZHANG))).toMatchObject({ code: 'BB101', detail: { field: 'code' } })
    await send(s, NUMBER)
    await later(s, 301)
    expect((await refused(use(s, NUMBER))).code).toBe('BB101')
  })

  story('is refused alike whether the number is known, unknown, or never asked for one', async (s) => {
    await asFunction(s)
    expect(await send(s, NUMBER)).toEqual(await send(s, ZHANG))
    const answers = [
      await refused(use(s, ZHANG, '000000')),
      await refused(use(s, NUMBER, '000000')),
      await refused(use(s, OTHER, '000000')),
      await refused(use(s, OTHER, '')),
    ]
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(answers[0]).toMatchObject({ code: 'BB101', message: '验证码不对或已经过期' })
  })

  story('bears five guesses, and the sixth is wrong even when it is right', async (s) => {
    await asFunction(s)
    await send(s, NUMBER)
    for (let i = 0; i < 5; i += 1) expect((await refused(use(s, NUMBER, '000000'))).code).toBe('BB101')
    expect((await refused(use(s, NUMBER))).code).toBe('BB101')
    await later(s, 61)
    await send(s, NUMBER, { code: '135790' })
    expect(await use(s, NUMBER, '135790')).toEqual({ user_id: null })
  })

  story('ends the one before it, and opens no other number', async (s) => {
    await asFunction(s)
    await send(s, NUMBER)
    await later(s, 61)
    await send(s, NUMBER, { code: '135790' })
    await send(s, OTHER)
    expect((await refused(use(s, NUMBER))).code).toBe('BB101')
    expect((await refused(use(s, OTHER, '135790'))).code).toBe('BB101')
    expect(await use(s, NUMBER, '135790')).toEqual({ user_id: null })
  })

  story('is kept as a salted hash only, and forgotten', async (s) => {
    await asFunction(s)
    await send(s, NUMBER)
    await send(s, OTHER)
    const rows = await s.behind((sql) => sql`select * from private.phone_codes order by phone`)
    expect(rows).toHaveLength(2)
    expect(rows[0]?.hash).not.toEqual(rows[1]?.hash)
    expect(JSON.stringify(rows)).not.toContain('246810')
    expect(rows.map(({ hash }) => hash.length)).toEqual([32, 32])
    await later(s, 301)
    await s.behind((sql) => sql`select private.forget_phone_codes()`)
    expect(await s.behind((sql) => sql`select from private.phone_codes`)).toHaveLength(0)
  })

  story('is only for a number in the mainland, of six digits', async (s) => {
    await asFunction(s)
    for (const phone of ['12345678901', '1991111000', '+8619911110001', '85212345678', ''])
      expect((await s.expectError('BB007', () => send(s, phone))).detail).toEqual({ field: 'phone' })
    await s.expectError('BB007', () => send(s, NUMBER, { code: '12345' }))
  })
})

describe('how often', () => {
  story('a number gets one a minute, five an hour, ten a day', async (s) => {
    await asFunction(s)
    await send(s, NUMBER)
    const soon = await refused(send(s, NUMBER))
    expect(soon).toMatchObject({ code: 'BB080', detail: { retry_after_seconds: 60 } })
    let sent = 1
    for (let minute = 0; minute < 60; minute += 1) {
      await later(s, 60)
      sent += (await refused(send(s, NUMBER))).code === 'BB080' ? 0 : 1
    }
    expect(sent).toBeLessThanOrEqual(10)
    expect(sent).toBeGreaterThanOrEqual(8)
    expect((await refused(send(s, OTHER))).code).toContain('allowed')
  })

  story('an address and a person are counted over all their numbers', async (s) => {
    await asFunction(s)
    await s.behind(
      (sql) =>
        sql`update private.rate_limits set max = 2 where action in ('sms_send_address', 'sms_send_person')`,
    )
    const number = (i: number) => `199222200${10 + i}`
    const address = '203.0.113.7'
    await send(s, number(1), { address })
    await send(s, number(2), { address })
    expect((await refused(send(s, number(3), { address }))).code).toBe('BB080')
    // One connection has 2^64 addresses of IPv6: its network is what counts.
    await send(s, number(7), { address: '2001:db8:1:2::1' })
    await send(s, number(8), { address: '2001:db8:1:2::2' })
    expect((await refused(send(s, number(9), { address: '2001:db8:1:2:ffff::3' }))).code).toBe('BB080')
    const person = s.id('zhang')
    await send(s, number(4), { person })
    await send(s, number(5), { person })
    expect((await refused(send(s, number(6), { person }))).code).toBe('BB080')
    // The number of whoever was refused is not spent by it.
    expect((await refused(send(s, number(6)))).code).toContain('allowed')
  })

  story('guesses at one number are counted over all its codes, and wrong ones stay counted', async (s) => {
    await asFunction(s)
    await s.behind((sql) => sql`update private.rate_limits set max = 3 where action = 'sms_guess'`)
    await send(s, NUMBER)
    for (let i = 0; i < 3; i += 1) expect((await refused(use(s, NUMBER, '000000'))).code).toBe('BB101')
    expect((await refused(use(s, NUMBER))).code).toBe('BB080')
  })
})

describe('a confirmed number', () => {
  story('opens the same account whichever way it was confirmed, and is the one to call', async (s) => {
    await asFunction(s)
    const sun = s.id('sun')
    expect(await confirm(s, sun, NUMBER)).toEqual({ phone: NUMBER })
    await send(s, NUMBER)
    expect(await use(s, NUMBER)).toEqual({ user_id: sun })
    await s.as('sun')
    expect(await s.rpc('get_me')).toMatchObject({ phone: NUMBER, phone_confirmed: true })
    await s.rpc('update_me', { p_name: '孙国强', p_phone: OTHER, p_request_id: s.request() })
    expect(await s.rpc('get_me')).toMatchObject({ phone: OTHER, phone_confirmed: false })
  })

  story('takes the place of the one before, which then opens nothing', async (s) => {
    await asFunction(s)
    expect(await confirm(s, s.id('zhang'), NUMBER, 'sms')).toEqual({ phone: NUMBER })
    await send(s, ZHANG)
    expect(await use(s, ZHANG)).toEqual({ user_id: null })
    expect(await confirm(s, s.id('zhang'), NUMBER)).toEqual({ phone: NUMBER })
    const rows = await s.behind(
      (sql) => sql`select phone from private.phone_identities where user_id = ${s.id('zhang')}`,
    )
    expect(rows).toEqual([{ phone: NUMBER }])
  })

  story('of another account is not moved by confirming it again; what to do is said', async (s) => {
    await asFunction(s)
    expect(await refused(confirm(s, s.id('liu'), ZHANG))).toMatchObject({
      code: 'BB100',
      message: expect.stringContaining('另一个账号'),
      detail: { field: 'phone' },
    })
    await send(s, ZHANG)
    expect(await use(s, ZHANG)).toEqual({ user_id: s.id('zhang') })
    await s.as('liu')
    expect(await s.rpc('get_me')).toMatchObject({ phone: '19900000003', phone_confirmed: true })
  })

  story('of a new person is linked once, and the first account keeps it', async (s) => {
    await asFunction(s)
    const first = await s.newPerson('手机用户')
    const second = await s.newPerson('手机用户')
    expect(await link(s, NUMBER, first)).toBe(first)
    expect(await link(s, NUMBER, second)).toBe(first)
    await s.as(first)
    expect(await s.rpc('get_me')).toMatchObject({ phone: NUMBER, phone_confirmed: true })
    await s.as(second)
    expect(await s.rpc('get_me')).toMatchObject({ phone: null, phone_confirmed: false })
  })

  story('is no account’s any more when that is cancelled, nor can a gone account get one', async (s) => {
    await asFunction(s)
    await send(s, '19900000004')
    await s.as('sun')
    await s.rpc('cancel_account', { p_confirm: '注销', p_request_id: s.request() })
    await s.as('service')
    await later(s, 61)
    expect(await s.behind((sql) => sql`select from private.phone_codes`)).toHaveLength(0)
    await send(s, '19900000004')
    expect(await use(s, '19900000004')).toEqual({ user_id: null })
    await s.expectError('BB001', () => confirm(s, s.id('sun'), NUMBER))
    await s.expectError('BB001', () => confirm(s, randomUUID(), NUMBER))
  })

  story('is reached by the secret key alone', async (s) => {
    for (const actor of ['anon', 'zhang', 'admin']) {
      await s.as(actor)
      await s.expectError('42501', () => send(s, NUMBER))
      await s.expectError('42501', () => use(s, ZHANG))
      await s.expectError('42501', () => link(s, NUMBER, s.id('zhang')))
      await s.expectError('42501', () => confirm(s, s.id('zhang'), NUMBER))
      await s.expectError('42501', () => s.sql`select * from private.phone_identities`)
      await s.expectError('42501', () => s.sql`select * from private.phone_codes`)
    }
  })
})
