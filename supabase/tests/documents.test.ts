import { expect } from 'vitest'
import type { DocumentCheck, DocumentKind, DocumentRef, OfficialDocument } from '@/shared/contract'
import { documentCodeFault, documentCodeShown } from '@/shared/document-code'
import {
  accepted,
  approved,
  attach,
  correct,
  correcting,
  detail,
  issued,
  move,
  reviewing,
  submitted,
} from './filing-steps'
import { type Story, stories } from './harness'

const { race, story } = stories()

const papers = async (s: Story, id: string): Promise<DocumentRef[]> => (await detail(s, id)).documents
const read = (s: Story, id: string) => s.rpc<OfficialDocument>('get_document', { p_id: id })
const check = (s: Story, code: string) => s.rpc<DocumentCheck>('check_document', { p_code: code })

async function paper(s: Story, id: string, kind: DocumentKind): Promise<OfficialDocument> {
  const found = (await papers(s, id)).filter((one) => one.kind === kind).at(-1)
  if (!found) throw new Error(`No ${kind}`)
  return read(s, found.id)
}

/** Everything the paper says, as one reads it. */
const text = ({ content }: OfficialDocument) => JSON.stringify(content.sections)

story(
  'the whole way leaves a paper for each step that the law wants in writing, once, in order',
  async (s) => {
    const id = await correcting(s)
    await s.as('zhang')
    await attach(s, id)
    const args = { p_application_id: id, p_answers: { manager: '刘明' }, p_request_id: s.request() }
    await s.rpc('answer_correction', args)
    await s.rpc('answer_correction', args)
    await s.as('wang')
    await correct(s, id)
    await s.as('zhang')
    await attach(s, id)
    await s.rpc('answer_correction', { ...args, p_request_id: s.request() })
    await s.as('wang')
    await move(s, 'accept_application', id)
    await move(s, 'take_application', id)
    await move(s, 'approve_application', id, { p_note: '内部意见' })

    const all = await papers(s, id)
    expect(all.map((one) => one.kind)).toEqual([
      'receipt',
      'correction',
      'correction',
      'acceptance',
      'approval',
    ])
    expect(all.map((one) => one.number)).toEqual([
      '清审收字〔2026〕1 号',
      '清审补字〔2026〕1 号',
      '清审补字〔2026〕2 号',
      '清审受字〔2026〕1 号',
      '清审许字〔2026〕1 号',
    ])
    const events = await s.behind(
      (sql) => sql`select e.kind from public.documents d
      join public.application_events e on e.application_id = d.application_id and e.seq = d.event_seq
      where d.application_id = ${id} order by e.seq`,
    )
    expect(events.map((event) => event.kind)).toEqual([
      'submitted',
      'correction_issued',
      'correction_issued',
      'accepted',
      'approved',
    ])
    expect(text(await paper(s, id, 'approval'))).not.toContain('内部意见')
  },
)

story('a receipt names who, what, when and every material received', async (s) => {
  const id = await submitted(s)
  const receipt = await paper(s, id, 'receipt')
  expect(receipt).toMatchObject({
    title: '申请材料收件凭证',
    issued_at: '2026-03-31T02:00:00.000Z',
    content: {
      to: '清溪禾味餐饮有限公司',
      uscc: '91369921MA5K7H2R3E',
      item_name: '故事事项',
      application_number: 'QX-260331-0001',
      number: '清审收字〔2026〕1 号',
      office: '清溪县行政审批局',
      seal: '清溪县行政审批局（行政审批专用章）',
      day: '2026年3月31日',
      check_url: `http://localhost:8080/v/${receipt.code}`,
    },
  })
  const said = text(receipt)
  for (const part of [
    '2026年3月31日 10:00',
    '张明远',
    '布局图',
    '电子文件 1 份',
    '营业执照',
    '由办事窗口调取',
    '第三十二条',
  ])
    expect(said).toContain(part)
  // 31 March, five working days over 清明: the notice is due on 8 April at closing time.
  expect(said).toContain('2026年4月8日 17:30 前')
  expect(said).not.toContain('授权委托书')
})

story('a correction notice says every point with how to mend it and by when', async (s) => {
  const said = text(await paper(s, await correcting(s), 'correction'))
  for (const part of [
    '布局图',
    '问题：没画出洗手池',
    '怎么改：在原图上添画，重拍一张',
    '食品安全员',
    '问题：和制度目录不一致',
  ])
    expect(said).toContain(part)
  expect(said).toContain('2026年4月3日 17:30 前')
  expect(said).toContain('以后不再增加')
})

