import type { Target } from './model'

/** A reason to start from: a chip puts its sentence into the box, where it can be changed. */
export interface Reason {
  chip: string
  text: string
}

const MATERIAL: readonly Reason[] = [
  { chip: '缺标注', text: '有的地方没有标注。怎么补：在原图上添画、写上名称，重拍一张。' },
  { chip: '看不清', text: '拍得不清楚，字认不出来。怎么补：放平、拍亮，整页拍进去，重拍一张。' },
  { chip: '和填写不一致', text: '和申请表填的不一样。怎么补：改成一样的，再交一次。' },
  { chip: '缺页', text: '页数不全。怎么补：把每一页都拍上，按顺序传。' },
  { chip: '缺签章', text: '没有签字或盖章。怎么补：签好字、盖好章，重拍一张。' },
]

const MISSING: readonly Reason[] = [
  { chip: '没交', text: '这件材料没有交。怎么补：按“怎么准备”备好，传上来。' },
]

const FIELD: readonly Reason[] = [
  { chip: '和材料不一致', text: '和材料上写的不一样。怎么补：改成和材料一样的。' },
  { chip: '没写全', text: '写得不全。怎么补：补写完整。' },
  { chip: '写错了', text: '这里写错了。怎么补：按证照上的写。' },
]

/** Reasons that fit: of a field, of a material that came, of one that did not. */
export function reasonsFor(target: Target, hasFiles: boolean): readonly Reason[] {
  if (target === 'field') return FIELD
  return hasFiles ? MATERIAL : MISSING
}

/** The sentence of 看不清, which is a verdict of its own for an officer. */
export const UNCLEAR = MATERIAL[1]

/** The box after a chip was tapped: words somebody wrote stay, an untouched sentence gives way. */
export function withReason(text: string, chosen: Reason, all: readonly Reason[]): string {
  const own = all.reduce((rest, each) => rest.replace(each.text, ''), text).trim()
  if (text.includes(chosen.text)) return own
  return own === '' ? chosen.text : `${own}\n${chosen.text}`
}

export const OTHER = 'other'
const MOST = 100

/** What a whole telephone or ID number is needed for; the person reads these words. */
export const REVEAL_REASONS = [
  { id: 'call', label: '打电话联系申请人' },
  { id: 'compare', label: '和证件、材料核对' },
  { id: 'enter', label: '录入审批系统' },
  { id: OTHER, label: '其他' },
] as const

/** The reason as it is written down, or what is still missing. */
export function revealReason(
  choice: string | null,
  other: string,
): { reason: string | null; problem: string | null } {
  if (choice === null) return { reason: null, problem: '选一个原因' }
  if (choice !== OTHER)
    return { reason: REVEAL_REASONS.find((each) => each.id === choice)?.label ?? null, problem: null }
  const words = other.trim()
  if (words === '') return { reason: null, problem: '写明原因' }
  const over = [...words].length - MOST
  return over > 0
    ? { reason: null, problem: `最多 ${MOST} 个字，删掉 ${over} 个` }
    : { reason: words, problem: null }
}
