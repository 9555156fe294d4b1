import type { HeldContent } from '@/shared/contract'
import type { Tone } from '@/shared/ui/Tag'
import { pastWords } from '@/shared/words/dates'

/** The longest reason, as the database takes it. */
export const REASON_MAX = 200

const SUBJECTS: Record<HeldContent['subject'], string> = {
  message: '消息',
  appeal: '诉求',
  appeal_reply: '诉求的补充',
  appeal_rating: '诉求的评价',
  rating: '办件的评价',
  name: '账号姓名',
}

/** What it is: 消息, 诉求里的图片. */
export const subjectWords = ({ subject, file }: HeldContent): string =>
  file ? `${SUBJECTS[subject]}里的图片` : SUBJECTS[subject]

/** Who wrote it, as far as that is told: of a rating nobody learns it. */
export function whoseWords({ subject, enterprise_name, author_name }: HeldContent): string {
  if (subject === 'rating' || subject === 'appeal_rating') return '评价不显示是谁写的'
  if (subject === 'name') return '还没放行前显示为“微信用户”'
  return [enterprise_name, author_name].filter(Boolean).join('，')
}

/** One line of it for the list. */
export function lineOf({ words, title, file }: HeldContent): string {
  const line = (title ?? words ?? '').replace(/\s+/g, ' ').trim()
  return line || (file ? `［图片］${file.name}` : '内容已经不在了')
}

/** Who sees it now, before one decides. */
export function sightWords({ subject, hidden, state, appeal_id }: HeldContent): string {
  if (state === 'released') return '已经放行，双方都看得到'
  if (!hidden) return '微信只是建议看一眼，内容已经正常送到'
  if (subject === 'rating' || subject === 'appeal_rating') return '只有写的人自己看得到'
  if (appeal_id !== null) return '办理的人照样看得到，期限照算；企业的其他同事看不到'
  return subject === 'name' ? '别人看到的是“微信用户”' : '对方知道有一条在等核对，看不到内容'
}

export function tagOf({ state, hidden }: HeldContent): { word: string; tone: Tone } {
  if (state === 'released') return { word: '已放行', tone: 'done' }
  if (state === 'kept') return { word: '没放行', tone: 'late' }
  return hidden ? { word: '等核对', tone: 'wait' } : { word: '看一眼', tone: 'neutral' }
}

/** 周组长，3月31日 11:20 放行; null while nobody has decided. */
export function decidedWords({ decision, state }: HeldContent, now: number): string | null {
  if (!decision) return null
  return `${decision.by}，${pastWords(decision.at, now)} ${state === 'released' ? '放行' : '不放行'}`
}

/** Why a reason cannot be sent; null when it can. Only what is kept needs one. */
export function reasonProblem(reason: string): string | null {
  if (reason.trim() === '') return '写一句为什么，作者会看到'
  const over = [...reason.trim()].length - REASON_MAX
  return over > 0 ? `多了 ${over} 个字，删短一点` : null
}
