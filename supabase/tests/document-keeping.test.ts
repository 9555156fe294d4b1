import { expect } from 'vitest'
import type { DocumentCheck } from '@/shared/contract'
import { documentCodeFault, documentCodeShown } from '@/shared/document-code'
import { paper, papers, read } from './document-steps'
import { accepted, move, submitted } from './filing-steps'
import { type Story, stories } from './harness'

const { race, story } = stories()

const check = (s: Story, code: string) => s.rpc<DocumentCheck>('check_document', { p_code: code })

story('a paper stays as it was, whatever is renamed, and nobody can change it', async (s) => {
  const id = await accepted(s)
  const before = await paper(s, id, 'receipt')
  await s.behind(async (sql) => {
    await sql`update public.items set name = '改名事项' where code = 'ZZ01'`
    await sql`update public.enterprises set name = '改名公司'`
    await sql`update public.people set name = '改名人'`
    await sql`update public.departments set name = '县改名局', phone = '000'`
    await sql`update public.item_versions set guide = guide || '{"item_type": "公共服务"}'`
    await sql`update private.settings set value = '"改{year}-{seq}"' where key = 'document_number:acceptance'`
    await sql`update public.applications set notice_due_at = now(), promised_due_at = now(), answers = '{}' where id = ${id}`
  })
  expect(await read(s, before.id)).toEqual(before)
  for (const change of [
    (sql: Story['sql']) => sql`update public.documents set number = number || '改'`,
    (sql: Story['sql']) => sql`delete from public.documents`,
    (sql: Story['sql']) => sql`truncate public.documents`,
  ])
    await s.expectError('P0001', () => s.behind(change))
  // Even without the guard a change of the words alone does not fit their fingerprint.
  await s.behind((sql) => sql`alter table public.documents disable trigger documents_insert_only`)
  await s.expectError('23514', () =>
    s.behind((sql) => sql`update public.documents set content = content || '{"to": "别人"}'`),
  )
  const next = await accepted(s)
  expect((await paper(s, next, 'acceptance')).number).toBe('改2026-2')
})

story('numbers run through a year and begin again in the next', async (s) => {
  const numbers = async () => (await paper(s, await submitted(s), 'receipt')).number
  expect(await numbers()).toBe('清审收字〔2026〕1 号')
  expect(await numbers()).toBe('清审收字〔2026〕2 号')
  // The last minute of the year in China, while it is still the old year in UTC a minute later.
  await s.at('2026-12-31T23:59:00+08:00')
  expect(await numbers()).toBe('清审收字〔2026〕3 号')
  await s.at('2027-01-01T00:01:00+08:00')
  expect(await numbers()).toBe('清审收字〔2027〕1 号')
})

story('who reads the application reads its papers; nobody else learns that they exist', async (s) => {
  const id = await accepted(s)
  const { id: paperId } = await paper(s, id, 'acceptance')
  for (const actor of ['zhang', 'chen', 'wang', 'li'] as const) {
    await s.as(actor)
    expect((await read(s, paperId)).id).toBe(paperId)
    expect(await s.sql`select id from public.documents where application_id = ${id}`).toHaveLength(2)
  }
  const stranger = await s.newPerson('路人')
  for (const actor of ['liu', 'qian', 'zhao', 'zhou', 'admin', stranger]) {
    await s.as(actor)
    const told = await s.expectError('BB004', () => read(s, paperId))
    expect(told).toEqual(await s.expectError('BB004', () => read(s, s.request())))
    expect(await s.sql`select id from public.documents`).toEqual([])
  }
  await s.as('anon')
  await s.expectError('42501', () => read(s, paperId))
  await s.expectError('42501', () => s.sql`select id from public.documents`)
})

story('anybody can ask about a code, however it is typed, and learns nothing personal', async (s) => {
  const id = await submitted(s)
  await s.as('wang')
  await move(s, 'decline_application', id, { p_reason: '张明远名下另有一件' })
  const all = await papers(s, id)
  for (const ref of all) {
    const { code, fingerprint, content } = await read(s, ref.id)
    expect(documentCodeFault(code)).toBeNull()
    await s.as('anon')
    for (const typed of [
      code,
      code.toLowerCase(),
      ` ${documentCodeShown(code)} `,
      code.split('').join(' '),
    ]) {
      expect(await check(s, typed)).toEqual({
        genuine: true,
        kind: ref.kind,
        title: ref.title,
        number: ref.number,
        issued_on: '2026年3月31日',
        office: '清溪县行政审批局',
        item_name: '故事事项',
        fingerprint,
      })
    }
    const told = JSON.stringify(await check(s, code))
    for (const personal of [
      content.to,
      content.uscc,
      content.application_number,
      '张',
      id,
      ref.id,
      s.id('zhang'),
    ])
      expect(told).not.toContain(personal)
    await s.as('wang')
  }
})

story('every code that is none gets the one refusal, and guesses are counted', async (s) => {
  const { code } = await paper(s, await submitted(s), 'receipt')
  const last = code.at(-1) === '2' ? '3' : '2'
  // Eight at once: the seven wrong ones below must be among them.
  await s.behind((sql) => sql`update private.rate_limits set max = 8 where action = 'check_document'`)
  await s.as('anon')
  await s.sql`select set_config('request.headers', '{"cf-connecting-ip": "203.0.113.7"}', true)`
  const guess = async (typed: string | null) => {
    const [row] = await s.sql`select public.check_document(${typed}) as answer`
    return row?.answer
  }
  for (const wrong of [code.slice(0, -1) + last, 'ABCD', '', null, `${code}'`, '%', code.slice(0, -1)])
    expect(await guess(wrong)).toEqual({
      refused: {
        code: 'BB075',
        message: '没有查到这份文书',
        hint: expect.stringContaining('13 位'),
        details: '{"field": "code"}',
      },
    })
  await guess(code)
  expect((await s.expectError('BB080', () => guess(code))).detail).toHaveProperty('retry_after_seconds')
})

race('numbers have no gap: who fails gives his back, and who waits gets it', async (begin) => {
  const first = await begin()
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await submitted(first))
  await first.commit()
  const accept = async (id: string) => {
    const one = await begin()
    await one.as('wang')
    return { one, done: move(one, 'accept_application', id) }
  }

  const failing = await accept(ids[0] ?? '')
  await failing.done
  const others = await Promise.all(ids.slice(1).map(accept))
  const all = Promise.all(others.map(({ one, done }) => done.then(() => one.commit())))
  await failing.one.rollback()
  await all

  const rows = await (await begin()).sql`select number from public.documents where kind = 'acceptance'`
  expect(rows.map((row) => row.number).sort()).toEqual([1, 2, 3, 4].map((n) => `清审受字〔2026〕${n} 号`))
})
