import type { ApplicationDetail, ClockName } from '@/shared/contract'
import { momentWords } from '@/shared/words/dates'
import { type DueWords, dueWords, limitWords } from '@/shared/words/due'
import { LIMIT_NAMES } from '@/shared/words/limits'

/** One of the clocks in the head: which, how it stands, and what happens when it runs out. */
export interface HeadClock {
  label: string
  words: DueWords
  tail: string
}

/** 3 个工作日，4月3日（周五）17:30 前; only the days while the day is not known. */
export function limitUntil(days: number, due: string | null, now: number): string {
  const limit = limitWords(days, 'working_day')
  return due === null ? limit : `${limit}，${momentWords(due, now)} 前`
}

/** A clock with its consequence where it is the one that counts; the notice is amber on its last day. */
function clockOf(name: ClockName, detail: ApplicationDetail, now: number): HeadClock[] {
  const clock = detail[name]
  if (!clock) return []
  const words = dueWords(clock, now)
  const near = name === 'notice' && clock.state === 'running' && (clock.left_days ?? 9) <= 1
  return [
    {
      label: LIMIT_NAMES[name],
      words: near ? { ...words, tone: 'soon' } : words,
      tail: name === 'notice' ? clock.lapse : '',
    },
  ]
}

/** The clocks that count at this stage. Before acceptance the law gives five working days to tell what is missing. */
export function headClocks(detail: ApplicationDetail, now: number): HeadClock[] {
  const { state, limits } = detail
  switch (state) {
    case 'submitted':
    case 'resubmitted':
      return [
        ...clockOf('notice', detail, now),
        {
          label: state === 'submitted' ? '承诺' : '补正',
          words: {
            left:
              state === 'submitted'
                ? `${limitWords(limits.promised_value, limits.promised_unit)}，受理后开始走`
                : '已经一次告知过，不能再加新的',
            moment: '',
            tone: 'quiet',
          },
          tail: '',
        },
      ]
    case 'correcting':
      return correctionClock(detail)
    case 'accepted':
    case 'reviewing':
      return [...clockOf('promised', detail, now), ...clockOf('statutory', detail, now)]
    case 'approved':
      return clockOf('delivery', detail, now)
    default:
      return []
  }
}

function correctionClock({ correction }: ApplicationDetail): HeadClock[] {
  if (!correction) return []
  const left = correction.left_days === null ? '' : `，还剩 ${correction.left_days} 个工作日`
  const words = { left: `等申请人补 ${correction.count} 处${left}`, moment: '', tone: 'quiet' } as const
  return [{ label: '补正', words, tail: '' }]
}
