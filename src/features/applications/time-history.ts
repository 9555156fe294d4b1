import type { ApplicationEvent, LimitName } from '@/shared/contract'
import { dateWithWeekday, monthDay, pastWords } from '@/shared/words/dates'
import { extensionGivenBy, LIMIT_NAMES } from '@/shared/words/limits'
import type { Step } from './history'

type Words = Omit<Step, 'key' | 'state'>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const until = (due: unknown, now: number) =>
  text(due) ? `到${dateWithWeekday(text(due), now)}` : '到期日还算不出'

/** 视为受理: from which day, and why. */
export function deemedWords(data: Record<string, unknown>, now: number): string {
  const from = text(data.accepted_at)
  return `告知期限过了，按法律视为受理${from ? `，从 ${monthDay(from, now)}收件那天算起` : ''}。`
}

/** What happened to the time of an application: special procedures, the extension, an edit of the calendar. */
export function timeWords({ kind, actor_name: who, data, note, at }: ApplicationEvent, now: number): Words {
  const when = pastWords(at, now)
  const because = note ? [`原因：${note}`] : []
  switch (kind) {
    case 'special_started':
      return {
        title: `开始${text(data.kind_name)}，时限停下`,
        line: `${when}，${who}`,
        said: [`大约要 ${Number(data.expected_days)} 个工作日。`, ...because],
      }
    case 'special_ended':
      return {
        title: `${text(data.kind_name)}结束，时限接着走`,
        line: `${when}，${who}`,
        said: [
          `承诺${until(data.promised_due_at, now)}，法定${until(data.statutory_due_at, now)}。`,
          ...(note ? [note] : []),
        ],
      }
    case 'extension_asked':
      return { title: '请负责人批准延期', line: `${when}，${who}`, said: [] }
    case 'extension_refused':
      return { title: '负责人没有批准延期', line: `${when}，${who}`, said: ['按原来的期限办。'] }
    case 'extended':
      return {
        title: `延期 ${Number(data.days)} 个工作日`,
        line: `${when}，${extensionGivenBy(who, data.joint === true)}`,
        said: [`法定${until(data.new_due_at, now)}，承诺不变。`, ...because],
      }
    default: {
      const moved = (Array.isArray(data.moved) ? data.moved : []) as {
        clock: LimitName
        new: string | null
      }[]
      return {
        title: '到期日改了',
        line: when,
        said: [
          `${moved.map((each) => `${LIMIT_NAMES[each.clock]}${until(each.new, now)}`).join('，')}。`,
          ...because,
        ],
      }
    }
  }
}
