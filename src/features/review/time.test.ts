import { describe, expect, it } from 'vitest'
import { filed } from './fixture'
import { extensionDays, movedWords, timeRows } from './time'

const now = Date.parse('2026-04-01T02:00:00Z')
const asked = {
  days: 8,
  reason: '要等上级答复',
  asked_by: '审批局王科员',
  asked_at: '2026-03-31T08:00:00Z',
  state: 'asked' as const,
  answer: null,
}
const rows = (more: Parameters<typeof filed>[0]) =>
  timeRows(filed({ state: 'reviewing', ...more }), now).map(({ title, opens }) => [title, opens])

describe('the time of an application at the desk', () => {
  it('offers a reviewer to begin a procedure and to ask for days', () => {
    expect(rows({ allowed: ['start_special', 'request_extension'] })).toEqual([
      ['开始特别程序', 'start'],
      ['请负责人延期', 'ask'],
    ])
    expect(rows({ allowed: [] })).toEqual([])
  })

  it('says what is open, and who may end it', () => {
    const special_procedures = [
      {
        id: 's',
        kind: 'hearing',
        kind_name: '听证',
        reason: '有人申请',
        started_by: '审批局王科员',
        started_at: '2026-03-31T08:00:00Z',
        expected_days: 5,
        expected_until: null,
        ended_at: null,
        note: null,
      },
    ]
    expect(rows({ allowed: ['end_special'], special_procedures })).toEqual([['正在听证，时限停着', 'end']])
    expect(rows({ allowed: [], special_procedures })).toEqual([['正在听证，时限停着', null]])
  })

  it('shows a wish to both, and lets the head answer it', () => {
    expect(rows({ allowed: [], extension_request: asked })).toEqual([['已请负责人延期 8 个工作日', null]])
    expect(rows({ allowed: ['extend', 'refuse_extension'], extension_request: asked })).toEqual([
      ['申请延期 8 个工作日', 'grant'],
    ])
    const refused = { ...asked, state: 'refused' as const, answer: '按期办' }
    const again = timeRows(filed({ allowed: ['request_extension'], extension_request: refused }), now)
    expect(again).toMatchObject([{ sub: '按期办', opens: 'ask', offer: false }])
  })

  it('says from which day to which', () => {
    expect(movedWords('2026-04-15T09:30:00Z', '2026-04-29T09:30:00Z', now)).toBe(
      '4月15日（周三）17:30 → 4月29日（周三）17:30',
    )
    expect(movedWords(null, null, now)).toContain('算不出')
    expect(extensionDays(10)).toEqual([3, 5, 7, 10])
  })
})
