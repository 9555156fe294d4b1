import { expect } from 'vitest'
import type { OfficialDocument } from '@/shared/contract'
import { paper, papers, read } from './document-steps'
import {
  accepted,
  approved,
  attach,
  correct,
  correcting,
  issued,
  move,
  reviewing,
  submitted,
} from './filing-steps'
import { stories } from './harness'

const { story } = stories()

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
