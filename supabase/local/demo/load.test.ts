import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInByEmail, startTestStack } from '../../../tests/support/stack'
import { readCatalogue } from '../../catalogue/load'
import type { Stack } from '../stack'
import { loadDemo } from './load'
import { DEMO_PEOPLE } from './people'

let stack: Stack
beforeAll(async () => {
  stack = await startTestStack({ seed: false })
  await loadDemo(stack)
})
afterAll(() => stack?.stop())

const counts = async () => {
  const [row] = await stack.sql`
    select (select count(*)::int from public.people) as people, (select count(*)::int from public.items) as items,
      (select count(*)::int from public.item_versions) as versions, (select count(*)::int from public.slots) as slots,
      (select count(*)::int from public.enterprise_members) as members`
  return row
}

test('the county is there: people, items, enterprises, ten working days of slots', async () => {
  const items = readCatalogue().length
  const { slots, ...rest } = (await counts()) ?? {}
  expect(rest).toEqual({ people: DEMO_PEOPLE.length, items, versions: items, members: 3 })
  // 7 slots a day; fewer days only where the next year's holidays are not published yet.
  expect(slots % 7).toBe(0)
  expect(slots).toBeLessThanOrEqual(70)
})

test('a second load changes nothing, not even what a person changed meanwhile', async () => {
  const before = await counts()
  await stack.sql`update public.people set name = '张小远', phone = '19900009999' where name = '张明远'`
  await stack.sql`update public.enterprise_members set state = 'ended' where role = 'agent'`
  await loadDemo(stack)
  expect(await counts()).toEqual(before)
  expect(await stack.sql`select name, phone from public.people where name = '张小远'`).toEqual([
    { name: '张小远', phone: '19900009999' },
  ])
  expect(await stack.sql`select state from public.enterprise_members where role = 'agent'`).toEqual([
    { state: 'ended' },
  ])
})

test('demo people come in over the API and find what is theirs', async () => {
  const officer = await signInByEmail(stack, 'li@demo.invalid')
  const { data: me } = await officer.rpc('get_me')
  expect(me).toMatchObject({ name: '李文静', staff: { display_name: '李专员', roles: ['officer'] } })
  const owner = await signInByEmail(stack, 'liu@demo.invalid')
  const { data: mine } = await owner.rpc('get_me')
  expect(mine).toMatchObject({
    enterprises: [{ name: '清溪雅韵美容店', officer: { display_name: '李专员' } }],
  })
  const { data: found } = await owner.rpc('search_items', { p_query: '开饭馆' })
  expect(found[0]).toMatchObject({ code: 'QX07' })
  const { error } = await owner.rpc('bind_enterprise', {
    p_name: '某店',
    p_uscc: '1',
    p_legal_person: '某',
    p_role: 'owner',
    p_request_id: crypto.randomUUID(),
  })
  expect(error?.code).toBe('BB007')
  expect(JSON.parse(error?.details ?? '')).toEqual({ field: 'uscc' })
})

test('who ended the account is out at once, over the API too, and a later load does not bring him back', async () => {
  const person = await signInByEmail(stack, 'sun@demo.invalid')
  const ended = await person.rpc('cancel_account', { p_confirm: '注销', p_request_id: crypto.randomUUID() })
  expect(ended.error).toBeNull()
  // The token in his hand still has an hour to live.
  expect((await person.rpc('get_me')).error?.code).toBe('BB001')
  expect((await person.from('people').select('name')).data).toEqual([])
  expect((await person.auth.refreshSession()).error).not.toBeNull()
  await loadDemo(stack)
  expect(await stack.sql`select name, phone from public.people where cancelled_at is not null`).toEqual([
    { name: '已注销用户', phone: null },
  ])
  expect(await stack.sql`select 1 from private.wechat_identities where openid = 'demo_sun'`).toHaveLength(0)
})
