import { describe, expect } from 'vitest'
import { type Story, stories } from './harness'

const { story, race } = stories()

const rename = (s: Story, name: string, request: string) =>
  s.rpc<{ name: string }>('update_me', { p_name: name, p_phone: '', p_request_id: request })

describe('a request that is sent again', () => {
  story('gets the first answer, even when things have moved on', async (s) => {
    await s.as('sun')
    const request = s.request()
    await rename(s, '孙甲', request)
    await rename(s, '孙乙', s.request())
    expect(await rename(s, '孙甲', request)).toMatchObject({ name: '孙甲' })
    expect(await s.sql`select name from public.people`).toEqual([{ name: '孙乙' }])
  })

  story('is one RPC with one content: anything else under the id is refused', async (s) => {
    await s.as('sun')
    const request = s.request()
    await rename(s, '孙甲', request)
    await s.expectError('BB003', () => rename(s, '孙丙', request))
    await s.expectError('BB003', () => s.rpc('accept_invite', { p_code: '孙甲', p_request_id: request }))
  })

  story('needs an id', async (s) => {
    await s.as('sun')
    const [row] = await s.behind((sql) => sql`select count(*)::int as n from private.requests`)
    const told = await s.expectError('BB007', () => s.sql`select public.update_me('孙', '', null)`)
    expect(told.detail.field).toBe('request_id')
    expect(await s.behind((sql) => sql`select count(*)::int as n from private.requests`)).toEqual([row])
  })

  story('that was refused leaves no trace: the mended one may use the same id', async (s) => {
    await s.as('sun')
    const request = s.request()
    await s.expectError('BB014', () => rename(s, ' ', request))
    expect(await rename(s, '孙丁', request)).toMatchObject({ name: '孙丁' })
  })

  race('while the first still runs waits for it, and goes on when it failed', async (begin) => {
    const [one, two] = [await begin(), await begin()]
    const request = one.request()
    await one.as('sun')
    await two.as('sun')
    await rename(one, '孙甲', request)
    const second = rename(two, '孙甲', request)
    await one.rollback()
    expect(await second).toMatchObject({ name: '孙甲' })
    await two.commit()
  })

  story('is forgotten after a month', async (s) => {
    await s.as('sun')
    await rename(s, '孙甲', s.request())
    await s.asOwner()
    await s.sql`update private.requests set created_at = now() - interval '31 days'`
    await s.sql`select private.forget_old_requests()`
    expect(await s.sql`select * from private.requests`).toHaveLength(0)
  })
})

describe('what people type', () => {
  const need = async (s: Story, text: string) => {
    const [row] = await s.sql<{ text: string }[]>`select private.need_text(${text}, 'body', 10) as text`
    return row?.text
  }

  story('stays as typed, without its invisible edges', async (s) => {
    expect(await need(s, ' 　<b>你好</b>\u200b\n')).toBe('<b>你好</b>')
    expect(await need(s, '👨‍👩‍👧 一家')).toBe('👨‍👩‍👧 一家')
    expect(await need(s, '一\n二\t三')).toBe('一\n二\t三')
  })

  story('only blanks is empty, more than fits is said with both numbers', async (s) => {
    for (const text of ['', '   ', '　\u00a0\t\r\n', '\u200b\ufeff'])
      await s.expectError('BB014', () => need(s, text))
    const told = await s.expectError('BB015', () => need(s, '字'.repeat(11)))
    expect(told).toMatchObject({ detail: { field: 'body', max: 10, length: 11 } })
    expect(told.message).toContain('最多 10 个字')
    expect(told.hint).not.toBe('')
  })
})

describe('errors', () => {
  story('each code has a sentence and what to do next', async (s) => {
    const bare = await s.sql`
      select code from private.error_codes where message !~ '[一-龥]' or hint !~ '[一-龥]'`
    expect(bare).toEqual([])
    await s.expectError('42501', async () => {
      await s.as('zhang')
      return s.sql`select * from private.error_codes`
    })
  })

  story('every code that a function raises is in the table', async (s) => {
    const unknown = await s.sql`
      select distinct m[1] as code, p.proname
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join lateral regexp_matches(p.prosrc, $re$'(BB[0-9]{3})'$re$, 'g') m
      where n.nspname = 'private' and not exists (select from private.error_codes e where e.code = m[1])`
    expect(unknown).toEqual([])
  })
})

describe('what leaves the building', () => {
  story('is queued once for each key, and only the service side sees it', async (s) => {
    for (let i = 0; i < 2; i++) await s.sql`select private.put_outbox('x', ${s.id('sun')}, '{}', 'once')`
    expect(await s.sql`select * from private.outbox where dedupe_key = 'once'`).toHaveLength(1)
    for (const actor of ['anon', 'zhang', 'admin']) {
      await s.as(actor)
      await s.expectError('42501', () => s.sql`select * from private.outbox`)
    }
  })

  story('a poke reaches each person once, on his own private topic', async (s) => {
    const people = [s.id('sun'), s.id('sun'), null, s.id('li')]
    await s.sql`select private.notify_people(${people}::uuid[], 'changed', '{"what": "test"}')`
    const rows = await s.sql`
      select topic, event, private from realtime.messages where payload ->> 'what' = 'test' order by topic`
    expect(rows).toEqual([
      { topic: `user:${s.id('sun')}`, event: 'changed', private: true },
      { topic: `user:${s.id('li')}`, event: 'changed', private: true },
    ])
  })
})

story("an officer's usual answer is the median in working minutes, runs counted once", async (s) => {
  const [conversation] = await s.sql<{ id: string }[]>`
    select id from public.conversations where enterprise_id = '5d000000-0000-4000-8000-000000000101'`
  const say = async (seq: number, who: string, side: string, at: string) => {
    await s.sql`insert into public.messages (id, conversation_id, seq, sender_id, side, kind, body, created_at)
      values (gen_random_uuid(), ${conversation?.id ?? ''}, ${seq}, ${s.id(who)}, ${side}, 'text', 'x', ${at}::timestamptz)`
  }
  const usual = async () => {
    await s.sql`select private.measure_reply_times()`
    const [row] = await s.sql<{ minutes: number | null }[]>`
      select private.usual_reply_minutes(${s.id('li')}) as minutes`
    return row?.minutes
  }
  expect(await usual()).toBeNull()
  await say(1, 'zhang', 'enterprise', '2026-03-30T11:50:00+08:00')
  await say(2, 'zhang', 'enterprise', '2026-03-30T13:00:00+08:00')
  await say(3, 'li', 'officer', '2026-03-30T14:10:00+08:00') // 20 minutes: lunch does not count
  await say(4, 'li', 'officer', '2026-03-30T16:00:00+08:00') // nobody waited for this one
  await say(5, 'chen', 'enterprise', '2026-03-31T09:00:00+08:00')
  await say(6, 'li', 'officer', '2026-03-31T09:10:00+08:00')
  expect(await usual()).toBe(15)
})
