import { describe, expect } from 'vitest'
import type { CancellationPreview, OpenMatter } from '@/shared/contract'
import { act } from './contract-steps'
import { attach, begin, detail, FILLED, save, submitted } from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'
import { meet } from './meeting'
import { say } from './privacy-steps'

const { story, race } = stories()

const cancel = (s: Story, confirm: string | null = '注销', request = s.request()) =>
  s.rpc<{ cancelled_at: string }>('cancel_account', { p_confirm: confirm, p_request_id: request })

/** What the refusal lists. */
const standing = async (s: Story) =>
  (await s.expectError('BB081', () => cancel(s))).detail.open as OpenMatter[]

const withdraw = (s: Story, id: string) =>
  act(s, 'withdraw_application', { p_application_id: id, p_reason: '不办了' })

/** Ends chen's authority, so that zhang alone may act for the enterprise. */
const leaveZhangAlone = (s: Story) =>
  s.behind(
    (sql) => sql`update public.enterprise_members set state = 'ended' where person_id = ${s.id('chen')}`,
  )

describe('what stands against cancelling', () => {
  story('is listed, each with what to do, and nothing is lost by asking', async (s) => {
    await leaveZhangAlone(s)
    const id = await submitted(s)
    await act(s, 'create_appeal', {
      p_enterprise_id: HEWEI,
      p_kind: 'stuck',
      p_title: '没动静',
      p_body: '三天没动静',
      p_application_id: null,
      p_files: [],
    })
    const open = await standing(s)
    expect(open.map((o) => o.kind)).toEqual(['application', 'appeal'])
    expect(open[0]).toMatchObject({
      id,
      title: expect.stringMatching(/^故事事项 QX-/),
      todo: expect.stringContaining('撤回'),
    })
    expect(await s.rpc<CancellationPreview>('preview_cancellation')).toEqual({
      open,
      drafts: 0,
      kept: 1,
      enterprises: ['清溪禾味餐饮有限公司'],
    })
    expect(await s.rpc('get_me')).toMatchObject({ name: '张明远', phone: '19900000001' })
    await withdraw(s, id)
    expect((await standing(s)).map((o) => o.kind)).toEqual(['appeal'])
  })

  story('a video check that is booked, an only owner with agents, and work for the county', async (s) => {
    await s.as('zhang')
    expect((await standing(s))[0]).toMatchObject({
      kind: 'owner',
      id: HEWEI,
      todo: expect.stringContaining('经办人'),
    })
    await s.as('li')
    expect((await standing(s))[0]?.kind).toBe('staff')
    await act(s, 'open_slots', { p_day: '2026-04-01', p_from: '10:00', p_to: '10:30', p_minutes: 30 })
    await leaveZhangAlone(s)
    const draft = await begin(s)
    const [slot] = await s.behind((sql) => sql`select id from public.slots limit 1`)
    const booked = await act(s, 'book_appointment', { p_application_id: draft, p_slot_id: slot?.id })
    expect((await standing(s))[0]).toMatchObject({
      kind: 'appointment',
      id: booked.id,
    })
    await act(s, 'cancel_appointment', { p_appointment_id: booked.id, p_reason: '不办了' })
    await cancel(s)
  })

  story('an agent with a colleague may go: the owner goes on with what he filed', async (s) => {
    const id = await begin(s, 'chen')
    await save(s, id, FILLED)
    await attach(s, id, 'layout', { by: 'chen' })
    await act(s, 'submit_application', { p_application_id: id, p_consent: true })
    const draft = await begin(s, 'chen')
    await cancel(s)
    await s.as('zhang')
    expect((await detail(s, id)).applicant).toMatchObject({ name: '已注销用户', phone: null })
    expect((await detail(s, draft)).state).toBe('draft')
    await withdraw(s, id)
  })

  story('the word must be typed', async (s) => {
    await s.as('sun')
    for (const word of [null, '', 'cancel', '注 销', '注销账号']) {
      expect((await s.expectError('BB007', () => cancel(s, word))).detail).toEqual({ field: 'confirm' })
    }
    await s.as('anon')
    await s.expectError('42501', () => cancel(s))
    await s.as('sun')
    await cancel(s, ' 注销 ')
  })
})

