import type { AppealDetail, AppealKind, AppealSummary, AppealTier } from '@/shared/contract'
import type { Tone } from '@/shared/ui/Tag'
import type { TierStep } from '@/shared/ui/Tier'
import type { TimelineEntry } from '@/shared/ui/Timeline'
import { monthDay, pastWords } from '@/shared/words/dates'
import { heldAppealWords, heldWords } from '@/shared/words/held'

export const TITLE_MAX = 60
export const BODY_MAX = 2000
/** Reasons and notes. */
export const NOTE_MAX = 500
export const MOST_FILES = 9

const ORDER: readonly AppealTier[] = ['officer', 'group', 'taskforce']
export const TIER_NAMES: Record<AppealTier, string> = { officer: '专员', group: '专组', taskforce: '专班' }

/** Where it climbs next; null at the top. */
export function nextTier(tier: AppealTier): AppealTier | null {
  return ORDER[ORDER.indexOf(tier) + 1] ?? null
}

/** What 没解决 or 提级 does to the limit: it goes on; one that has passed is given anew, or nobody had one. */
export function limitAfterClimb({ resolve, server_now }: AppealDetail): string {
  const goesOn = resolve.due_at !== null && Date.parse(resolve.due_at) > Date.parse(server_now)
  return goesOn ? '时限接着走，不重算' : '原来的时限过了，重新给一次'
}

/** Who looks at it: the enterprise, the one who has to act, or a colleague. */
export type Eye = 'enterprise' | 'handler' | 'staff'

/** The state in a word. */
export function stateTag(appeal: AppealSummary, eye: Eye): { word: string; tone: Tone } {
  if (appeal.state === 'closed') return { word: '已解决', tone: 'done' }
  if (appeal.state === 'answered') {
    return eye === 'enterprise' ? { word: '等你确认', tone: 'wait' } : { word: '等企业确认', tone: 'neutral' }
  }
  if (appeal.contact.state === 'late' || appeal.resolve.state === 'late')
    return { word: '超时', tone: 'late' }
  if (eye === 'handler') return { word: '等你办', tone: 'wait' }
  return { word: appeal.contact.state === 'met' ? '正在办' : '等联系', tone: 'go' }
}

/** The limit that counts now: first contact until it happened, then the solution; null while none runs. */
export function clockOf(appeal: AppealSummary): { what: string; clock: AppealSummary['contact'] } | null {
  if (appeal.state !== 'open') return null
  if (appeal.contact.state !== 'met') return { what: '首次联系', clock: appeal.contact }
  return { what: '办结', clock: appeal.resolve }
}

const WHO: Record<AppealTier, string> = { officer: '专员', group: '专组组长', taskforce: '县领导' }

/** 专员 → 专组 → 专班, with who has it and what happens there. */
export function tierSteps(appeal: AppealDetail, eye: Eye, now: number): TierStep[] {
  const at = ORDER.indexOf(appeal.tier)
  return appeal.tiers.map((step, index) => {
    const base = { key: step.tier, name: step.name }
    if (index === at) {
      return {
        ...base,
        who: appeal.handler?.display_name ?? '正在分派',
        word: stateTag(appeal, eye).word,
        current: true,
      }
    }
    if (index > at) return { ...base, who: WHO[step.tier], word: '还没到', current: false }
    return step.since
      ? { ...base, who: '经手过', word: `${monthDay(step.since, now)}接`, current: false }
      : { ...base, who: '不经过', word: '直接上一级', current: false }
  })
}

/** What happens when the limit passes. */
export function climbWords(appeal: AppealSummary): string | null {
  if (appeal.state !== 'open') return null
  const next = nextTier(appeal.tier)
  if (!next) return '专班是最高一级，由县领导盯着办。'
  return appeal.contact.state === 'met'
    ? `到时没解决，自动提到${TIER_NAMES[next]}。`
    : `到时没人联系，自动提到${TIER_NAMES[next]}。`
}

type Reply = AppealDetail['replies'][number]

function replyTitle(reply: Reply, eye: Eye, myName: string): string {
  const mine = reply.author_name === myName
  const name = mine ? '你' : reply.author_name
  switch (reply.kind) {
    case 'contact':
      return eye === 'enterprise' ? `${name}联系了你` : `${name}联系了企业`
    case 'reply':
      return reply.side === 'enterprise' ? `${name}补充情况` : `${name}回复`
    case 'answer':
      return `${name}答复`
    case 'hand_over':
      return `${name}转给同事`
    case 'escalate':
      return reply.side === 'system' ? '自动提级' : `${name}提级`
    case 'reopen':
      return `${name}说没解决`
    case 'accept':
      return `${name}确认解决了`
  }
}

