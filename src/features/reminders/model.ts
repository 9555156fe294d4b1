import type { MessageTopic, SubscriptionMoment, SubscriptionTemplate } from '@/shared/contract'

/** WeChat takes five in a call, older versions three. */
const MOST = 3
/** So many messages ahead are enough: then nobody is asked for more. */
const ENOUGH = 3

/**
 * What to ask for at this moment, the first call of perhaps two: lasting templates and one-time ones never go in one
 * call (WeChat refuses it, 20002). What lasts comes first, since it is asked once. Nothing when all is held.
 */
export function toAsk(
  templates: readonly SubscriptionTemplate[],
  moment: SubscriptionMoment,
): SubscriptionTemplate[] {
  const here = templates.filter(({ moments }) => moments.includes(moment))
  const lasting = here.filter(({ long_term, held }) => long_term && held === 0)
  if (lasting.length > 0) return lasting.slice(0, MOST)
  return here.filter(({ long_term, held }) => !long_term && held < ENOUGH).slice(0, MOST)
}

/** Whether WeChat may tell now, after these answers. */
export function outcome(answers: Record<string, string>): 'accepted' | 'refused' | 'unasked' {
  const given = Object.values(answers)
  if (given.includes('accept')) return 'accepted'
  return given.some((answer) => answer === 'reject' || answer === 'ban') ? 'refused' : 'unasked'
}

/** How WeChat tells of a topic at present: «一直提醒», «还能提醒 2 次», «没打开». */
export function wechatWords(topic: MessageTopic, templates: readonly SubscriptionTemplate[]): string {
  const mine = templates.filter(({ key }) => topic.wechat.includes(key))
  if (mine.some(({ long_term, held }) => long_term && held > 0)) return '一直提醒'
  const left = mine.reduce((sum, { held }) => sum + held, 0)
  return left > 0 ? `还能提醒 ${left} 次` : '没打开'
}

/** What a tap on a topic asks for; a one-time template may be accepted again and again. */
export function toAskOf(
  topic: MessageTopic,
  templates: readonly SubscriptionTemplate[],
): SubscriptionTemplate[] {
  const mine = templates.filter(({ key }) => topic.wechat.includes(key))
  const lasting = mine.filter(({ long_term, held }) => long_term && held === 0)
  return (lasting.length > 0 ? lasting : mine.filter(({ long_term }) => !long_term)).slice(0, MOST)
}

/** «晚上 21:30 到早上 8:00 不打扰，赶时间的除外». */
export function quietWords(quiet: { from: string; to: string } | null): string {
  const short = (time: string) => time.replace(/^0/, '')
  return quiet
    ? `${short(quiet.from)} 到第二天 ${short(quiet.to)} 不打扰，天亮了再告诉你；等不到天亮的除外`
    : '有消息随时告诉你'
}