describe('a cancelled account', () => {
  /** zhang filed, wrote, withdrew and left. */
  async function gone(s: Story): Promise<string> {
    await leaveZhangAlone(s)
    const id = await submitted(s)
    await say(s, '布局图要标水池吗')
    await withdraw(s, id)
    await begin(s)
    await cancel(s)
    return id
  }

  story('is refused everywhere at once, though its token still lives', async (s) => {
    const id = await gone(s)
    for (const [name, args] of [
      ['get_me', {}],
      ['get_application', { p_id: id }],
      ['list_conversations', {}],
      ['export_my_data', {}],
      ['my_access_log', {}],
      ['unread_count', {}],
      [
        'bind_enterprise',
        {
          p_name: '新店',
          p_uscc: '9144030071526726XG',
          p_legal_person: '张',
          p_role: 'owner',
          p_request_id: s.request(),
        },
      ],
      ['update_me', { p_name: '张明远', p_phone: '19900000001', p_request_id: s.request() }],
    ] as const) {
      await s.expectError('BB001', () => s.rpc(name, args))
    }
    expect(await s.rpc('get_home')).toMatchObject({ me: null, unread: 0 })
    const tables = await s.behind(
      (sql) => sql<{ name: string }[]>`
        select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and has_any_column_privilege('authenticated', c.oid, 'select')
          and not has_any_column_privilege('anon', c.oid, 'select')`,
    )
    for (const { name } of tables) {
      // Whoever signs in may know who serves the county and which kinds of appeal there are.
      if (['staff', 'appeal_kinds'].includes(name)) continue
      const [count] = await s.sql.unsafe(`select count(*)::int as n from public.${name}`)
      expect(count?.n, name).toBe(0)
    }
    expect(await s.sql`select name from storage.objects`).toEqual([])
    const listen = await s.behind((sql) => sql`select private.may_listen(${`user:${s.id('zhang')}`}) as may`)
    expect(listen[0]?.may).toBe(false)
  })

  story('answers a repeated cancelling with the same, and keeps nothing of the sign-in', async (s) => {
    await gone(s)
    const again = await cancel(s)
    expect(again).toEqual({ cancelled_at: '2026-03-31T02:00:00.000Z' })
    await s.asOwner()
    const id = s.id('zhang')
    const [user] =
      await s.sql`select email, phone, encrypted_password, raw_user_meta_data, banned_until > now() as banned
      from auth.users where id = ${id}`
    expect(user).toEqual({
      email: `cancelled-${id}@account.invalid`,
      phone: null,
      encrypted_password: null,
      raw_user_meta_data: {},
      banned: true,
    })
    for (const [table, column] of [
      ['private.wechat_identities', 'user_id'],
      ['private.phone_identities', 'user_id'],
      ['auth.sessions', 'user_id'],
      ['auth.refresh_tokens', 'user_id'],
      ['auth.identities', 'user_id'],
      ['private.requests', 'person_id'],
    ]) {
      expect(await s.sql.unsafe(`select * from ${table} where ${column} = '${id}'`), table).toHaveLength(0)
    }
    expect(
      await s.sql`select * from private.outbox where recipient = ${id} and state = 'waiting'`,
    ).toHaveLength(0)
    expect(
      await s.sql`select * from public.applications where state = 'draft' and applicant_id = ${id}`,
    ).toHaveLength(0)
  })

  story('the same WeChat account is a new person afterwards', async (s) => {
    await s.as('service')
    const find = () =>
      s.rpc<string | null>('service_wechat_user', { p_openid: 'demo_zhang', p_unionid: null })
    expect(await find()).toBe(s.id('zhang'))
    await gone(s)
    await s.as('service')
    expect(await find()).toBeNull()
    const fresh = await s.newPerson('微信用户')
    expect(
      await s.rpc('service_link_wechat', { p_openid: 'demo_zhang', p_unionid: null, p_user: fresh }),
    ).toBe(fresh)
    await s.as(fresh)
    expect(await s.rpc('get_me')).toMatchObject({ id: fresh, enterprises: [] })
  })

  story('has no name in lists; the file and its chain are what they were', async (s) => {
    const id = await gone(s)
    await s.as('wang')
    const seen = await detail(s, id)
    expect(seen.applicant).toMatchObject({ name: '已注销用户', phone: null })
    expect(seen.answers.manager).toBe(FILLED.manager)
    expect(seen.materials[0]?.files).toHaveLength(1)
    expect(seen.events.find((e) => e.kind === 'submitted')?.actor_name).toBe('张明远')
    const [chain] = await s.behind((sql) => sql`select private.broken_event(${id}) as broken`)
    expect(chain?.broken).toBeNull()
    await s.as('li')
    const [conversation] = await s.sql`select id from public.conversations where enterprise_id = ${HEWEI}`
    const page = await s.rpc<{ messages: { sender_name: string; body: string }[] }>('list_messages', {
      p_conversation_id: conversation?.id,
    })
    expect(page.messages[0]).toMatchObject({ sender_name: '已注销用户', body: '布局图要标水池吗' })
    expect(await s.rpc('list_members', { p_enterprise_id: HEWEI })).toEqual([])
  })

  story('its invitations no longer open a door', async (s) => {
    await leaveZhangAlone(s)
    await s.as('zhang')
    const { code } = await act<{ code: string }>(s, 'create_invite', {
      p_enterprise_id: HEWEI,
      p_ends_on: '2026-12-31',
    })
    await cancel(s)
    await s.as('sun')
    await s.expectError('BB009', () => act(s, 'accept_invite', { p_code: code }))
  })
})

race(
  'of two owners who leave at once, the second hears that the open matter is now his alone',
  async (begin_) => {
    const s = await begin_()
    await s.sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
    values (${YAYUN}, ${s.id('sun')}, 'owner', 'active')`
    await s.as('sun')
    await act(s, 'create_appeal', {
      p_enterprise_id: YAYUN,
      p_kind: 'stuck',
      p_title: '没动静',
      p_body: '三天没动静',
      p_application_id: null,
      p_files: [],
    })
    await s.commit()
    const liu = await (await begin_()).as('liu')
    const sun = await (await begin_()).as('sun')
    // He has not committed yet: the other one may neither see him gone nor count on his staying.
    const { code } = await meet(
      liu,
      () => cancel(liu),
      () => cancel(sun),
    )
    expect(code).toBe('BB081')
  },
)
