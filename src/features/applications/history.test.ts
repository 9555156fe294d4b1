import { describe, expect, it } from 'vitest'
import { clock, detailOf, event, STORY } from './detail-fixture'
import { currentStep, history } from './history'
import { upcoming } from './upcoming'

const NOW = Date.parse('2026-04-03T14:20:00+08:00')
const titles = (steps: { title: string }[]) => steps.map((step) => step.title)

describe('what happened', () => {
  it('tells it newest first, a desk and its notice as one step', () => {
    const steps = history(detailOf(), NOW)
    expect(titles(steps)).toEqual(['审批局王科员核对材料', '收件', '李专员帮你看过'])
    expect(steps[0].line).toBe('前天 8:35 接手，10:20 一次告知 2 处')
    expect(steps[0].said).toEqual(['1. 经营场所布局图：没画出洗手池', '2. 食品安全员：两处要一致'])
    expect(steps[1].line).toBe('3月31日 16:40，张明远提交')
    expect(steps[2].line).toBe('3月30日 15:20，材料齐了')
  })

  it('leaves out what stands above as who has it now, and keeps what staff said', () => {
    const events = [
      ...STORY,
      event(7, 'resubmitted', '04-01T11:48', '张明远', { changes: [{}, {}] }),
      event(8, 'accepted', '04-01T16:05', '审批局王科员', { deemed: false }),
      event(9, 'verification_concluded', '04-03T10:19', '李专员', { conclusion: 'pass' }, '都看清了'),
      event(10, 'taken', '04-03T11:05', '审批局王科员'),
    ]
    const holder = { side: 'staff' as const, name: '审批局王科员', since: '2026-04-03T11:05:00+08:00' }
    const detail = detailOf({ state: 'reviewing', events, holder, correction: null })
    expect(currentStep(detail, NOW)).toMatchObject({
      state: 'run',
      title: '审批局王科员审查',
      line: '今天 11:05 转入',
    })
    const steps = history(detail, NOW)
    expect(titles(steps).slice(0, 3)).toEqual(['视频核查：符合', '受理', '补正了 2 处'])
    expect(steps[0].said).toEqual(['都看清了'])
  })

  it('tells what stopped and what lengthened the time, and why', () => {
    const told = history(
      detailOf({
        events: [
          event(
            1,
            'special_started',
            '04-02T15:00',
            '审批局王科员',
            { kind_name: '听证', expected_days: 10 },
            '有人申请',
          ),
          event(2, 'special_ended', '04-03T09:00', '审批局王科员', {
            kind_name: '听证',
            promised_due_at: '2026-04-13T17:30:00+08:00',
            statutory_due_at: null,
          }),
          event(3, 'extension_asked', '04-03T09:10', '审批局王科员', { days: 10 }),
          event(
            4,
            'extended',
            '04-03T09:20',
            '审批局周组长',
            { days: 10, new_due_at: '2026-04-29T17:30:00+08:00' },
            '案情复杂',
          ),
          event(
            5,
            'limits_moved',
            '04-03T10:00',
            '系统',
            {
              moved: [{ clock: 'promised', old: null, new: '2026-04-14T17:30:00+08:00' }],
            },
            '停电放假一天',
          ),
        ],
      }),
      NOW,
    )
    expect(told.map(({ title, said }) => [title, ...said])).toEqual([
      ['到期日改了', '承诺到4月14日（周二）。', '原因：停电放假一天'],
      ['延期 10 个工作日', '法定到4月29日（周三），承诺不变。', '原因：案情复杂'],
      ['请负责人批准延期'],
      ['听证结束，时限接着走', '承诺到4月13日（周一），法定到期日还算不出。'],
      ['开始听证，时限停下', '大约要 10 个工作日。', '原因：有人申请'],
    ])
  })

  it('says whose word an extension of joint handling was', () => {
    const data = { days: 15, joint: true, new_due_at: '2026-05-09T17:30:00+08:00' }
    const [step] = history(
      detailOf({ events: [event(1, 'extended', '04-03T09:20', '审批局何局长', data)] }),
      NOW,
    )
    expect(step?.line).toContain('县政府负责人批准，审批局何局长登记')
  })

  it('says 视为受理 with its reason', () => {
    const events = [event(1, 'accepted', '04-08T00:00', '系统', { deemed: true })]
    expect(history(detailOf({ events }), NOW)[0]).toMatchObject({ title: '视为受理' })
  })

  it('survives an event that it does not know', () => {
    expect(history(detailOf({ events: [event(1, 'moon_landing', '04-01T00:00', '系统')] }), NOW)).toEqual([])
  })

  it('says whose turn it is, and nothing when it is over', () => {
    expect(currentStep(detailOf(), NOW)).toMatchObject({
      state: 'now',
      title: '在你手里',
      line: '等你补 2 处，前天 10:20 起',
    })
    const nobody = { side: 'nobody' as const, name: '', since: '2026-04-03T11:05:00+08:00' }
    expect(currentStep(detailOf({ state: 'delivered', holder: nobody }), NOW)).toBeNull()
  })
})

describe('what comes next', () => {
  const point = { id: 'sink', title: '洗手池', standard: '1 个', how_to_show: '拍', basis: null, when: null }

  it('asks for a check that is not booked only where one may be booked', () => {
    expect(titles(upcoming(detailOf({ check_points: [point] }), NOW))).toEqual([
      '受理',
      '视频核查',
      '决定、出证',
    ])
    expect(titles(upcoming(detailOf({ check_points: [point], allowed: [] }), NOW))).toEqual([
      '受理',
      '决定、出证',
    ])
  })

  it('names the promised day while its limit runs', () => {
    const promised = clock({ state: 'running', due_at: '2026-04-09T17:30:00+08:00' })
    const steps = upcoming(detailOf({ state: 'reviewing', promised }), NOW)
    expect(steps).toMatchObject([{ title: '决定、出证', line: '承诺 4月9日（周四）前' }])
  })

  it('ends with the application', () => {
    expect(upcoming(detailOf({ state: 'withdrawn' }), NOW)).toEqual([])
  })
})
