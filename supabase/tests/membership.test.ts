import { describe, expect } from 'vitest'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story, race } = stories()

type Enterprise = {
  id: string
  state: string
  role: string
  ends_on: string | null
  address: string | null
  officer: { id: string } | null
}
type Member = { id: string; name: string; role: string; state: string; ends_on: string | null; mine: boolean }

const NEW = {
  p_name: '清溪新味餐饮店',
  p_uscc: '92369921MA5M1A2B3C',
  p_legal_person: '孙国强',
  p_role: 'owner',
}
const bind = (s: Story, more: Partial<Record<keyof typeof NEW, string>> = {}) =>
  s.rpc<Enterprise>('bind_enterprise', { ...NEW, ...more, p_request_id: s.request() })
const members = (s: Story, enterprise = HEWEI) =>
  s.rpc<Member[]>('list_members', { p_enterprise_id: enterprise })
const memberOf = async (s: Story, actor: string, enterprise = HEWEI) => {
  const rows = await s.behind(
    (sql) => sql<{ id: string }[]>`select id from public.enterprise_members
      where enterprise_id = ${enterprise} and person_id = ${s.id(actor)} and state in ('pending', 'active')`,
  )
  return rows[0]?.id ?? ''
}
const confirm = (s: Story, member: string, accept: boolean | null = true) =>
  s.rpc('confirm_member', { p_member_id: member, p_accept: accept, p_request_id: s.request() })
describe('binding an enterprise', () => {
  story('a new enterprise gets the officer with the least load and waits for his word', async (s) => {
    await s.as('sun')
    const mine = await bind(s, { p_uscc: ' 92369921 ma5m1a2b3c ' })
    // 李专员 has two enterprises, 赵核查员 none.
    expect(mine).toMatchObject({
      state: 'pending',
      role: 'owner',
      ends_on: null,
      officer: { id: s.id('zhao') },
    })
    const poke = await s.behind(
      (sql) => sql`select payload from realtime.messages where topic = ${`user:${s.id('zhao')}`}`,
    )
    expect(poke[0]?.payload).toMatchObject({ what: 'member' })
  })

  story('until confirmed one sees the public register only', async (s) => {
    await s.as('sun')
    const mine = await bind(s, {
      p_name: '清溪禾味餐饮有限公司',
      p_uscc: '91369921MA5K7H2R3E',
      p_role: 'agent',
    })
    expect(mine).toMatchObject({
      id: HEWEI,
      state: 'pending',
      role: 'agent',
      ends_on: '2027-03-31',
      address: null,
    })
    expect(await s.sql`select * from public.enterprises`).toHaveLength(0)
    await s.expectError('BB004', () => members(s))
  })

  story('a known code with another name is said at the name, brackets and blanks aside', async (s) => {
    await s.as('sun')
    const told = await s.expectError('BB007', () => bind(s, { p_uscc: '91369921MA5K7H2R3E' }))
    expect(told.detail).toEqual({ field: 'name' })
    expect(told.message).toContain('对不上')
    await s.sql`select 1`
    await s.behind((sql) => sql`update public.enterprises set name = '清溪（禾味）公司' where id = ${HEWEI}`)
    expect(await bind(s, { p_name: '清溪 (禾味)公司', p_uscc: '91369921MA5K7H2R3E' })).toMatchObject({
      id: HEWEI,
    })
  })

  story('each wrong value is said at its field; a failing check digit is none', async (s) => {
    await s.as('sun')
    const field = async (code: string, more: Parameters<typeof bind>[1]) =>
      (await s.expectError(code, () => bind(s, more))).detail.field
    expect(await field('BB007', { p_uscc: '9236' })).toBe('uscc')
    expect(await field('BB007', { p_uscc: '92369921MA5M1A2B3O' })).toBe('uscc')
    expect(await field('BB007', { p_role: 'boss' })).toBe('role')
    expect(await field('BB007', { p_name: '店' })).toBe('name')
    expect(await field('BB014', { p_name: '  ' })).toBe('name')
    expect(await field('BB014', { p_legal_person: '' })).toBe('legal_person')
    expect(await field('BB015', { p_name: '店'.repeat(101) })).toBe('name')
    // Issued, though its check digit fails (GB 32100).
    expect(await bind(s, { p_uscc: '91350100M0001TGQXM' })).toMatchObject({ state: 'pending' })
  })

  story('twice is said, and ten waiting are enough', async (s) => {
    await s.as('zhang')
    const own = { p_name: '清溪禾味餐饮有限公司', p_uscc: '91369921MA5K7H2R3E' }
    await s.expectError('BB020', () => bind(s, own))
    await s.as('sun')
    for (let i = 0; i < 10; i++) await bind(s, { p_uscc: `92369921MA5M1A2B0${i}` })
    await s.expectError('BB024', () => bind(s))
  })

  story('authority that ran out is asked for anew, even in a county without officers', async (s) => {
    await s.as('chen')
    const own = { p_name: '清溪禾味餐饮有限公司', p_uscc: '91369921MA5K7H2R3E', p_role: 'agent' }
    await s.expectError('BB020', () => bind(s, own))
    await s.at('2027-04-01T10:00:00+08:00')
    expect(await bind(s, own)).toMatchObject({ id: HEWEI, state: 'pending', ends_on: '2028-03-31' })
    const rows = await s.sql`
      select state from public.enterprise_members where person_id = ${s.id('chen')} order by state`
    expect(rows).toEqual([{ state: 'pending' }, { state: 'ended' }])
    await s.behind((sql) => sql`delete from public.staff_roles where role = 'officer'`)
    await s.as('sun')
    expect(await bind(s)).toMatchObject({ state: 'pending', officer: null })
  })

  story(
    'the same request gives the same answer once; other content under the same id is refused',
    async (s) => {
      await s.as('sun')
      const request = s.request()
      const call = (name: string) => s.rpc('bind_enterprise', { ...NEW, p_name: name, p_request_id: request })
      const first = await call('清溪新味餐饮店')
      expect(await call('清溪新味餐饮店')).toEqual(first)
      await s.expectError('BB003', () => call('清溪别的店'))
      expect(await s.sql`select * from public.enterprise_members`).toHaveLength(1)
      // Another person with the same id is another request.
      await s.as('liu')
      expect(await call('清溪新味餐饮店')).toMatchObject({ state: 'pending' })
    },
  )

  race('a double tap binds once, and both taps get the answer', async (begin) => {
    const [one, two] = [await begin(), await begin()]
    const request = one.request()
    await one.as('sun')
    await two.as('sun')
    const call = (s: Story) => s.rpc('bind_enterprise', { ...NEW, p_request_id: request })
    const first = await call(one)
    const second = call(two)
    await one.commit()
    expect(await second).toEqual(first)
    await two.commit()
    const look = await begin()
    expect(
      await look.sql`select * from public.enterprise_members where person_id = ${look.id('sun')}`,
    ).toHaveLength(1)
  })
})

