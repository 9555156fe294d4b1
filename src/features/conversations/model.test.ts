import { describe, expect, it } from 'vitest'
import type { ConversationSummary, Message } from '@/shared/contract'
import {
  inboxOrder,
  meets,
  replyWords,
  runsOf,
  sentWords,
  type Thread,
  textProblem,
  withChanged,
  withNewest,
  withOlder,
  withSent,
} from './model'

const NOW = Date.parse('2026-03-31T03:00:00Z')
const conversation: ConversationSummary = {
  id: 'c',
  enterprise_id: 'e',
  enterprise_name: '清溪禾味餐饮有限公司',
  officer: null,
  last_text: null,
  last_at: null,
  unread: 0,
}
const message = (seq: number, over: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversation_id: 'c',
  seq,
  sender_id: 'zhang',
  sender_name: '张经理',
  side: 'enterprise',
  kind: 'text',
  body: `第 ${seq} 条`,
  file: null,
  application: null,
  held: null,
  created_at: new Date(NOW + seq * 1000).toISOString(),
  ...over,
})
const page = (from: number, to: number, more: boolean, other = 0): Thread => ({
  conversation,
  messages: Array.from({ length: to - from + 1 }, (_, at) => message(from + at)),
  more,
  other_read_seq: other,
  my_read_seq: 0,
})
const seqs = (thread: Thread) => thread.messages.map((each) => each.seq)

describe('a text to send', () => {
  it.each(['', '   ', '\n\t', '\u3000\u3000', '\u200b \ufeff'])('%j is nothing', (text) => {
    expect(textProblem(text)).toMatch('还没写')
  })
  it('may have 2,000 characters, an emoji being one', () => {
    expect(textProblem('好'.repeat(2000))).toBeNull()
    expect(textProblem('👍'.repeat(2000))).toBeNull()
    expect(textProblem('好'.repeat(5000))).toBe('一条最多 2,000 个字，多了 3000 个。删短一点，或者分两条发')
  })
  it('is taken as it is, HTML and all', () => {
    expect(textProblem('<b>你好</b><script>alert(1)</script>😀')).toBeNull()
  })
})

describe('a thread', () => {
  it('takes a newest page that joins on and keeps what is older', () => {
    const thread = withNewest(page(1, 30, false), page(25, 40, true, 33))
    expect(seqs(thread)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    expect(thread.more).toBe(false)
    expect(thread.other_read_seq).toBe(33)
  })
  it('joins pages that only touch', () => {
    expect(meets(page(1, 10, false), page(11, 12, true))).toBe(true)
    expect(seqs(withNewest(page(1, 10, false), page(11, 12, true)))).toHaveLength(12)
  })
  it('never shows a hole: what does not join on is dropped', () => {
    expect(meets(page(1, 10, false), page(50, 79, true))).toBe(false)
    const thread = withNewest(page(1, 10, false), page(50, 79, true))
    expect(thread.messages[0]?.seq).toBe(50)
    expect(thread.more).toBe(true)
  })
  it('shows each message once, whoever tells of it first', () => {
    const sent = withSent(page(1, 3, false), message(4))
    expect(seqs(withNewest(sent, page(1, 5, false)))).toEqual([1, 2, 3, 4, 5])
  })
  it('takes a message that changed in its place, and none that it does not know', () => {
    const waiting = { state: 'waiting', mine: false, reason: null } as const
    const held = { ...page(2, 2, true), messages: [message(2, { body: null, held: waiting })] }
    const thread = withChanged(page(1, 3, false), held)
    expect(thread.messages.map((each) => each.body)).toEqual(['第 1 条', null, '第 3 条'])
    expect(seqs(withChanged(page(5, 6, true), held))).toEqual([5, 6])
  })
  it('never moves a read mark back', () => {
    expect(withNewest(page(1, 3, false, 3), page(1, 3, false, 2)).other_read_seq).toBe(3)
  })
  it('puts older pages below', () => {
    const thread = withOlder(page(31, 60, true), page(1, 30, false))
    expect(seqs(thread)).toHaveLength(60)
    expect(thread.more).toBe(false)
  })
})

describe('runs on the screen', () => {
  const at = (seq: number, minutes: number, sender: string) =>
    message(seq, { sender_id: sender, created_at: new Date(NOW + minutes * 60_000).toISOString() })
  it('puts messages of one sender under one avatar and the time above a pause', () => {
    const runs = runsOf([at(1, 0, 'li'), at(2, 1, 'li'), at(3, 2, 'zhang'), at(4, 30, 'zhang')], 'zhang', NOW)
    expect(runs.map((run) => [run.when, run.mine, run.messages.length])).toEqual([
      ['今天 11:00', false, 2],
      [null, true, 1],
      ['今天 11:30', true, 1],
    ])
  })
  it('says 已读 as far as the other side has read, and when the rest arrived', () => {
    expect(sentWords(message(3), false, 3, NOW)).toBe('已读')
    expect(sentWords(message(3), false, 5, NOW)).toBeNull()
    expect(sentWords(message(5), true, 5, NOW)).toBe('已读')
    expect(sentWords(message(5), true, 3, NOW)).toBe('11:00 已送到')
  })
})

describe('words', () => {
  it('tells the usual time to a first answer', () => {
    const officer = {
      id: 'li',
      display_name: '李专员',
      title: '助企专员',
      department: '县政务服务中心',
      usual_reply_minutes: null,
      stand_in_for: null,
    }
    expect(replyWords(officer)).toBe('县政务服务中心助企专员')
    expect(replyWords({ ...officer, usual_reply_minutes: 8 })).toBe('通常 10 分钟内回复')
    expect(replyWords({ ...officer, usual_reply_minutes: 0 })).toBe('通常 5 分钟内回复')
    expect(replyWords({ ...officer, usual_reply_minutes: 100 })).toBe('通常 2 小时内回复（上班时间）')
  })
  it('puts unread conversations on top, then the latest', () => {
    const list = inboxOrder([
      { ...conversation, id: 'a', last_at: '2026-03-31T03:00:00.000Z' },
      { ...conversation, id: 'b', last_at: '2026-03-30T03:00:00.000Z', unread: 2 },
      { ...conversation, id: 'c', last_at: null },
    ])
    expect(list.map((each) => each.id)).toEqual(['b', 'a', 'c'])
  })
})
