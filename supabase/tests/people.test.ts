import { describe, expect } from 'vitest'
import { HEWEI } from './fixture'
import { stories } from './harness'

const { story } = stories()

type Me = {
  id: string
  name: string
  phone: string | null
  staff: { display_name: string; department: string; roles: string[] } | null
  enterprises: { id: string; name: string; role: string; state: string; officer: { display_name: string } }[]
}

describe('who I am', () => {
  story('an owner sees himself, his enterprise and the officer who looks after it', async (s) => {
    await s.as('zhang')
    const me = await s.rpc<Me>('get_me')
    expect(me).toMatchObject({ name: '张明远', phone: '19900000001', staff: null })
    expect(me.enterprises).toEqual([
      {
        id: HEWEI,
        name: '清溪禾味餐饮有限公司',
        uscc: '91369921MA5K7H2R3E',
        address: '清溪县文昌路68号',
        legal_person: '张明远',
        role: 'owner',
        state: 'active',
        ends_on: null,
        officer: {
          id: s.id('li'),
          display_name: '李专员',
          title: '助企专员',
          department: '县行政审批局',
          usual_reply_minutes: null,
          stand_in_for: null,
        },
        conversation_id: expect.any(String),
      },
    ])
  })

  story('a person may hold several staff roles, and a new one holds nothing', async (s) => {
    await s.as('wang')
    expect((await s.rpc<Me>('get_me')).staff).toMatchObject({
      display_name: '王科员',
      department: '县行政审批局',
      roles: ['window', 'reviewer'],
    })
    await s.as('sun')
    expect(await s.rpc('get_me')).toMatchObject({ name: '孙国强', staff: null, enterprises: [] })
  })

  story('a staff member who left is a member of the public at once', async (s) => {
    await s.sql`update public.staff set active = false where person_id = ${s.id('li')}`
    await s.as('li')
    expect((await s.rpc<Me>('get_me')).staff).toBeNull()
    expect(await s.sql`select * from public.enterprises`).toHaveLength(0)
    await s.expectError('BB002', () => s.rpc('list_codes'))
  })

  story('without a sign-in there is no me', async (s) => {
    await s.as('anon')
    await s.expectError('42501', () => s.rpc('get_me'))
    // A token that outlived its account says who one is not.
    await s.as('00000000-0000-4000-8000-000000000000')
    expect(await s.expectError('BB001', () => s.rpc('get_me'))).toMatchObject({ message: '请先登录' })
  })

  story('claims of the user about himself give no right', async (s) => {
    const id = await s.newPerson('冒充者')
    await s.behind(
      (sql) => sql`update auth.users set raw_user_meta_data =
        '{"name": "x", "role": "operator", "staff": true}' where id = ${id}`,
    )
    await s.as(id)
    await s.expectError('BB002', () => s.rpc('revoke_code', { p_code: 'ZZ01', p_reason: '试试' }))
  })
})

describe('what I may change of myself', () => {
  story('name and telephone, and only mine', async (s) => {
    await s.as('sun')
    const me = await s.rpc<Me>('update_me', {
      p_name: '  孙国强 <b>😀</b>  ',
      p_phone: '199 0000-0099',
      p_request_id: s.request(),
    })
    expect(me).toMatchObject({ name: '孙国强 <b>😀</b>', phone: '19900000099' })
    const untouched = await s.behind((sql) => sql`select name from public.people where id = ${s.id('zhang')}`)
    expect(untouched).toEqual([{ name: '张明远' }])
    const none = await s.rpc<Me>('update_me', { p_name: '孙国强', p_phone: '', p_request_id: s.request() })
    expect(none.phone).toBeNull()
  })

  story('a wrong number, a blank and an endless name are said at their field', async (s) => {
    await s.as('sun')
    const call = (name: string, phone: string | null) =>
      s.rpc('update_me', { p_name: name, p_phone: phone, p_request_id: s.request() })
    expect((await s.expectError('BB007', () => call('孙国强', '12345'))).detail).toEqual({ field: 'phone' })
    expect((await s.expectError('BB014', () => call(' 　\n​ ', null))).detail).toEqual({ field: 'name' })
    expect((await s.expectError('BB015', () => call('长'.repeat(41), null))).detail).toEqual({
      field: 'name',
      max: 40,
      length: 41,
    })
  })
})

describe('what people read of each other', () => {
  story('a person reads his own row, his own roles, and staff as they present themselves', async (s) => {
    await s.as('zhang')
    expect(await s.sql`select name from public.people`).toEqual([{ name: '张明远' }])
    expect(await s.sql`select * from public.staff_roles`).toHaveLength(0)
    const [li] = await s.sql`select * from public.staff where person_id = ${s.id('li')}`
    expect(Object.keys(li ?? {}).sort()).toEqual([
      'active',
      'department_code',
      'display_name',
      'person_id',
      'title',
    ])
    await s.as('wang')
    expect((await s.sql`select role from public.staff_roles order by role`).map((r) => r.role)).toEqual([
      'window',
      'reviewer',
    ])
  })

  story('departments are public, people and staff are not', async (s) => {
    await s.as('anon')
    expect(await s.sql`select code from public.departments`).toHaveLength(14)
    await s.expectError('42501', () => s.sql`select * from public.people`)
    await s.expectError('42501', () => s.sql`select * from public.staff`)
  })
})

describe('the door from WeChat', () => {
  story('the function links an identity once, and the first account keeps it', async (s) => {
    const first = await s.newPerson('甲')
    const second = await s.newPerson('乙')
    await s.as('service')
    const ask = () => s.rpc<string | null>('service_wechat_user', { p_openid: 'o-1', p_unionid: null })
    expect(await ask()).toBeNull()
    const link = (user: string) =>
      s.rpc<string>('service_link_wechat', { p_openid: 'o-1', p_unionid: null, p_user: user })
    expect(await link(first)).toBe(first)
    expect(await link(second)).toBe(first)
    expect(await ask()).toBe(first)
  })

  story('nobody else may ask whose an openid is', async (s) => {
    for (const actor of ['anon', 'zhang', 'admin']) {
      await s.as(actor)
      await s.expectError('42501', () => s.rpc('service_wechat_user', { p_openid: 'o-1', p_unionid: null }))
      await s.expectError('42501', () => s.sql`select * from private.wechat_identities`)
    }
  })
})
