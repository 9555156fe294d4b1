import { expect } from 'vitest'
import type { ClientFault } from '@/shared/contract'
import { fault } from './client-error-steps'
import { type Story, stories } from './harness'

const { story } = stories()

const report = async (s: Story, change: Record<string, unknown> = {}) => {
  await s.rpc('report_client_error', fault(change))
}
const kept = async (s: Story) => {
  await s.as('admin')
  return s.rpc<ClientFault[]>('list_client_errors')
}

story('anybody may say that something broke; the operator reads it, and nobody else', async (s) => {
  await s.as('anon')
  await report(s)
  await s.as('zhang')
  await s.at('2026-03-31T11:00:00+08:00')
  await report(s, { p_page: 'pages/home/index', p_runtime: 'Safari 17.4' })
  await s.at('2026-03-31T11:30:00+08:00')
  await report(s, { p_platform: 'weapp', p_kind: 'page_not_found', p_stack: [] })
  const rows = await kept(s)
  expect(rows[0]).toMatchObject({ platform: 'weapp', kind: 'page_not_found', times: 1, stack: [] })
  expect(rows[1]).toMatchObject({
    platform: 'h5',
    times: 2,
    message: 'TypeError: x is not a function',
    stack: ['draw@js/kit.js:1:20311', '<anonymous>@js/app.js:1:77'],
    page: 'pages/home/index',
    runtime: 'Safari 17.4',
    first_seen: '2026-03-31T02:00:00.000Z',
    last_seen: '2026-03-31T03:00:00.000Z',
  })
  expect(rows).toHaveLength(2)
  for (const other of ['zhang', 'li', 'wang', 'zhou', 'wu']) {
    await s.as(other)
    await s.expectError('BB002', () => s.rpc('list_client_errors'))
    await s.expectError('42501', () => s.sql`select * from private.client_errors`)
  }
  await s.as('anon')
  await s.expectError('42501', () => s.rpc('list_client_errors'))
})

story('whatever somebody typed, is called or owns is not kept, however it was sent', async (s) => {
  const personal: [said: string, kept: string][] = [
    ['no field "张明远" in form', 'no field ‹› in form'],
    ["Unexpected token '餐' at 3", 'Unexpected token ‹› at 3'],
    ['张明远 is not defined', '‹› is not defined'],
    ['欧阳·明远 is gone', '‹› is gone'],
    ['call 13800001234 back', 'call ‹n› back'],
    ['call 138 0000-1234 back', 'call ‹n› back'],
    ['id 11010519491231002X is taken', 'id ‹id› is taken'],
    ['uscc 91369921MA5K7H2R3E', 'uscc ‹id›'],
    ['mail zhang.my+1@qingxi.example now', 'mail ‹mail› now'],
    ['GET https://a.example/x?name=zhang&q=1 failed', 'GET ‹link› failed'],
    ['row 4b7f0f8e-2a52-4f0e-9d53-0a1b2c3d4e5f', 'row ‹id›'],
    ['bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc', 'bearer ‹id›.‹id›.abc'],
    ['three of 40 at line 1200', 'three of 40 at line 1200'],
  ]
  await s.as('zhang')
  for (const [said] of personal) await report(s, { p_message: said })
  const rows = await kept(s)
  for (const [said, left] of personal)
    expect(
      rows.map((row) => row.message),
      said,
    ).toContain(left)

  await s.as('li')
  await report(s, {
    p_message: 'odd',
    p_stack: [
      '张@js/app.js:1:2',
      'f@https://x.example/a?b:1:2',
      'a13800001234@js/a.js:1:2',
      'g@js/a.js:1:2',
      'x',
    ],
    p_page: 'packages/apply/form/index?id=1',
    p_runtime: 'Zhang Mingyuan',
  })
  const odd = (await kept(s)).find((row) => row.message === 'odd')
  expect(odd).toMatchObject({ stack: ['g@js/a.js:1:2'], page: null, runtime: null })
  // Nor beside it: no column says who or from where.
  const columns = await s.behind(
    (sql) =>
      sql`select attname from pg_attribute where attrelid = 'private.client_errors'::regclass and attnum > 0`,
  )
  expect(columns.map((row) => row.attname).join()).toBe(
    'fingerprint,platform,version,kind,message,stack,page,runtime,times,first_seen,last_seen',
  )
})

story('what is no report is refused', async (s) => {
  await s.as('anon')
  for (const change of [
    { p_platform: 'ios' },
    { p_version: 'newest' },
    { p_kind: 'gossip' },
    { p_kind: null },
    { p_message: ' ' },
    { p_message: null },
    { p_message: 'x'.repeat(2001) },
    { p_stack: Array(9).fill('g@js/a.js:1:2') },
  ]) {
    await s.expectError('BB115', () => report(s, change))
  }
  expect(await kept(s)).toEqual([])
})

story('reports are limited: of a person, of an address, of the county', async (s) => {
  await s.behind((sql) => sql`update private.rate_limits set max = 24 where action = 'client_error_all'`)
  await s.as('zhang')
  for (let sent = 0; sent < 20; sent += 1) await report(s)
  await s.expectError('BB080', () => report(s))
  await s.as('li')
  for (let sent = 0; sent < 3; sent += 1) await report(s)
  await s.as('anon')
  await s.sql`select set_config('request.headers', '{"cf-connecting-ip": "203.0.113.9"}', true)`
  await s.behind(
    (sql) => sql`update private.rate_limits set max = 1 where action = 'client_error' and per = 'address'`,
  )
  await report(s)
  await s.expectError('BB080', () => report(s))
  await s.sql`select set_config('request.headers', '{}', true)`
  // Who comes without an address is still one of the county.
  await s.expectError('BB080', () => report(s))
  expect((await kept(s))[0]?.times).toBe(24)
})

story(
  'the list has a ceiling: what was met once and longest ago makes room; after 30 days all goes',
  async (s) => {
    await s.behind((sql) => sql`update private.settings set value = '3' where key = 'client_error_groups'`)
    await s.as('zhang')
    const days = ['01', '02', '03', '04']
    for (const day of days) {
      await s.at(`2026-04-${day}T10:00:00+08:00`)
      await report(s, { p_message: `fault ${day}` })
      if (day === '01') await report(s, { p_message: 'fault 01' })
    }
    const messages = async () => (await kept(s)).map((row) => row.message)
    expect(await messages()).toEqual(['fault 04', 'fault 03', 'fault 01'])
    // One that is known already makes nobody go.
    await s.as('zhang')
    await report(s, { p_message: 'fault 03' })
    expect((await messages()).sort()).toEqual(['fault 01', 'fault 03', 'fault 04'])
    await s.at('2026-05-02T10:00:00+08:00')
    await s.behind((sql) => sql`select private.forget_client_errors()`)
    expect((await messages()).sort()).toEqual(['fault 03', 'fault 04'])
  },
)
