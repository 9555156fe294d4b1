import type {
  ApplicationState,
  ConversationSummary,
  Message,
  MessagePage,
  StaffCard,
} from '@/shared/contract'
import type { Tone } from '@/shared/ui/Tag'
import { clockTime, isoDay, nearDay, pastWords } from '@/shared/words/dates'
import { minutesWords } from '@/shared/words/due'

/** The longest message, counted as Postgres counts: an emoji is one. */
export const MAX_TEXT = 2000

/** What the server would take as nothing: spaces of all widths and characters that cannot be seen. */
const INVISIBLE = /[\s\u200b\ufeff\u3000\u00a0]/g

/** Why a text cannot be sent, said at the field; null when it can. Nothing is cut or thrown away. */
export function textProblem(text: string): string | null {
  if (text.replace(INVISIBLE, '') === '') return '还没写内容，写一句再发'
  const over = [...text.trim()].length - MAX_TEXT
  if (over > 0)
    return `一条最多 ${MAX_TEXT.toLocaleString('en-US')} 个字，多了 ${over} 个。删短一点，或者分两条发`
  return null
}

/** A thread as this device knows it: messages without a gap, oldest first. */
export type Thread = MessagePage

/** Two runs of messages as one, each message once, in order. */
function union(a: readonly Message[], b: readonly Message[]): Message[] {
  const bySeq = new Map<number, Message>()
  for (const message of [...a, ...b]) bySeq.set(message.seq, message)
  return [...bySeq.values()].sort((x, y) => x.seq - y.seq)
}

/** The last `seq` below which nothing is missing between what is known and this page; null when they do not meet. */
export function meets(known: Thread | undefined, page: MessagePage): boolean {
  const first = page.messages[0]
  if (!known || known.messages.length === 0 || !first || !page.more) return true
  return known.messages.some((message) => message.seq === first.seq - 1 || message.seq === first.seq)
}

/** A newest page on top of what is known. What does not join on is dropped: a hole would hide messages. */
export function withNewest(known: Thread | undefined, page: MessagePage): Thread {
  if (!known || !meets(known, page)) return page
  const oldest = known.messages[0]
  const reachesBack = oldest !== undefined && oldest.seq < (page.messages[0]?.seq ?? 0)
  return {
    ...page,
    messages: union(known.messages, page.messages),
    more: reachesBack ? known.more : page.more,
    other_read_seq: Math.max(known.other_read_seq, page.other_read_seq),
    my_read_seq: Math.max(known.my_read_seq, page.my_read_seq),
  }
}

/** An older page below what is known. */
export function withOlder(known: Thread, page: MessagePage): Thread {
  return { ...known, messages: union(page.messages, known.messages), more: page.more }
}

/** A message that the server has just taken from this device. */
export function withSent(known: Thread, message: Message): Thread {
  return { ...known, messages: union(known.messages, [message]) }
}

/** Messages of one sender in a row, under one avatar; `when` stands above after a pause. */
export interface Run {
  key: string
  when: string | null
  mine: boolean
  side: Message['side']
  name: string
  messages: Message[]
}

const PAUSE_MS = 10 * 60_000

/** A message as it is now, where the thread knows it: held back, or let through. */
export function withChanged(known: Thread, page: MessagePage): Thread {
  const now = new Map(page.messages.map((message) => [message.seq, message]))
  return { ...known, messages: known.messages.map((message) => now.get(message.seq) ?? message) }
}

/** Whether a line with the time belongs between two messages. */
const paused = (before: Message | undefined, message: Message) =>
  before === undefined ||
  Date.parse(message.created_at) - Date.parse(before.created_at) > PAUSE_MS ||
  isoDay(before.created_at) !== isoDay(message.created_at)

