import type {
  ApplicationDetail,
  ApplicationMaterial,
  CorrectionPoint,
  FileRef,
  FormField,
} from '@/shared/contract'
import { answerWords } from '@/shared/form/answer-words'
import { askedFields } from '@/shared/form/answers'

export type Target = 'material' | 'field'
export type Verdict = 'ok' | 'fix'

/** window: checks before acceptance. officer: looks a draft over. read: everybody else, and every other stage. */
export type ReviewMode = 'window' | 'officer' | 'read'

export interface Judged {
  verdict: Verdict | null
  reason: string
}

/** What a correction or an officer's answer says about one place. */
export interface Point {
  target: Target
  key: string
  reason: string
  how_to: string | null
}

/** One thing to look at: a material or a filled field. */
export interface ReviewRow {
  id: string
  target: Target
  key: string
  title: string
  sub: string
  material: ApplicationMaterial | null
  field: FormField | null
  /** The office fetches it itself: nothing to judge. */
  free: boolean
  /** Waits for a verdict; a field without one counts as right. */
  must: boolean
  /** What the last correction asked of it. */
  asked: CorrectionPoint | null
  judged: Judged
  /** sub is covered: the whole may be asked for. */
  masked: boolean
}

export const rowId = (target: Target, key: string) => `${target}:${key}`

/** What the caller does here, by what the database allows. */
export function reviewMode(detail: Pick<ApplicationDetail, 'allowed'>): ReviewMode {
  if (detail.allowed.includes('accept')) return 'window'
  return detail.allowed.includes('answer_pre_check') ? 'officer' : 'read'
}

/** The server keeps verdicts of the window, and of an officer while it is still a draft. */
export const keepsVerdicts = (detail: Pick<ApplicationDetail, 'allowed'>) =>
  detail.allowed.includes('set_verdict')

/** 2 张图片, 1 份 PDF, 2 张图片、1 份 PDF. */
export function filesWords(files: readonly FileRef[]): string {
  const pictures = files.filter((file) => file.mime.startsWith('image/')).length
  const documents = files.length - pictures
  return [pictures > 0 ? `${pictures} 张图片` : '', documents > 0 ? `${documents} 份 PDF` : '']
    .filter(Boolean)
    .join('、')
}

function materialSub(material: ApplicationMaterial): string {
  if (material.fetched_by_office) return '不用申请人交，办的时候自己调'
  if (material.files.length > 0) return filesWords(material.files)
  return material.required ? '没交' : '没交，可以不交'
}

/** Everything to look at, materials first, with the caller's own unsaved verdicts on top. */
export function reviewRows(detail: ApplicationDetail, edits: ReadonlyMap<string, Judged>): ReviewRow[] {
  // An officer who looks at a correction judges afresh: the standing verdicts are the window's.
  const fresh = reviewMode(detail) === 'officer' && !keepsVerdicts(detail)
  const judged = (id: string, verdict: Verdict | null, reason: string | null): Judged =>
    edits.get(id) ?? (fresh ? { verdict: null, reason: '' } : { verdict, reason: reason ?? '' })
  const asked = (target: Target, key: string) =>
    detail.correction_points.find((point) => point.target === target && point.key === key) ?? null

  const materials = detail.materials.map((material): ReviewRow => {
    const id = rowId('material', material.key)
    return {
      id,
      target: 'material',
      key: material.key,
      title: material.name,
      sub: materialSub(material),
      material,
      field: null,
      free: material.fetched_by_office,
      must: !material.fetched_by_office && (material.required || material.files.length > 0),
      asked: asked('material', material.key),
      judged: judged(id, material.verdict, material.verdict_reason),
      masked: false,
    }
  })
  const fields = askedFields(detail.form, detail.situation_answers).map((field): ReviewRow => {
    const id = rowId('field', field.id)
    const given = detail.field_verdicts[field.id]
    return {
      id,
      target: 'field',
      key: field.id,
      title: field.label,
      sub: answerWords(field, detail.answers[field.id]),
      material: null,
      field,
      free: false,
      must: false,
      asked: asked('field', field.id),
      judged: judged(id, given?.verdict ?? null, given?.reason ?? null),
      masked: detail.can_reveal && detail.masked.includes(field.id),
    }
  })
  return [...materials, ...fields]
}

