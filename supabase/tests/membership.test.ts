import { describe, expect } from 'vitest'
import { HEWEI, YAYUN } from './fixture'
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
const end = (s: Story, member: string) =>
  s.rpc('end_membership', { p_member_id: member, p_request_id: s.request() })

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

describe('invitations', () => {
  const invite = (s: Story, ends = '2026-12-31', enterprise = HEWEI) =>
    s.rpc<{ code: string; ends_on: string }>('create_invite', {
      p_enterprise_id: enterprise,
      p_ends_on: ends,
      p_request_id: s.request(),
    })
  const accept = (s: Story, code: string) =>
    s.rpc<Enterprise>('accept_invite', { p_code: code, p_request_id: s.request() })

  story('an owner vouches for an agent, who is one at once and until the day', async (s) => {
    await s.as('zhang')
    const { code } = await invite(s)
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    await s.as('sun')
    expect(await accept(s, ` ${code.toLowerCase()} `)).toMatchObject({
      id: HEWEI,
      role: 'agent',
      state: 'active',
      ends_on: '2026-12-31',
    })
    await s.as('liu')
    await s.expectError('BB009', () => accept(s, code))
    // The last day still counts, the next does not.
    await s.as('sun')
    await s.at('2026-12-31T23:59:00+08:00')
    expect(await s.sql`select * from public.enterprises`).toHaveLength(1)
    await s.at('2027-01-01T00:00:00+08:00')
    expect(await s.sql`select * from public.enterprises`).toHaveLength(0)
    expect((await s.rpc<{ enterprises: unknown[] }>('get_me')).enterprises).toEqual([])
  })

  story('an agent invites nobody, a stranger does not learn of the enterprise', async (s) => {
    await s.as('chen')
    await s.expectError('BB002', () => invite(s))
    await s.as('liu')
    await s.expectError('BB004', () => invite(s))
    await s.expectError('BB004', () => invite(s, '2026-12-31', '00000000-0000-4000-8000-000000000000'))
    expect(await s.sql`select * from public.enterprise_invites`).toHaveLength(0)
  })

  story('an end must lie ahead, and not for ever', async (s) => {
    await s.as('zhang')
    for (const day of ['2026-03-31', '2025-01-01', '2031-01-01']) {
      expect((await s.expectError('BB007', () => invite(s, day))).detail.field).toBe('ends_on')
    }
  })

  story('codes that are wrong, stale, or from somebody who left, say so', async (s) => {
    await s.as('zhang')
    const { code } = await invite(s)
    await s.as('sun')
    await s.expectError('BB008', () => accept(s, 'NOSUCH22'))
    await s.as('chen')
    await s.expectError('BB020', () => accept(s, code))
    await s.as('sun')
    await s.at('2026-04-07T10:00:01+08:00')
    await s.expectError('BB009', () => accept(s, code))
    await s.at('2026-04-01T10:00:00+08:00')
    await s.behind(
      (sql) => sql`update public.enterprise_members set state = 'ended' where person_id = ${s.id('zhang')}`,
    )
    expect((await s.expectError('BB009', () => accept(s, code))).message).toContain('负责人')
  })
})

describe('who belongs, and leaving', () => {
  story('members and the officer see the list, others nothing', async (s) => {
    for (const actor of ['zhang', 'chen', 'li']) {
      await s.as(actor)
      expect((await members(s)).map((m) => [m.name, m.role, m.state, m.mine])).toEqual([
        ['张明远', 'owner', 'active', actor === 'zhang'],
        ['陈晓雯', 'agent', 'active', actor === 'chen'],
      ])
    }
    for (const actor of ['liu', 'sun', 'zhao', 'wang', 'admin']) {
      await s.as(actor)
      await s.expectError('BB004', () => members(s))
    }
  })

  story('tables show each actor his own', async (s) => {
    const seen = async (actor: string) => {
      await s.as(actor)
      const rows = await s.sql<{ id: string }[]>`select id from public.enterprises order by id`
      return rows.map((row) => row.id)
    }
    expect(await seen('zhang')).toEqual([HEWEI])
    expect(await seen('chen')).toEqual([HEWEI])
    expect(await seen('liu')).toEqual([YAYUN])
    expect(await seen('li')).toEqual([HEWEI, YAYUN])
    for (const actor of ['zhao', 'sun', 'wang', 'qian', 'zhou', 'wu', 'admin'])
      expect(await seen(actor)).toEqual([])
    await s.as('zhang')
    expect(await s.sql`select * from public.enterprise_members`).toHaveLength(2)
    expect(await s.sql`select * from public.enterprise_officers`).toHaveLength(1)
    await s.as('sun')
    expect(await s.sql`select * from public.enterprise_members`).toHaveLength(0)
    expect(await s.sql`select * from public.enterprise_officers`).toHaveLength(0)
    await s.expectError('42501', () => s.sql`update public.enterprises set name = '我的店'`)
    await s.as('anon')
    await s.expectError('42501', () => s.sql`select * from public.enterprises`)
  })

  story('an owner ends an agent at once; an agent ends himself, not the owner', async (s) => {
    const [owner, agent] = [await memberOf(s, 'zhang'), await memberOf(s, 'chen')]
    await s.as('chen')
    await s.expectError('BB004', () => end(s, owner))
    await s.as('zhang')
    expect((await s.expectError('BB002', () => end(s, owner))).message).toContain('唯一')
    expect(await end(s, agent)).toEqual({ id: agent, state: 'ended' })
    await s.expectError('BB005', () => end(s, agent))
    await s.as('chen')
    expect(await s.sql`select * from public.enterprises`).toHaveLength(0)
    await s.as('zhang')
    expect(await end(s, owner)).toMatchObject({ state: 'ended' })
  })

  story('others end nothing', async (s) => {
    const agent = await memberOf(s, 'chen')
    for (const actor of ['liu', 'sun', 'li', 'admin']) {
      await s.as(actor)
      await s.expectError('BB004', () => end(s, agent))
    }
  })

  story(
    'while a stand-in answers, he is named as such and the officer still sees his enterprises',
    async (s) => {
      await s.sql`insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
      values (${s.id('li')}, ${s.id('zhao')}, '2026-03-31', '2026-03-31')`
      await s.expectError(
        '23P01',
        () => s.sql`
      insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
      values (${s.id('li')}, ${s.id('wang')}, '2026-03-31', '2026-04-09')`,
      )
      await s.as('zhang')
      const me = await s.rpc<{ enterprises: { officer: Record<string, unknown> }[] }>('get_me')
      expect(me.enterprises[0]?.officer).toMatchObject({ display_name: '赵核查员', stand_in_for: '李专员' })
      for (const actor of ['li', 'zhao']) {
        await s.as(actor)
        expect(await s.sql`select * from public.enterprises`).toHaveLength(2)
      }
      await s.at('2026-04-01T00:00:00+08:00')
      expect(await s.sql`select * from public.enterprises`).toHaveLength(0)
    },
  )
})
