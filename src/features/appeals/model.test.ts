import { describe, expect, it } from 'vitest'
import type { AppealDetail, AppealKind, Clock } from '@/shared/contract'
import { heldAppealWords, heldWords } from '@/shared/words/held'
import {
  type AppealDraft,
  bodyForKind,
  climbWords,
  clockOf,
  draftProblems,
  grouped,
  history,
  latestAnswer,
  limitAfterClimb,
  stateTag,
  textProblem,
  tierSteps,
} from './model'

const NOW = Date.parse('2026-03-31T03:00:00Z')
const clock = (state: Clock['state']): Clock => ({
  due_at: '2026-04-03T09:30:00.000Z',
  unknown: false,
  state,
  left_days: 3,
  left_minutes: 1000,
  limit_value: 7,
  limit_unit: 'working_day',
  stopped_since: null,
  stopped_by: null,
})
const person = (id: string, display_name: string) => ({
  id,
  display_name,
  title: '助企专员',
  department: '县政务服务中心',
  usual_reply_minutes: null,
  stand_in_for: null,
})
const reply = (
  n: number,
  over: Partial<AppealDetail['replies'][number]>,
): AppealDetail['replies'][number] => ({
  id: `r${n}`,
  side: 'staff',
  author_name: '李专员',
  kind: 'reply',
  body: `话 ${n}`,
  held: null,
  created_at: new Date(NOW + n * 60_000).toISOString(),
  ...over,
})
const appeal = (over: Partial<AppealDetail> = {}): AppealDetail => ({
  id: 'a',
  number: 'SQ-260331-0001',
  kind: 'stuck',
  kind_name: '事情卡住了',
  title: '店门口施工围挡超期',
  held: null,
  enterprise_name: '清溪禾味餐饮有限公司',
  state: 'open',
  tier: 'officer',
  handler: person('li', '李专员'),
  contact: clock('running'),
  resolve: clock('running'),
  row_version: 2,
  created_at: '2026-03-31T01:40:00.000Z',
  server_now: new Date(NOW).toISOString(),
  body: '围挡超期',
  application: null,
  files: [],
  tiers: [
    { tier: 'officer', name: '专员', since: '2026-03-31T01:40:00.000Z', due_at: null },
    { tier: 'group', name: '专组', since: null, due_at: null },
    { tier: 'taskforce', name: '专班', since: null, due_at: null },
  ],
  replies: [],
  rating: null,
  allowed: [],
  ...over,
})

describe('the state in a word', () => {
  it('is said to who has to act', () => {
    expect(stateTag(appeal(), 'enterprise').word).toBe('等联系')
    expect(stateTag(appeal(), 'handler')).toEqual({ word: '等你办', tone: 'wait' })
    expect(stateTag(appeal({ contact: clock('met') }), 'enterprise').word).toBe('正在办')
    expect(stateTag(appeal({ state: 'answered' }), 'enterprise')).toEqual({ word: '等你确认', tone: 'wait' })
    expect(stateTag(appeal({ state: 'answered' }), 'handler').word).toBe('等企业确认')
    expect(stateTag(appeal({ resolve: clock('late') }), 'enterprise').tone).toBe('late')
  })
})

describe('tiers and clock', () => {
  it('counts the first contact, then the solution, then nothing', () => {
    expect(clockOf(appeal())?.what).toBe('首次联系')
    expect(clockOf(appeal({ contact: clock('met') }))?.what).toBe('办结')
    expect(clockOf(appeal({ state: 'answered' }))).toBeNull()
  })
  it('says beforehand where it climbs', () => {
    expect(limitAfterClimb(appeal({ server_now: '2026-04-03T09:29:00.000Z' }))).toBe('时限接着走，不重算')
    expect(limitAfterClimb(appeal({ server_now: '2026-04-03T09:31:00.000Z' }))).toMatch('重新给一次')
    expect(climbWords(appeal())).toBe('到时没人联系，自动提到专组。')
    expect(climbWords(appeal({ contact: clock('met'), tier: 'group' }))).toBe('到时没解决，自动提到专班。')
    expect(climbWords(appeal({ tier: 'taskforce' }))).toMatch('县领导')
    expect(climbWords(appeal({ state: 'closed' }))).toBeNull()
  })
  it('names who has it, who had it and who is still to come', () => {
    const steps = tierSteps(appeal({ tier: 'group', handler: person('zhou', '周组长') }), 'enterprise', NOW)
    expect(steps.map((step) => [step.name, step.who, step.word, step.current])).toEqual([
      ['专员', '经手过', '3月31日接', false],
      ['专组', '周组长', '等联系', true],
      ['专班', '县领导', '还没到', false],
    ])
  })
  it('shows that a report about staff never was with the officer', () => {
    const tiers = appeal().tiers.map((tier) => ({
      ...tier,
      since: tier.tier === 'group' ? tier.since : null,
    }))
    expect(tierSteps(appeal({ tier: 'group', tiers }), 'enterprise', NOW)[0]?.who).toBe('不经过')
  })
})