story('an acceptance says the day and both limits; accepted by law is said so', async (s) => {
  const said = text(await paper(s, await accepted(s), 'acceptance'))
  for (const part of [
    '现予受理',
    '2026年3月31日',
    '5 个工作日',
    '10 个工作日',
    '2026年4月8日 17:30 前',
    '2026年4月15日 17:30 前',
  ])
    expect(said).toContain(part)

  const late = await submitted(s)
  await s.at('2026-04-09T09:00:00+08:00')
  await s.behind((sql) => sql`select private.accept_lapsed_notices()`)
  const deemed = await paper(s, late, 'acceptance')
  expect(deemed.content.day).toBe('2026年4月9日')
  expect(text(deemed)).toContain('依法自收到申请材料之日起受理')
  expect(text(deemed)).toContain('2026年3月31日')
})

story('a refusal gives its reason and both remedies', async (s) => {
  const declined = await submitted(s)
  await s.as('wang')
  await move(s, 'decline_application', declined, { p_reason: '不属于本机关职权' })
  const denied = await reviewing(s)
  await move(s, 'deny_application', denied, { p_reason: '场所不符合要求' })
  for (const [id, kind, reason, article] of [
    [declined, 'refusal', '不属于本机关职权', '第三十二条'],
    [denied, 'denial', '场所不符合要求', '第三十八条第二款'],
  ] as const) {
    const said = text(await paper(s, id, kind))
    expect(said).toContain(reason)
    expect(said).toContain(article)
    expect(said).toContain('60 日内向清溪县人民政府申请行政复议')
    expect(said).toContain('6 个月内依法向有管辖权的人民法院提起行政诉讼')
  }
})

story('an extension and a special procedure are told on paper with reason and time', async (s) => {
  await s.behind(async (sql) => {
    await sql`update public.staff set department_code = 'spj' where person_id = ${s.id('he')}`
  })
  const id = await reviewing(s)
  await s.as('he')
  await move(s, 'extend_decision', id, { p_days: 10, p_reason: '要到外县核实' })
  await s.as('wang')
  const hearing = { p_kind: 'hearing', p_reason: '邻居要求听证', p_expected_days: 5 }
  await move(s, 'start_special_procedure', id, hearing)
  await move(s, 'end_special_procedure', id, { p_note: null })
  await move(s, 'start_special_procedure', id, { ...hearing, p_kind: 'testing', p_reason: '水质要检测' })

  expect((await papers(s, id)).map((one) => one.number).slice(2)).toEqual([
    '清审延字〔2026〕1 号',
    '清审特字〔2026〕1 号',
    '清审特字〔2026〕2 号',
  ])
  const extension = text(await paper(s, id, 'extension'))
  for (const part of [
    '延长办理期限 10 个工作日',
    // Handled jointly: 行政许可法 第42条第二款.
    '经本级人民政府负责人批准',
    '要到外县核实',
    '何局长',
    '2026年4月15日 17:30 前',
    '2026年4月29日 17:30 前',
  ])
    expect(extension).toContain(part)
  const [first, second] = await Promise.all((await papers(s, id)).slice(3).map((one) => read(s, one.id)))
  expect(text(first as OfficialDocument)).toContain('依法需要进行听证')
  for (const part of ['依法需要进行检测', '水质要检测', '5 个工作日', '2026年4月8日 17:30 前'])
    expect(text(second as OfficialDocument)).toContain(part)
})

story('opening the result is put in writing once, with who opened it', async (s) => {
  const id = await issued(s)
  await s.as('chen')
  for (const _ of [1, 2]) await s.rpc('receive_result', { p_application_id: id, p_request_id: s.request() })
  expect((await papers(s, id)).map((one) => one.kind)).toEqual([
    'receipt',
    'acceptance',
    'approval',
    'delivery',
  ])
  const said = text(await paper(s, id, 'delivery'))
  for (const part of ['JY13609210001234', '故事许可证', '陈晓雯', '2026年3月31日 10:00'])
    expect(said).toContain(part)
})

story('what is no licence is not called one', async (s) => {
  await s.behind(
    (sql) =>
      sql`update public.item_versions set guide = guide || '{"item_type": "行政确认"}' where item_code = 'ZZ01'`,
  )
  const decision = await paper(s, await approved(s), 'approval')
  expect(decision.title).toBe('准予办理决定书')
  expect(text(decision)).toContain('决定予以办理')
  expect(text(decision)).toContain('参照《中华人民共和国行政许可法》')
})

story('past the last published holidays a paper says so and guesses nothing', async (s) => {
  await s.at('2026-12-30T10:00:00+08:00')
  const id = await accepted(s)
  expect(text(await paper(s, id, 'receipt'))).toContain('我们在 5 个工作日内告知是否受理；')
  expect(text(await paper(s, id, 'acceptance'))).toContain(
    '5 个工作日，到期时间在这一年的放假安排公布后确定"',
  )
})

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
