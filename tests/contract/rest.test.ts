import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { type SignedIn, signUp, startFixtureStack } from './fixture-stack'

let stack: Stack
let person: SignedIn

beforeAll(async () => {
  stack = await startFixtureStack()
  person = await signUp(stack, { nickname: '小禾' })
})
afterAll(() => stack?.stop())

describe('grants stay as the migrations left them', () => {
  test('a table whose rights were revoked stays closed after many requests', async () => {
    await person.client.from('notes').select('id')
    const { error } = await person.client.from('closed').select('*')
    expect(error?.code).toBe('42501')
    const [row] = await stack.sql`
      select has_table_privilege('authenticated', 'private.secrets', 'select') as secrets,
        has_table_privilege('anon', 'public.profiles', 'select') as profiles`
    expect(row).toEqual({ secrets: false, profiles: false })
  })

  test('a schema that is not exposed is not served, not even to the secret key', async () => {
    const service = testClient(stack, { key: stack.secretKey })
    const { error } = await service.schema('private').from('secrets').select('*')
    expect(error).not.toBeNull()
  })

  test('row-level security sees the person of the token', async () => {
    const mine = await person.client.from('profiles').select('nickname')
    expect(mine.data).toEqual([{ nickname: '小禾' }])
    const other = await signUp(stack)
    expect((await other.client.from('profiles').select('id')).data).toHaveLength(1)
    const anonymous = await testClient(stack).from('profiles').select('id')
    expect(anonymous.error?.code).toBe('42501')
  })

  test('requests at the same time do not share a person', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => signUp(stack)))
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const who = people[i % 4] as SignedIn
        const { data } = await who.client.rpc('who')
        return data.uid === who.user.id
      }),
    )
    expect(answers).not.toContain(false)
  })
})

describe('errors as PostgREST gives them', () => {
  test.each([
    ['BB001', 400],
    ['P0001', 400],
    ['P0002', 500],
    ['23P01', 400],
    ['23514', 400],
    ['28000', 403],
    ['40001', 500],
    ['53300', 503],
    ['57014', 500],
  ])('SQLSTATE %s is HTTP %i with message, hint and details', async (code, status) => {
    const answer = await person.client.rpc('fail_with', { p_code: code, p_message: '有一处没填对' })
    expect(answer.status).toBe(status)
    expect(answer.error).toMatchObject({
      code,
      message: '有一处没填对',
      hint: '下一步怎么办',
      details: '{"field": "name"}',
    })
  })

  test('an overlapping booking is 23P01, a broken check 23514, a refused row 42501', async () => {
    const during = '[2027-01-04 09:00+08,2027-01-04 10:00+08)'
    expect((await person.client.from('bookings').insert({ room: 'A', during })).error).toBeNull()
    const again = await person.client.from('bookings').insert({ room: 'A', during })
    expect([again.status, again.error?.code]).toEqual([400, '23P01'])
    const long = await person.client.from('notes').insert({ title: 'x'.repeat(21) })
    expect([long.status, long.error?.code]).toEqual([400, '23514'])
    const other = await signUp(stack)
    const foreign = await person.client.from('notes').insert({ title: 'a', owner_id: other.user.id })
    expect([foreign.status, foreign.error?.code]).toEqual([403, '42501'])
  })
})

describe('times as ISO 8601', () => {
  test('in rows, embeds, arrays and scalar results', async () => {
    await person.client.from('notes').insert({ title: 'times', local_time: '2026-11-22 19:07:01.25' })
    const { data } = await person.client
      .from('profiles')
      .select('created_at, notes(written_at, local_time)')
      .single()
    expect(data?.created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/)
    expect(data?.notes[0]).toEqual({
      written_at: '2026-11-22T19:07:01+00:00',
      local_time: '2026-11-22T19:07:01.25',
    })
    const rows = await person.client.from('notes').select('written_at, local_time').eq('title', 'times')
    expect(rows.data).toEqual([
      { written_at: '2026-11-22T19:07:01+00:00', local_time: '2026-11-22T19:07:01.25' },
    ])
    expect((await person.client.rpc('times')).data).toEqual([
      { at: '2026-11-22T19:07:01.5+00:00', forever: 'infinity', list: ['2026-11-22T19:07:01+00:00'] },
    ])
    expect((await person.client.rpc('one_time')).data).toBe('2026-11-22T19:07:01+00:00')
    expect((await person.client.rpc('time_in_json')).data).toEqual({ at: '2026-11-22T19:07:01+00:00' })
  })
})

describe('JSON goes in and out once', () => {
  test.each([
    [{ a: [1, null, '中文'] }, 'object'],
    [['x'], 'array'],
    [7, 'number'],
    ['plain text', 'string'],
  ])('%j', async (value, kind) => {
    expect((await person.client.rpc('echo_json', { p_value: value })).data).toEqual({ kind, value })
    const { data } = await person.client
      .from('notes')
      .insert({ title: 'json', detail: value })
      .select('detail')
      .single()
    expect(data).toEqual({ detail: value })
  })
})

test('Chinese is searchable: the cluster keeps its letters on any host', async () => {
  const { data } = await person.client.rpc('chinese_trigrams', { p_text: '食品' })
  expect(data.length).toBeGreaterThan(0)
})

test('a table made while the stack runs is served after notify pgrst', async () => {
  await stack.sql.unsafe('create table public.late (id int primary key); insert into public.late values (1)')
  await stack.sql.unsafe('grant select on public.late to anon, authenticated, service_role')
  expect((await person.client.from('late').select('id')).error).not.toBeNull()
  await stack.sql.notify('pgrst', 'reload schema')
  await expect.poll(async () => (await person.client.from('late').select('id')).data).toEqual([{ id: 1 }])
})
