import { describe, expect, it } from 'vitest'
import type { ApplicationDetail, ApplicationEvent } from '@/shared/contract'
import { clock, file, filed, material } from './fixture'
import { headClocks, limitUntil } from './head'
import {
  filesWords,
  type Judged,
  mainMove,
  namedBefore,
  nextRow,
  noticePoints,
  preCheckMove,
  reviewMode,
  reviewRows,
  splitReason,
  sumUp,
} from './model'

const none = new Map<string, Judged>()
const edits = (...pairs: [string, Judged['verdict'], string?][]) =>
  new Map(pairs.map(([row, verdict, reason = '']) => [row, { verdict, reason }] as const))
const moveWith = (detail: ApplicationDetail, given: ReadonlyMap<string, Judged>) =>
  mainMove(detail, sumUp(reviewRows(detail, given)))

describe('what is looked at', () => {
  it('is every material, then every field; what the office fetches waits for nobody', () => {
    const rows = reviewRows(filed(), none)
    expect(rows.map((row) => row.id)).toEqual([
      'material:layout',
      'material:list',
      'material:licence',
      'field:manager',
    ])
    expect(rows.map((row) => row.must)).toEqual([true, true, false, false])
    expect(rows[2]?.free).toBe(true)
    expect(rows[3]?.sub).toBe('刘店长')
  })
  it('says what came, and what did not', () => {
    expect(filesWords([file('a'), file('b'), file('c', 'application/pdf')])).toBe('2 张图片、1 份 PDF')
    const rows = reviewRows(
      filed({ materials: [material('a', { files: [] }), material('b', { files: [], required: false })] }),
      none,
    )
    expect(rows.slice(0, 2).map((row) => [row.sub, row.must])).toEqual([
      ['没交', true],
      ['没交，可以不交', false],
    ])
  })
  it('an officer looking at a correction does not inherit the verdicts of the window', () => {
    const layout = material('layout', { verdict: 'fix', verdict_reason: '缺页' })
    const at = (allowed: string[]) => reviewRows(filed({ allowed, materials: [layout] }), none)[0]?.judged
    expect(at(['answer_pre_check'])).toEqual({ verdict: null, reason: '' })
    expect(at(['answer_pre_check', 'set_verdict'])).toEqual({ verdict: 'fix', reason: '缺页' })
  })
  it('the caller is what the database allows', () => {
    expect(reviewMode({ allowed: ['accept'] })).toBe('window')
    expect(reviewMode({ allowed: ['answer_pre_check'] })).toBe('officer')
    expect(reviewMode({ allowed: ['approve'] })).toBe('read')
  })
})

describe('the main button of the window', () => {
  it('names what nobody has looked at yet', () => {
    const move = moveWith(filed(), edits(['material:layout', 'ok']))
    expect(move).toMatchObject({ kind: 'unseen', text: '还有 1 件没看', row: { id: 'material:list' } })
  })
  it('asks for the words of a 要补', () => {
    const move = moveWith(filed(), edits(['material:layout', 'fix', '  '], ['material:list', 'ok']))
    expect(move).toMatchObject({ kind: 'unsaid', row: { id: 'material:layout' } })
  })
  it('becomes the notice, counting every place', () => {
    const move = moveWith(
      filed(),
      edits(['material:layout', 'fix', '缺页'], ['material:list', 'ok'], ['field:manager', 'fix', '写错了']),
    )
    expect(move).toEqual({ kind: 'correct', text: '发出补正通知（2 处）' })
  })
  it('becomes 受理 when everything is right', () => {
    const move = moveWith(filed(), edits(['material:layout', 'ok'], ['material:list', 'ok']))
    expect(move).toEqual({ kind: 'accept', text: '受理' })
  })
  it('after a lapsed notice there is only 受理', () => {
    expect(moveWith(filed({ allowed: ['accept', 'take'] }), none).kind).toBe('accept')
  })
})

