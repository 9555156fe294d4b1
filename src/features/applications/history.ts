import type { ApplicationDetail, ApplicationEvent } from '@/shared/contract'
import { clockTime, momentWords, pastWords } from '@/shared/words/dates'
import { deemedWords, timeWords } from './time-history'

/** A step of the timeline in words; the component only draws it. */
export interface Step {
  key: string
  state: 'now' | 'run' | 'done' | 'no' | 'next'
  title: string
  line: string | null
  /** What was said, a paragraph each. */
  said: string[]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []

const CONCLUSIONS: Record<string, string> = {
  pass: '视频核查：符合',
  rectify: '视频核查：有要整改的',
  fail: '视频核查：不符合',
}

/** What one event says; null for those that the person need not read. */
function words(
  event: ApplicationEvent,
  before: ApplicationEvent[],
  now: number,
): Omit<Step, 'key' | 'state'> | null {
  const { kind, actor_name: who, data, note } = event
  const at = pastWords(event.at, now)
  const said = note ? [note] : []
  const happened = (each: string) => before.some((event) => event.kind === each)
  switch (kind) {
    case 'started':
      return { title: '开始填写', line: `${at}，${who}`, said }
    case 'pre_check_asked':
      return { title: '请专员帮忙看', line: `${at}，${who}`, said }
    case 'pre_check_answered': {
      const points = Number(data.points ?? 0)
      const found = data.outcome === 'ready' ? '材料齐了' : points > 0 ? `有 ${points} 处要改` : '有要改的'
      return { title: `${who}帮你看过`, line: `${at}，${found}`, said }
    }
    case 'submitted':
      return { title: '收件', line: `${at}，${who}提交`, said }
    case 'taken': {
      const work = happened('approved') ? '出件' : happened('accepted') ? '审查' : '核对材料'
      return { title: `${who}接手${work}`, line: at, said }
    }
    case 'correction_issued': {
      const points = list(data.points)
      return {
        title: `${who}核对材料`,
        line: `${at} 一次告知 ${points.length} 处`,
        said: points.map((point, n) => `${n + 1}. ${text(point.title)}：${text(point.reason)}`),
      }
    }
    case 'resubmitted':
      return { title: `补正了 ${list(data.changes).length} 处`, line: `${at}，${who}提交`, said }
    case 'accepted':
      return data.deemed === true
        ? { title: '视为受理', line: at, said: [deemedWords(data, now)] }
        : { title: '受理', line: at, said }
    case 'declined':
      return { title: '不予受理', line: `${at}，${who}`, said }
    case 'task_created':
      return { title: `转${text(data.department)}同时办`, line: `${at}，${text(data.title)}`, said }
    case 'task_finished':
      return { title: `${text(data.title)}办完了`, line: `${at}，${who}`, said }
    case 'special_started':
    case 'special_ended':
    case 'extension_asked':
    case 'extension_refused':
    case 'extended':
    case 'limits_moved':
      return timeWords(event, now)
    case 'approved':
      return { title: '决定：准予', line: `${at}，${who}`, said }
    case 'denied':
      return { title: '决定：不予许可', line: `${at}，${who}`, said }
    case 'issued':
      return { title: '出件', line: `${at}，${text(data.name)}`, said }
    case 'delivered':
      return { title: '结果已收到', line: `${at}，${who}`, said }
    case 'withdrawn':
      return { title: '撤回申请', line: `${at}，${who}`, said }
    case 'appointment_booked':
      return { title: '约了视频核查', line: `${at}，约在${momentWords(text(data.starts_at), now)}`, said }
    case 'appointment_changed':
      return { title: '视频核查改了时间', line: `${at}，改到${momentWords(text(data.starts_at), now)}`, said }
    case 'appointment_cancelled':
      return { title: '取消视频核查', line: `${at}，${who}`, said }
    case 'verification_concluded':
      return { title: CONCLUSIONS[text(data.conclusion)] ?? '视频核查', line: `${at}，${who}`, said }
    default:
      return null
  }
}

type HistoryFacts = Pick<ApplicationDetail, 'state' | 'holder' | 'correction' | 'events' | 'pre_check'>

/** In whose hands it is now; null when nobody has anything to do any more. */
export function currentStep(detail: HistoryFacts, now: number): Step | null {
  const { state, holder } = detail
  if (holder.side === 'nobody') return null
  const at = pastWords(holder.since, now)
  const step = (title: string, line: string): Step => ({
    key: 'now',
    state: holder.side === 'applicant' ? 'now' : 'run',
    title,
    line,
    said: [],
  })
  if (holder.side === 'applicant') {
    const line = {
      correcting: `等${holder.name}补 ${detail.correction?.count ?? 0} 处，${at} 起`,
      issued: `结果等${holder.name}领，${at} 起`,
    }
    return step(`在${holder.name}手里`, state in line ? line[state as keyof typeof line] : '填完提交就开始办')
  }
  const work: Partial<Record<ApplicationDetail['state'], string>> = {
    draft: '帮你看材料',
    submitted: '核对材料',
    resubmitted: '核对补正',
    accepted: '安排审查',
    reviewing: '审查',
    approved: '出件',
  }
  return step(`${holder.name}${work[state] ?? '办理'}`, `${at} 转入`)
}

const REFUSALS = ['declined', 'denied']

/** What happened so far, newest first. */
export function history(detail: HistoryFacts, now: number): Step[] {
  const events = [...detail.events].sort((a, b) => a.seq - b.seq)
  const steps: Step[] = []
  events.forEach((event, at) => {
    const next = events[at + 1]
    // Who took it and what came of it is one line; who has it now stands above the history already.
    const leadsOn =
      event.kind === 'taken' && next?.kind === 'correction_issued' && next.actor_name === event.actor_name
    const isNow = event.kind === 'taken' && detail.holder.side === 'staff' && event.at === detail.holder.since
    const answered =
      event.kind === 'pre_check_asked' && events.slice(at).some((each) => each.kind === 'pre_check_answered')
    const begun = event.kind === 'started' && detail.state !== 'draft'
    if (leadsOn || isNow || answered || begun) return
    const said = words(event, events.slice(0, at), now)
    if (!said) return
    const taken = events[at - 1]
    const together =
      event.kind === 'correction_issued' && taken?.kind === 'taken' && taken.actor_name === event.actor_name
    steps.push({
      key: String(event.seq),
      state: REFUSALS.includes(event.kind) ? 'no' : 'done',
      ...said,
      line: together
        ? `${pastWords(taken.at, now)} 接手，${sameDay(taken.at, event.at, now)} 一次告知 ${list(event.data.points).length} 处`
        : said.line,
    })
  })
  return steps.reverse()
}

/** The second of two moments of one day needs its hour only. */
function sameDay(first: string, second: string, now: number): string {
  const day = (at: string) => pastWords(at, now).replace(/ .*$/, '')
  return day(first) === day(second) ? clockTime(second) : pastWords(second, now)
}