describe('history', () => {
  const replies = [
    reply(1, { kind: 'contact' }),
    reply(2, { side: 'enterprise', author_name: '张经理', kind: 'reply' }),
    reply(3, { side: 'system', author_name: '系统', kind: 'escalate', body: '超过办结时限，自动提级到专组' }),
    reply(4, { kind: 'answer', author_name: '周组长' }),
  ]
  it('tells the enterprise who did what, newest first', () => {
    const lines = history(appeal({ state: 'answered', replies }), 'enterprise', '张经理', NOW)
    expect(lines.map((line) => line.title)).toEqual([
      '周组长答复',
      '自动提级',
      '你补充情况',
      '李专员联系了你',
      '提出诉求',
    ])
    expect(lines[0]?.state).toBe('now')
  })
  it('says of words that wait that they wait, to whoever reads them or does not', () => {
    const held = { state: 'waiting', mine: false, reason: null } as const
    const more = (over: Parameters<typeof reply>[1]) =>
      history(appeal({ replies: [reply(1, over)] }), 'handler', '李专员', NOW)[0]?.more
    expect(more({ held, body: '原话' })).toBe(`原话\n${heldAppealWords(held)}`)
    expect(more({ held, body: null })).toBe(heldWords(held))
  })
  it('finds the answer that waits for a verdict', () => {
    expect(latestAnswer(appeal({ replies }))?.author_name).toBe('周组长')
    expect(latestAnswer(appeal())).toBeNull()
  })
})

describe('writing an appeal', () => {
  const kinds: AppealKind[] = [
    { code: 'stuck', name: '事情卡住了', hint: '', template: '哪件事：\n卡在哪一步：' },
    { code: 'policy', name: '政策没落实', hint: '', template: '哪项政策：' },
  ]
  const draft: AppealDraft = { kind: 'stuck', title: '围挡', body: '围挡超期三天', applicationId: null }
  it('guides with the template and never overwrites what somebody wrote', () => {
    const [stuck, policy] = kinds as [AppealKind, AppealKind]
    expect(bodyForKind('', kinds, stuck)).toBe(stuck.template)
    expect(bodyForKind(stuck.template, kinds, policy)).toBe(policy.template)
    expect(bodyForKind('我写的', kinds, policy)).toBe('我写的')
  })
  it('names what is missing by field', () => {
    expect(draftProblems(draft, kinds)).toEqual({})
    expect(
      draftProblems({ ...draft, kind: null, title: ' ', body: kinds[0]?.template ?? '' }, kinds),
    ).toEqual({
      kind: '先选是哪类事情',
      title: '标题还没写',
      body: '照着提示，把情况写在后面',
    })
  })
  it('takes HTML and emoji as characters and refuses only what is too long', () => {
    expect(textProblem('<b>😀</b>', '情况', 2000)).toBeNull()
    expect(textProblem('好'.repeat(5000), '情况', 2000)).toMatch('多了 3000 个')
    expect(textProblem(' \u200b', '情况', 2000, true)).toBeNull()
  })
})

describe('the list', () => {
  const list = [
    appeal({ id: '1', handler: person('wu', '吴主任') }),
    appeal({ id: '2', state: 'closed' }),
    appeal({ id: '3' }),
    appeal({ id: '4', state: 'answered' }),
  ]
  it('puts first what waits for this person', () => {
    expect(
      grouped(list, 'li', true).map((group) => [group.title, group.appeals.map((each) => each.id)]),
    ).toEqual([
      ['等你办', ['3']],
      ['等企业确认', ['4']],
      ['同事在办', ['1']],
      ['已解决', ['2']],
    ])
    expect(grouped(list, 'zhang', false).map((group) => group.key)).toEqual(['answered', 'open', 'closed'])
  })
})
