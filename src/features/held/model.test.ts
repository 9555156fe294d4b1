import { describe, expect, it } from 'vitest'
import type { HeldContent } from '@/shared/contract'
import { decidedWords, lineOf, reasonProblem, sightWords, subjectWords, tagOf, whoseWords } from './model'

const NOW = Date.parse('2026-03-31T03:00:00Z')
const item = (over: Partial<HeldContent> = {}): HeldContent => ({
  id: 'h',
  subject: 'message',
  words: '第一行\n第二行',
  title: null,
  file: null,
  author_name: '张明远',
  enterprise_name: '清溪禾味餐饮有限公司',
  appeal_id: null,
  risk: '辱骂',
  hidden: true,
  state: 'waiting',
  written_at: '2026-03-31T02:00:00.000Z',
  held_at: '2026-03-31T02:00:30.000Z',
  decision: null,
  ...over,
})
const picture = {
  bucket: 'messages',
  path: 'c/a.jpg',
  name: '门口.jpg',
  mime: 'image/jpeg',
  size: 1,
  sha256: null,
} as unknown as HeldContent['file']

describe('a row', () => {
  it('says what it is, whose, and how it begins', () => {
    expect(subjectWords(item())).toBe('消息')
    expect(whoseWords(item())).toBe('清溪禾味餐饮有限公司，张明远')
    expect(lineOf(item())).toBe('第一行 第二行')
    expect(subjectWords(item({ file: picture }))).toBe('消息里的图片')
    expect(lineOf(item({ words: null, file: picture }))).toBe('［图片］门口.jpg')
    expect(lineOf(item({ subject: 'appeal', title: '没人管', words: '正文' }))).toBe('没人管')
    expect(lineOf(item({ words: null }))).toBe('内容已经不在了')
  })
  it('never says who rated', () => {
    for (const subject of ['rating', 'appeal_rating'] as const) {
      expect(whoseWords(item({ subject }))).toBe('评价不显示是谁写的')
    }
  })
})

describe('who sees it', () => {
  it.each([
    [item(), '对方知道有一条在等核对，看不到内容'],
    [item({ hidden: false }), '微信只是建议看一眼，内容已经正常送到'],
    [item({ subject: 'appeal', appeal_id: 'a' }), '办理的人照样看得到，期限照算；企业的其他同事看不到'],
    [item({ subject: 'name' }), '别人看到的是“微信用户”'],
    [item({ subject: 'rating' }), '只有写的人自己看得到'],
    [item({ state: 'released', hidden: false }), '已经放行，双方都看得到'],
  ])('%#', (held, words) => expect(sightWords(held)).toBe(words))
})

it('tells what waits from what was decided, and by whom', () => {
  expect(tagOf(item())).toEqual({ word: '等核对', tone: 'wait' })
  expect(tagOf(item({ hidden: false })).word).toBe('看一眼')
  const decision = { by: '周组长', at: '2026-03-31T02:20:00.000Z', reason: null }
  expect(decidedWords(item(), NOW)).toBeNull()
  expect(decidedWords(item({ state: 'released', decision }), NOW)).toBe('周组长，今天 10:20 放行')
  expect(decidedWords(item({ state: 'kept', decision }), NOW)).toBe('周组长，今天 10:20 不放行')
})

it('asks for a reason of what is kept', () => {
  expect(reasonProblem(' ')).toBe('写一句为什么，作者会看到')
  expect(reasonProblem('好'.repeat(200))).toBeNull()
  expect(reasonProblem('好'.repeat(203))).toBe('多了 3 个字，删短一点')
})