describe('confirming who asked', () => {
  const asked = async (s: Story) => {
    await s.as('sun')
    await bind(s, { p_name: '清溪禾味餐饮有限公司', p_uscc: '91369921MA5K7H2R3E', p_role: 'agent' })
    return memberOf(s, 'sun')
  }

  story('the assigned officer confirms, and the right begins at once', async (s) => {
    const id = await asked(s)
    await s.as('li')
    expect(await confirm(s, id)).toEqual({ id, state: 'active' })
    await s.expectError('BB005', () => confirm(s, id, false))
    await s.as('sun')
    expect(await s.sql`select name from public.enterprises`).toEqual([{ name: '清溪禾味餐饮有限公司' }])
    const told = await s.behind(
      (sql) => sql`select kind, recipient from private.outbox where kind like 'member%'`,
    )
    expect(told).toEqual([{ kind: 'member_active', recipient: s.id('sun') }])
  })

  story('an owner may too; a stand-in while he stands in', async (s) => {
    const id = await asked(s)
    await s.as('zhang')
    expect(await confirm(s, id, false)).toEqual({ id, state: 'refused' })
    const again = await asked(s)
    await s.asOwner()
    await s.sql`insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
      values (${s.id('li')}, ${s.id('zhao')}, '2026-03-30', '2026-04-01')`
    await s.at('2026-04-02T09:00:00+08:00')
    await s.as('zhao')
    await s.expectError('BB004', () => confirm(s, again))
    await s.at('2026-04-01T09:00:00+08:00')
    expect(await confirm(s, again)).toMatchObject({ state: 'active' })
  })

  story('nobody else, and nobody himself', async (s) => {
    const id = await asked(s)
    for (const other of ['zhao', 'liu', 'chen', 'wang', 'admin']) {
      await s.as(other)
      await s.expectError('BB004', () => confirm(s, id))
    }
    await s.as('li')
    expect((await s.expectError('BB007', () => confirm(s, id, null))).detail.field).toBe('accept')
    await s.behind(
      (sql) => sql`update public.enterprise_members set person_id = ${s.id('li')} where id = ${id}`,
    )
    await s.expectError('BB002', () => confirm(s, id))
    await s.as('anon')
    await s.expectError('42501', () => confirm(s, id))
  })
})