describe('the notice', () => {
  it('parts what is missing from how to mend it', () => {
    expect(splitReason('没画洗手池。怎么补：在原图上添画。')).toEqual({
      reason: '没画洗手池。',
      how_to: '在原图上添画。',
    })
    expect(splitReason('没画洗手池')).toEqual({ reason: '没画洗手池', how_to: null })
    expect(splitReason('怎么补：重拍')).toEqual({ reason: '重拍', how_to: null })
  })
  it('lists the places in the order of the application', () => {
    const rows = reviewRows(
      filed(),
      edits(['field:manager', 'fix', '写错了'], ['material:layout', 'fix', '缺页。怎么补：补拍']),
    )
    expect(noticePoints(rows)).toEqual([
      { target: 'material', key: 'layout', reason: '缺页。', how_to: '补拍' },
      { target: 'field', key: 'manager', reason: '写错了', how_to: null },
    ])
  })
  it('a second one may name the places of the first only', () => {
    const event: ApplicationEvent = {
      seq: 2,
      kind: 'correction_issued',
      actor_name: '审批局王科员',
      actor_side: 'staff',
      at: '2026-04-01T02:00:00Z',
      note: null,
      data: { points: [{ target: 'material', key: 'layout', reason: '缺页', how_to: null }] },
    }
    expect(namedBefore(filed())).toBeNull()
    expect(namedBefore(filed({ events: [event] }))).toEqual(new Set(['material:layout']))
  })
})

describe('the officer answers', () => {
  it('可以交 without anything to change, the count otherwise', () => {
    const answer = (given: ReadonlyMap<string, Judged>) => preCheckMove(sumUp(reviewRows(filed(), given)))
    expect(answer(none)).toMatchObject({ text: '回复：可以交', outcome: 'ready', row: null })
    expect(answer(edits(['material:list', 'fix', '缺页'])).text).toBe('回复：要改 1 处')
    expect(answer(edits(['material:list', 'fix'])).row?.id).toBe('material:list')
  })
})

describe('the next one to look at', () => {
  it('is the next unjudged one, from the top again at the end', () => {
    const rows = reviewRows(filed(), edits(['material:list', 'ok']))
    expect(nextRow(rows, 'material:list')?.id).toBe('material:layout')
    expect(
      nextRow(reviewRows(filed(), edits(['material:layout', 'ok'], ['material:list', 'ok'])), 'x'),
    ).toBeNull()
  })
})

describe('the limit of a correction', () => {
  const now = Date.parse('2026-03-31T02:00:00Z')
  it('says the day it ends, and only the days where that is not known', () => {
    expect(limitUntil(3, '2026-04-03T09:30:00.000Z', now)).toBe('3 个工作日，4月3日（周五）17:30 前')
    expect(limitUntil(1, '2026-04-01T09:30:00.000Z', now)).toBe('1 个工作日，明天 17:30 前')
    expect(limitUntil(3, null, now)).toBe('3 个工作日')
  })
})

describe('the clocks in the head', () => {
  const now = Date.parse('2026-04-01T02:00:00Z')
  it('before acceptance the notice runs, and what happens when it runs out', () => {
    const [notice, promised] = headClocks(filed(), now)
    expect(`${notice?.label} ${notice?.words.left}，${notice?.words.moment}，${notice?.tail}`).toBe(
      '告知 还剩 4 个工作日，4月8日（周三）17:30 前，到期没告知要补什么，就视为受理，从收件那天算起',
    )
    expect(promised?.words.left).toBe('5 个工作日，受理后开始走')
  })
  it('a correction that came back runs its notice anew, and asks for nothing new', () => {
    const back = filed({ state: 'resubmitted', notice: clock({ left_days: 1, left_minutes: 600 }) })
    const [notice, correction] = headClocks(back, now)
    expect(notice).toMatchObject({ label: '告知', words: { left: '还剩 1 个工作日', tone: 'soon' } })
    expect(correction?.words.left).toContain('不能再加新的')
  })
  it('after acceptance both limits, after the decision the delivery', () => {
    const stopped = clock({ state: 'stopped', due_at: null, stopped_by: '听证', left_days: 3 })
    const reviewing = filed({ state: 'reviewing', notice: null, promised: stopped, statutory: stopped })
    expect(headClocks(reviewing, now).map(({ label, words }) => label + words.left)).toEqual([
      '承诺还剩 3 个工作日，因听证停着没走',
      '法定还剩 3 个工作日，因听证停着没走',
    ])
    const delivery = clock({ left_days: 10, left_minutes: 4200 })
    expect(headClocks(filed({ state: 'approved', delivery }), now)).toMatchObject([{ label: '送达' }])
  })
})