export interface ReviewSum {
  fixes: ReviewRow[]
  /** Nobody has looked at these yet. */
  unseen: ReviewRow[]
  /** 要补 without saying what. */
  unsaid: ReviewRow[]
}

export function sumUp(rows: readonly ReviewRow[]): ReviewSum {
  const fixes = rows.filter((row) => row.judged.verdict === 'fix')
  return {
    fixes,
    unseen: rows.filter((row) => row.must && row.judged.verdict === null),
    unsaid: fixes.filter((row) => row.judged.reason.trim() === ''),
  }
}

/** What is missing, and how it is mended: both are written in one box, parted by 怎么补. */
export function splitReason(text: string): { reason: string; how_to: string | null } {
  const [reason, ...rest] = text.split(/怎么[补改][：:]/)
  const how = rest.join('').trim()
  if (reason.trim() === '') return { reason: how, how_to: null }
  return { reason: reason.trim(), how_to: how || null }
}

/** The notice as the verdicts make it, in the order of the application. */
export function noticePoints(rows: readonly ReviewRow[]): Point[] {
  return rows
    .filter((row) => row.judged.verdict === 'fix')
    .map((row) => ({ target: row.target, key: row.key, ...splitReason(row.judged.reason) }))
}

/** Places that a second notice may name: those of the first. null: none was sent yet, all may be named. */
export function namedBefore(detail: ApplicationDetail): ReadonlySet<string> | null {
  const notices = detail.events.filter((event) => event.kind === 'correction_issued')
  if (notices.length === 0) return null
  const told = notices.flatMap((event) => {
    const points = event.data.points
    return Array.isArray(points) ? (points as Point[]) : []
  })
  return new Set([...told, ...detail.correction_points].map((point) => rowId(point.target, point.key)))
}

/** The one thing to do next at the window. `row`: where something is missing. */
export type MainMove =
  | { kind: 'unseen'; text: string; row: ReviewRow }
  | { kind: 'unsaid'; text: string; row: ReviewRow }
  | { kind: 'correct'; text: string }
  | { kind: 'accept'; text: string }

export function mainMove(detail: Pick<ApplicationDetail, 'allowed'>, sum: ReviewSum): MainMove {
  // The notice lapsed: the law has accepted already, whatever is missing.
  if (!detail.allowed.includes('issue_correction')) return { kind: 'accept', text: '受理' }
  const [unseen] = sum.unseen
  if (unseen) return { kind: 'unseen', text: `还有 ${sum.unseen.length} 件没看`, row: unseen }
  const [unsaid] = sum.unsaid
  if (unsaid) return { kind: 'unsaid', text: `${sum.unsaid.length} 处没写要补什么`, row: unsaid }
  return sum.fixes.length > 0
    ? { kind: 'correct', text: `发出补正通知（${sum.fixes.length} 处）` }
    : { kind: 'accept', text: '受理' }
}

/** The officer's answer; asks for the missing words first. */
export function preCheckMove(sum: ReviewSum): {
  text: string
  outcome: 'ready' | 'fix'
  row: ReviewRow | null
} {
  const [unsaid] = sum.unsaid
  if (unsaid) return { text: `${sum.unsaid.length} 处没写要改什么`, outcome: 'fix', row: unsaid }
  return sum.fixes.length > 0
    ? { text: `回复：要改 ${sum.fixes.length} 处`, outcome: 'fix', row: null }
    : { text: '回复：可以交', outcome: 'ready', row: null }
}

/** The next thing to look at after this one: an unjudged one first, else the one below; null at the end. */
export function nextRow(rows: readonly ReviewRow[], id: string): ReviewRow | null {
  const at = rows.findIndex((row) => row.id === id)
  const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))]
  return order.find((row) => row.must && row.judged.verdict === null) ?? null
}
