import { describe, expect } from 'vitest'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

type Enterprise = { id: string; state: string; role: string; ends_on: string | null }
type Member = { id: string; name: string; role: string; state: string; ends_on: string | null; mine: boolean }

const members = (s: Story, enterprise = HEWEI) =>
  s.rpc<Member[]>('list_members', { p_enterprise_id: enterprise })
const memberOf = async (s: Story, actor: string, enterprise = HEWEI) => {
  const rows = await s.behind(
    (sql) => sql<{ id: string }[]>`select id from public.enterprise_members
      where enterprise_id = ${enterprise} and person_id = ${s.id(actor)} and state in ('pending', 'active')`,
  )
  return rows[0]?.id ?? ''
}
const end = (s: Story, member: string) =>
  s.rpc('end_membership', { p_member_id: member, p_request_id: s.request() })

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
