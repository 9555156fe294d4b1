import type { Clock, LegalClock, StaffQueue } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { momentWords, pastWords } from '@/shared/words/dates'
import { type DueWords, dueWords, SOON_MINUTES } from '@/shared/words/due'
import { LIMIT_NAMES } from '@/shared/words/limits'

export type EntryKind = 'application' | 'pre_check' | 'task' | 'appeal' | 'appointment' | 'member'

/** One thing that waits for this staff member. */
export interface Entry {
  id: string
  kind: EntryKind
  /** How long is left, or since when somebody waits. */
  left: string
  tone?: 'late' | 'soon' | 'still'
  /** What is done with it: 核对材料, 预审, 诉求. */
  stage: string
  title: string
  sub: string
  /** The button of the most urgent one. */
  action: string
  /** Its page on the phone; null: it is answered where it stands. */
  url: string | null
  /** The application to show at the desk. */
  application: string | null
  /** Sorts: the moment when it should be done. */
  by: number
}

const DAY_MS = 24 * 3_600_000
/** Further ahead than any limit: what does not run comes last. */
const LAST = Number.MAX_SAFE_INTEGER

const toneOf = ({ tone }: DueWords): Entry['tone'] =>
  tone === 'late' ? 'late' : tone === 'soon' ? 'soon' : tone === 'quiet' ? 'still' : undefined

const moment = (clock: Clock | null) => (clock?.due_at ? Date.parse(clock.due_at) : LAST)

type QueueApplication = StaffQueue['applications'][number]

/** The clock that counts now, as the database says, and its name where it says something. */
function boundClock(app: QueueApplication): { name: string; clock: LegalClock } | null {
  const clock = app.binding && app[app.binding]
  return clock && app.binding ? { name: LIMIT_NAMES[app.binding], clock } : null
}

const ACTIONS: Record<string, string> = {
  submitted: '去核对材料',
  resubmitted: '去核对补正',
  accepted: '接手审查',
  reviewing: '去审查',
  approved: '去出件',
}

/** It waits for the head's answer to an extension. */
const forHead = (app: QueueApplication) => app.extension_asked && app.stage === '批延期'

/** How long is left on a row, and how it looks. */
function timeLeft(app: QueueApplication, now: number): Pick<Entry, 'left' | 'tone' | 'by'> {
  if (forHead(app) && app.statutory) {
    // What he lengthens is the law's limit, not the promise.
    const words = dueWords(app.statutory, now)
    return { left: `法定${words.left}`, tone: toneOf(words), by: moment(app.statutory) }
  }
  if (app.state === 'correcting') return { left: '等申请人补正，不计时', tone: 'still', by: LAST }
  const bound = boundClock(app)
  if (!bound) {
    const why = app.statutory?.stopped_by
    return { left: why ? `${why}期间，不计时` : '没有在走的期限', tone: 'still', by: LAST }
  }
  const words = dueWords(bound.clock, now)
  const by = moment(bound.clock)
  if (words.tone === 'late') return { left: `${bound.name}${words.left}`, tone: 'late', by }
  // 视为受理 comes by itself: the day before, the row says so.
  if (app.notice_warned) return { left: `${words.left}，到期视为受理`, tone: 'soon', by }
  return { left: bound.name === '送达' ? `送达${words.left}` : words.left, tone: toneOf(words), by }
}

function applicationEntry(app: QueueApplication, now: number): Entry {
  return {
    id: `application:${app.id}`,
    kind: 'application' as const,
    stage: app.stage,
    title: app.item_name,
    sub: app.enterprise_name,
    action: forHead(app) ? '去批延期' : (ACTIONS[app.state] ?? '去看看'),
    url: routes.review(app.id),
    application: app.id,
    ...timeLeft(app, now),
  }
}

/** A person who waits without a limit: a day is decent, so that is where it sorts. */
const waits = (since: string, now: number) => ({
  left: `${pastWords(since, now)} 起等你`,
  by: Date.parse(since) + DAY_MS,
})