/** The thread cut into runs for the screen. */
export function runsOf(messages: readonly Message[], me: string, now: number): Run[] {
  const runs: Run[] = []
  messages.forEach((message, at) => {
    const pause = paused(messages[at - 1], message)
    const last = runs[runs.length - 1]
    if (last && !pause && last.messages[0]?.sender_id === message.sender_id) {
      last.messages.push(message)
      return
    }
    runs.push({
      key: message.id,
      when: pause ? pastWords(message.created_at, now) : null,
      mine: message.sender_id === me,
      side: message.side,
      name: message.sender_name,
      messages: [message],
    })
  })
  return runs
}

/** 已读, or when it arrived; said under the last of a run and under the last one that was read. */
export function sentWords(message: Message, isLast: boolean, readSeq: number, now: number): string | null {
  const read = message.seq <= readSeq
  if (!isLast && message.seq !== readSeq) return null
  if (read) return '已读'
  const near = nearDay(message.created_at, now)
  return `${near === '今天' ? clockTime(message.created_at) : pastWords(message.created_at, now)} 已送到`
}

/** 通常 10 分钟内回复; who it is until there is something to measure. */
export function replyWords(officer: StaffCard): string {
  const minutes = officer.usual_reply_minutes
  if (minutes === null) return `${officer.department}${officer.title}`
  if (minutes < 5) return '通常 5 分钟内回复'
  if (minutes < 60) return `通常 ${Math.ceil(minutes / 5) * 5} 分钟内回复`
  return `通常 ${minutesWords(Math.ceil(minutes / 30) * 30)}内回复（上班时间）`
}

/** The line about a stand-in; null while the officer answers in person. */
export function standInWords(officer: StaffCard | null, side: Message['side']): string | null {
  if (!officer?.stand_in_for) return null
  return side === 'officer'
    ? `你在代${officer.stand_in_for}接这家企业的消息。`
    : `${officer.stand_in_for}现在不在，消息由${officer.display_name}接，之前说过的都看得到。`
}

/** One line of the inbox. */
export function previewWords(conversation: ConversationSummary): string {
  return conversation.last_text?.replace(/\s+/g, ' ') ?? '还没有消息'
}

/** When the last message came, short: 10:46, 昨天, 3月31日. */
export function lastWords(at: string | null, now: number): string {
  if (at === null) return ''
  const near = nearDay(at, now)
  if (near === '今天') return clockTime(at)
  return near ?? pastWords(at, now).split(' ')[0] ?? ''
}

/** What others wait for first: unread ones on top, then the latest. */
export function inboxOrder(conversations: readonly ConversationSummary[]): ConversationSummary[] {
  return [...conversations].sort(
    (a, b) => Number(b.unread > 0) - Number(a.unread > 0) || (b.last_at ?? '').localeCompare(a.last_at ?? ''),
  )
}

/** The state of an application on its card in a conversation. */
export function cardWords(
  state: ApplicationState,
  side: Message['side'],
): { tag: string; tone: Tone; action: string } {
  const mine = side === 'enterprise'
  switch (state) {
    case 'draft':
      return { tag: '还没提交', tone: mine ? 'wait' : 'neutral', action: mine ? '接着办' : '看办件' }
    case 'correcting':
      return {
        tag: mine ? '等你补正' : '等企业补正',
        tone: mine ? 'wait' : 'neutral',
        action: mine ? '去补正' : '看办件',
      }
    case 'issued':
      return {
        tag: mine ? '可以领结果' : '已出件',
        tone: mine ? 'wait' : 'done',
        action: mine ? '去领结果' : '看办件',
      }
    case 'delivered':
    case 'approved':
      return { tag: state === 'approved' ? '准予，等出件' : '已办结', tone: 'done', action: '看办件' }
    case 'declined':
      return { tag: '不予受理', tone: 'late', action: '看原因' }
    case 'denied':
      return { tag: '不予许可', tone: 'late', action: '看原因' }
    case 'withdrawn':
      return { tag: '已撤回', tone: 'neutral', action: '看办件' }
    case 'submitted':
    case 'resubmitted':
      return { tag: '等受理', tone: 'go', action: '看进度' }
    case 'accepted':
    case 'reviewing':
      return { tag: '正在审查', tone: 'go', action: '看进度' }
  }
}
