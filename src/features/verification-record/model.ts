import type { AppointmentDetail, AppointmentSummary, CheckPoint, Finding } from '@/shared/contract'
import type { SegChoice } from '@/shared/ui/Seg'
import type { Tone } from '@/shared/ui/Tag'
import { clockTime, momentWords } from '@/shared/words/dates'
import { CONCLUSION_WORDS, VERDICT_WORDS } from '@/shared/words/verification'

export type Verdict = Finding['verdict']
export type Conclusion = NonNullable<AppointmentSummary['conclusion']>

/** Limits of the database. */
export const NOTE_MAX = 500
export const CONCLUSION_NOTE_MAX = 1000
export const PHOTOS_MAX = 9
export const PHOTO_KINDS = ['jpg', 'png', 'heic'] as const

export interface Photo {
  path: string
  name: string
}

/** What the officer has written down about one check point, saved or not. */
export interface Point {
  verdict: Verdict | null
  note: string
  photos: readonly Photo[]
}

const UNTOUCHED: Point = { verdict: null, note: '', photos: [] }

/** A finding of the server as a point; nothing yet is an untouched one. */
export function pointOf(finding: Finding | undefined): Point {
  if (!finding) return UNTOUCHED
  const photos = finding.photos.map(({ path, name }) => ({ path, name }))
  return { verdict: finding.verdict, note: finding.note ?? '', photos }
}

const length = (text: string) => [...text.trim()].length

/** Why a point is not decided yet; null when it can be saved. */
export function openReason(point: Point): string | null {
  if (point.verdict === null) return '还没看'
  if (point.verdict === 'fix' && length(point.note) === 0) return '写上哪里不对、怎么改'
  if (length(point.note) > NOTE_MAX) return `说明超了 ${length(point.note) - NOTE_MAX} 字，删一些`
  return null
}

/** Points that still keep the conclusion closed, in their order. */
export function openPoints(points: readonly CheckPoint[], of: (key: string) => Point): readonly CheckPoint[] {
  return points.filter((point) => openReason(of(point.id)) !== null)
}

/** The open point to look at: `key` itself, one below it, or from the top again; null when all are decided. */
export function nextOpen(
  points: readonly CheckPoint[],
  of: (key: string) => Point,
  key: string | null,
): string | null {
  const open = openPoints(points, of)
  const from = points.findIndex((point) => point.id === key)
  const below = open.find((point) => points.indexOf(point) >= from)
  return (below ?? open[0])?.id ?? null
}

/** 还有 2 点没看：冷柜温度、垃圾桶. */
export function openWords(open: readonly CheckPoint[]): string {
  const names = open.slice(0, 3).map((point) => point.title)
  return `还有 ${open.length} 点没定：${names.join('、')}${open.length > 3 ? '等' : ''}`
}

export const VERDICT_CHOICES: readonly SegChoice[] = [
  { key: 'ok', text: VERDICT_WORDS.ok.word, tone: 'ok' },
  { key: 'fix', text: VERDICT_WORDS.fix.word, tone: 'fix' },
  { key: 'unclear', text: VERDICT_WORDS.unclear.word, tone: 'on' },
]

export const CONCLUSION_CHOICES: readonly { key: Conclusion; text: string; note: string }[] = [
  { key: 'pass', text: '符合', note: '每一点都符合，审批接着办' },
  { key: 'rectify', text: '整改后再看', note: '改好后再约一次，只补看有问题的' },
  { key: 'fail', text: '不符合', note: '这一次没有通过，写清原因' },
]

/** Why the conclusion cannot be handed in, at the choice or at the note; null when it can. */
export function conclusionProblem(
  choice: Conclusion | null,
  note: string,
  verdicts: readonly (Verdict | null)[],
): { at: 'choice' | 'note'; reason: string } | null {
  if (choice === null) return { at: 'choice', reason: '选一个总结论' }
  const bad = verdicts.filter((verdict) => verdict !== 'ok').length
  if (choice === 'pass' && bad > 0) {
    return { at: 'choice', reason: `有 ${bad} 点不是符合，不能直接通过。选「整改后再看」，或先改那一点` }
  }
  if (choice !== 'pass' && length(note) === 0) {
    return { at: 'note', reason: '写给对方：为什么、接下来怎么做' }
  }
  if (length(note) > CONCLUSION_NOTE_MAX) {
    return { at: 'note', reason: `超了 ${length(note) - CONCLUSION_NOTE_MAX} 字，删一些` }
  }
  return null
}

/** Where a check stands, in words: 今天 10:00–10:30 开始; 已经到时间; 已有结论. */
export function recordTag(detail: AppointmentDetail, now: number): { word: string; tone: Tone } {
  if (detail.conclusion) return CONCLUSION_WORDS[detail.conclusion]
  if (detail.state === 'cancelled') return { word: '已取消', tone: 'neutral' }
  if (detail.state === 'missed') return { word: '没核查成', tone: 'late' }
  if (now < Date.parse(detail.starts_at)) return { word: '待开始', tone: 'neutral' }
  if (now < Date.parse(detail.ends_at)) return { word: '到时间了', tone: 'go' }
  return { word: '等你写结论', tone: 'wait' }
}

/** 今天 10:00–10:30. */
export function spanWords(detail: Pick<AppointmentDetail, 'starts_at' | 'ends_at'>, now: number): string {
  return `${momentWords(detail.starts_at, now)}–${clockTime(detail.ends_at)}`
}