/** What was said, and what is to know about it while it waits for a person. */
const said = ({ body, held }: AppealDetail['replies'][number]): string | undefined =>
  [body, held && (body === null ? heldWords(held) : heldAppealWords(held))].filter(Boolean).join('\n') ||
  undefined

/** What happened, newest first, down to the day it was handed in. */
export function history(appeal: AppealDetail, eye: Eye, myName: string, now: number): TimelineEntry[] {
  const entries: TimelineEntry[] = appeal.replies.map((reply) => ({
    key: reply.id,
    state: 'done',
    title: replyTitle(reply, eye, myName),
    line: pastWords(reply.created_at, now),
    more: reply.kind === 'accept' ? undefined : said(reply),
  }))
  entries.unshift({
    key: 'begin',
    state: 'done',
    title: eye === 'enterprise' ? '提出诉求' : '企业提出诉求',
    line: pastWords(appeal.created_at, now),
  })
  entries.reverse()
  const [newest] = entries
  if (newest && appeal.state === 'answered') newest.state = eye === 'enterprise' ? 'now' : 'run'
  else if (newest && appeal.state === 'open') newest.state = eye === 'handler' ? 'now' : 'run'
  return entries
}

/** The answer that waits for the enterprise's verdict. */
export function latestAnswer(appeal: AppealDetail): Reply | null {
  return appeal.replies.filter((reply) => reply.kind === 'answer').pop() ?? null
}

const length = (text: string) => [...text.trim()].length

/** Why a text cannot go, said at its field; null when it can. */
export function textProblem(text: string, what: string, max: number, optional = false): string | null {
  const count = length(text.replace(/[\u200b\ufeff]/g, ''))
  if (count === 0) return optional ? null : `${what}还没写`
  return count > max
    ? `${what}最多 ${max.toLocaleString('en-US')} 个字，多了 ${count - max} 个，删短一点`
    : null
}

/** What the person has put into the form of an appeal. */
export interface AppealDraft {
  kind: string | null
  title: string
  body: string
  applicationId: string | null
}

/** The text after choosing a kind: its template guides, but never replaces what somebody wrote. */
export function bodyForKind(body: string, kinds: readonly AppealKind[], next: AppealKind): string {
  const untouched = body.trim() === '' || kinds.some((kind) => kind.template.trim() === body.trim())
  return untouched ? next.template : body
}

export type AppealProblems = Partial<Record<'kind' | 'title' | 'body', string>>

/** What is still missing, by field. */
export function draftProblems(draft: AppealDraft, kinds: readonly AppealKind[]): AppealProblems {
  const problems: AppealProblems = {}
  if (!draft.kind) problems.kind = '先选是哪类事情'
  const title = textProblem(draft.title, '标题', TITLE_MAX)
  if (title) problems.title = title
  const onlyTemplate = kinds.some((kind) => kind.template.trim() === draft.body.trim())
  const body = onlyTemplate ? '照着提示，把情况写在后面' : textProblem(draft.body, '情况', BODY_MAX)
  if (body) problems.body = body
  return problems
}

/** The lists of the page: what waits for this person first. */
export function grouped(
  appeals: readonly AppealSummary[],
  me: string,
  staff: boolean,
): { key: string; title: string; eye: Eye; appeals: AppealSummary[] }[] {
  const eyeOf = (appeal: AppealSummary): Eye =>
    !staff ? 'enterprise' : appeal.handler?.id === me ? 'handler' : 'staff'
  const sort = (key: string, title: string, eye: Eye, fits: (appeal: AppealSummary) => boolean) => ({
    key,
    title,
    eye,
    appeals: appeals.filter(fits),
  })
  const groups = staff
    ? [
        sort('mine', '等你办', 'handler', (a) => a.state === 'open' && eyeOf(a) === 'handler'),
        sort('answered', '等企业确认', 'staff', (a) => a.state === 'answered'),
        sort('others', '同事在办', 'staff', (a) => a.state === 'open' && eyeOf(a) !== 'handler'),
        sort('closed', '已解决', 'staff', (a) => a.state === 'closed'),
      ]
    : [
        sort('answered', '等你确认', 'enterprise', (a) => a.state === 'answered'),
        sort('open', '正在办', 'enterprise', (a) => a.state === 'open'),
        sort('closed', '已解决', 'enterprise', (a) => a.state === 'closed'),
      ]
  return groups.filter((group) => group.appeals.length > 0)
}