function taskEntry(task: StaffQueue['tasks'][number], now: number): Entry {
  const due = task.due_at ? Date.parse(task.due_at) : null
  const late = due !== null && due < now
  return {
    id: `task:${task.id}`,
    kind: 'task',
    left: task.due_at ? `${momentWords(task.due_at, now)}${late ? ' 已过' : ' 前'}` : '没有定期限',
    tone: late ? 'late' : due !== null && due - now < SOON_MINUTES * 60_000 ? 'soon' : undefined,
    stage: '部门办理',
    title: `${task.item_name}：${task.title}`,
    sub: task.enterprise_name,
    action: '去办',
    url: routes.task(task.id, task.application_id),
    application: task.application_id,
    by: due ?? LAST - 1,
  }
}

function appealEntry(appeal: StaffQueue['appeals'][number], now: number): Entry {
  const first = appeal.contact.state === 'running' || appeal.contact.state === 'late'
  const clock = first ? appeal.contact : appeal.resolve
  const words = dueWords(clock, now)
  return {
    id: `appeal:${appeal.id}`,
    kind: 'appeal',
    left: words.left,
    tone: toneOf(words),
    stage: '诉求',
    title: `${first ? '诉求首次联系' : '诉求'}：${appeal.title}`,
    sub: appeal.enterprise_name,
    action: first ? '现在联系' : '去答复',
    url: routes.appeal(appeal.id),
    application: null,
    by: moment(clock),
  }
}

const ROLE = { owner: '负责人', agent: '经办人' } as const

/** Everything that waits, the least working time left first. */
export function entriesOf(queue: StaffQueue): Entry[] {
  const now = Date.parse(queue.server_now)
  const entries: Entry[] = [
    ...queue.applications.map((app) => applicationEntry(app, now)),
    ...queue.pre_checks.map((app) => ({
      id: `pre_check:${app.id}`,
      kind: 'pre_check' as const,
      ...waits(app.holder.since, now),
      stage: '预审',
      title: app.item_name,
      sub: app.enterprise_name,
      action: '去看材料',
      url: routes.preCheck(app.id),
      application: app.id,
    })),
    ...queue.tasks.map((task) => taskEntry(task, now)),
    ...queue.appeals.map((appeal) => appealEntry(appeal, now)),
    ...queue.members_to_confirm.map((member) => ({
      id: `member:${member.id}`,
      kind: 'member' as const,
      ...waits(member.asked_at, now),
      stage: '确认授权',
      title: `${member.person_name}说是${ROLE[member.role]}`,
      sub: member.enterprise_name,
      action: '去确认',
      url: null,
      application: null,
    })),
  ]
  return entries.sort((a, b) => a.by - b.by || a.id.localeCompare(b.id))
}

export const KIND_WORDS: Partial<Record<EntryKind, string>> = {
  application: '办件',
  pre_check: '预审',
  task: '部门办理',
  appeal: '诉求',
  member: '确认',
}

/** Filters worth showing: all, and each kind that something waits of. */
export function kindsOf(entries: readonly Entry[]): { kind: EntryKind; text: string }[] {
  return (Object.keys(KIND_WORDS) as EntryKind[]).flatMap((kind) => {
    const count = entries.filter((entry) => entry.kind === kind).length
    return count > 0 ? [{ kind, text: `${KIND_WORDS[kind]} ${count}` }] : []
  })
}

/** Entries whose item, enterprise or number has what was typed. */
export function narrowed(entries: readonly Entry[], queue: StaffQueue, typed: string): Entry[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return [...entries]
  const numbers = new Map(
    [
      ...queue.applications,
      ...queue.pre_checks,
      ...queue.tasks.map((t) => ({ id: t.application_id, number: t.number })),
    ].map((each) => [each.id, each.number ?? '']),
  )
  return entries.filter((entry) =>
    [entry.title, entry.sub, entry.application ? (numbers.get(entry.application) ?? '') : '']
      .join(' ')
      .toLowerCase()
      .includes(text),
  )
}
