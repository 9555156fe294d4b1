import type { ApplicationDetail, Clock } from '@/shared/contract'
import { momentWords } from '@/shared/words/dates'
import { type DueWords, dueWords, limitWords } from '@/shared/words/due'

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

const clockOf = (label: string, clock: Clock | null, now: number, tail = ''): HeadClock[] =>
  clock === null ? [] : [{ label, words: dueWords(clock, now), tail }]

/** The clocks that count at this stage. Before acceptance the law gives five working days to tell what is missing. */
export function headClocks(detail: ApplicationDetail, now: number): HeadClock[] {
  const { state, limits } = detail
  if (state === 'submitted' && detail.notice) {
    const late = detail.notice.state === 'late'
    return [
      ...clockOf('告知', detail.notice, now, late ? '期限已过，按法律视为受理' : '过时不告知就视为受理'),
      {
        label: '承诺',
        words: {
          left: `${limitWords(limits.promised_value, limits.promised_unit)}，受理后开始走`,
          moment: '',
          tone: 'quiet',
        },
        tail: '',
      },
    ]
  }
  if (state === 'resubmitted') {
    return [
      {
        label: '补正',
        words: { left: '交来了，尽快核对', moment: '', tone: 'soon' },
        tail: '已经一次告知过，不能再加新的',
      },
    ]
  }
  if (state === 'correcting' && detail.correction) {
    const { count, left_days } = detail.correction
    const left = left_days === null ? '' : `，还剩 ${left_days} 个工作日`
    return [
      {
        label: '补正',
        words: { left: `等申请人补 ${count} 处${left}`, moment: '', tone: 'quiet' },
        tail: '',
      },
    ]
  }
  if (state === 'accepted' || state === 'reviewing') {
    return [...clockOf('承诺', detail.promised, now), ...clockOf('法定', detail.statutory, now)]
  }
  return []
}
