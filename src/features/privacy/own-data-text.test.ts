import { expect, test } from 'vitest'
import { ownDataText } from './own-data-text'

test('what is kept reads as a text: words for keys, Beijing time, empty things left out', () => {
  const text = ownDataText({
    about: '与你有关的信息',
    exported_at: '2026-03-31T02:00:00.000Z',
    person: { name: '张明远', phone: null, staff: null, since: '2026-03-30T16:30:00.000Z' },
    enterprises: [{ name: '禾味', role: 'owner', state: 'active' }],
    applications: [
      {
        number: 'QX-1',
        state: 'submitted',
        answers: [{ label: '联系电话', value: '13800000000' }],
        files: [],
        steps: [{ at: '2026-03-31T02:00:00.000Z', what: 'submitted', by: '张明远', note: null }],
      },
    ],
    messages: [{ text: '第一行\n第二行' }],
    ratings: [],
  })
  expect(text).toBe(`与你有关的信息

导出时间：2026-03-31 10:00

我：
  名字：张明远
  注册：2026-03-31 00:30

绑定过的企业：
  1.
    名字：禾味
    身份：负责人
    状态：有效

办件：
  1.
    编号：QX-1
    状态：待受理
    填写的内容：
      联系电话：13800000000
    经过：
      1.
        什么：提交
        时间：2026-03-31 10:00
        谁：张明远

发过的消息：
  1.
    内容：第一行
      第二行

打过的评价：没有
`)
})

test('a word that is not known stays as it is, rather than being lost', () => {
  expect(ownDataText({ about: '', newcomer: 'x', what: 'unheard_of' })).toContain('newcomer：x')
  expect(ownDataText({ about: '', what: 'unheard_of' })).toContain('什么：unheard_of')
})

test('what was asked about more time is told in words too', () => {
  for (const what of ['extension_asked', 'extension_refused', 'extended', 'special_started'])
    expect(ownDataText({ about: '', what })).not.toContain(what)
})
