import { describe, expect, it } from 'vitest'
import type { LegalClock, StaffQueue } from '@/shared/contract'
import { entriesOf, kindsOf, narrowed } from './model'

const NOW = '2026-04-01T02:00:00Z'
const clock = (due: string, more: Partial<LegalClock> = {}): LegalClock => ({
  due_at: due,
  unknown: false,
  state: 'running',
  left_days: 0,
  left_minutes: 300,
  limit_value: 5,
  limit_unit: 'working_day',
  stopped_since: null,
  stopped_by: null,
  basis: '',
  lapse: '',
  ...more,
})
const application = (id: string, more: Partial<StaffQueue['applications'][number]>) => ({
  id,
  number: `QX-260331-00${id}`,
  item_code: 'QX07',
  item_name: `事项${id}`,
  enterprise_id: 'e',
  enterprise_name: '清溪禾味餐饮有限公司',
  state: 'submitted' as const,
  row_version: 1,
  holder: { side: 'staff' as const, name: '综合窗口', since: '2026-03-31T08:40:00Z' },
  promised: null,
  statutory: null,
  notice: null,
  delivery: null,
  binding: null,
  correction: null,
  pre_check: null,
  updated_at: NOW,
  stage: '核对材料',
  notice_warned: false,
  extension_asked: false,
  ...more,
})
const queue = (more: Partial<StaffQueue>): StaffQueue => ({
  server_now: NOW,
  applications: [],
  pre_checks: [],
  tasks: [],
  appointments: [],
  appeals: [],
  members_to_confirm: [],
  enterprises: [],
  held_content: 0,
  unread: 0,
  ...more,
})

describe('what waits at the desk', () => {
  it('comes by the time that is left; what does not run comes last', () => {
    const entries = entriesOf(
      queue({
        applications: [
          application('1', { state: 'correcting' }),
          application('2', { binding: 'notice', notice: clock('2026-04-08T09:30:00Z', { left_days: 4 }) }),
          application('3', {
            state: 'reviewing',
            binding: 'promised',
            promised: clock('2026-04-01T00:57:00Z', { state: 'late', left_minutes: -95 }),
            statutory: clock('2026-04-08T09:30:00Z'),
          }),
          application('4', {
            state: 'reviewing',
            binding: 'promised',
            promised: clock('2026-04-01T02:55:00Z', { left_minutes: 55 }),
          }),
        ],
      }),
    )
    expect(entries.map((entry) => [entry.left, entry.tone])).toEqual([
      ['承诺超时 1 小时 35 分', 'late'],
      ['还剩 55 分', 'soon'],
      ['还剩 4 个工作日', undefined],
      ['等申请人补正，不计时', 'still'],
    ])
  })
  it('a notice about to lapse, a procedure, an extension to grant and a delivery say what they are', () => {
    const stopped = clock('', { state: 'stopped', due_at: null, stopped_by: '听证' })
    const entries = entriesOf(
      queue({
        applications: [
          application('1', {
            binding: 'notice',
            notice_warned: true,
            notice: clock('2026-04-02T09:30:00Z', { left_days: 1 }),
          }),
          application('2', { state: 'reviewing', stage: '特别程序', promised: stopped, statutory: stopped }),
          application('3', {
            state: 'reviewing',
            stage: '批延期',
            extension_asked: true,
            binding: 'statutory',
            statutory: clock('2026-04-03T09:30:00Z', { left_days: 2 }),
          }),
          application('4', {
            state: 'approved',
            stage: '出件',
            binding: 'delivery',
            delivery: clock('2026-04-14T09:30:00Z', { left_days: 8 }),
          }),
        ],
      }),
    )
    expect(entries.map(({ left, tone, action }) => [left, tone, action])).toEqual([
      ['还剩 1 个工作日，到期视为受理', 'soon', '去核对材料'],
      ['法定还剩 2 个工作日', undefined, '去批延期'],
      ['送达还剩 8 个工作日', undefined, '去出件'],
      ['听证期间，不计时', 'still', '去审查'],
    ])
  })

  it('an appeal counts to the first contact, then to the answer', () => {
    const appeal = {
      id: 'x',
      number: 'SQ-1',
      kind: 'k',
      kind_name: '停电',
      title: '半个月停电 3 次',
      held: null,
      enterprise_name: '清溪麦香烘焙坊',
      state: 'open' as const,
      tier: 'officer' as const,
      handler: null,
      contact: clock('2026-04-01T01:46:00Z', { state: 'late', left_minutes: -16 }),
      resolve: clock('2026-04-10T09:30:00Z', { left_days: 6 }),
      row_version: 1,
      created_at: NOW,
    }
    const [first] = entriesOf(queue({ appeals: [appeal] }))
    expect(first).toMatchObject({
      left: '超时 16 分',
      title: '诉求首次联系：半个月停电 3 次',
      action: '现在联系',
    })
    const [later] = entriesOf(
      queue({ appeals: [{ ...appeal, contact: { ...appeal.contact, state: 'met' } }] }),
    )
    expect(later).toMatchObject({ left: '还剩 6 个工作日', action: '去答复' })
  })
  it('somebody who asks to be confirmed is answered where the row stands', () => {
    const member = {
      id: 'm',
      enterprise_name: '清溪禾味餐饮有限公司',
      person_name: '孙老板',
      role: 'agent' as const,
      asked_at: '2026-04-01T01:00:00Z',
    }
    const [entry] = entriesOf(queue({ members_to_confirm: [member] }))
    expect(entry).toMatchObject({ url: null, title: '孙老板说是经办人', left: '今天 9:00 起等你' })
  })
  it('a task without a date never pushes one that has one', () => {
    const task = {
      id: 't',
      application_id: '1',
      department_code: 'scjg',
      department: '市场监管局',
      title: '核对地址',
      state: 'open' as const,
      assigned_to: null,
      outcome: null,
      note: null,
      due_at: null,
      row_version: 1,
      item_name: '食品经营许可',
      enterprise_name: '清溪禾味餐饮有限公司',
      number: null,
    }
    const entries = entriesOf(queue({ tasks: [task, { ...task, id: 'u', due_at: '2026-04-01T03:00:00Z' }] }))
    expect(entries.map((entry) => [entry.id, entry.left, entry.tone])).toEqual([
      ['task:u', '今天 11:00 前', 'soon'],
      ['task:t', '没有定期限', undefined],
    ])
  })
})

describe('finding one', () => {
  const data = queue({
    applications: [application('1', {}), application('2', { enterprise_name: '清溪雅韵美容店' })],
    pre_checks: [application('3', { state: 'draft', number: null })],
  })
  it('by item, enterprise or number', () => {
    const all = entriesOf(data)
    const found = (typed: string) => narrowed(all, data, typed).map((entry) => entry.application)
    expect(found('雅韵')).toEqual(['2'])
    expect(found('qx-260331-001')).toEqual(['1'])
    expect(found(' ')).toHaveLength(3)
  })
  it('by kind, only those that wait', () => {
    expect(kindsOf(entriesOf(data)).map((each) => each.text)).toEqual(['办件 2', '预审 1'])
  })
})
