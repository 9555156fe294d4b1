import type { ApplicationDetail } from '@/shared/contract'
import { dateWithWeekday, momentWords } from '@/shared/words/dates'
import type { Step } from './history'

type Facts = Pick<
  ApplicationDetail,
  'state' | 'appointment' | 'check_points' | 'promised' | 'delivery' | 'allowed' | 'holder'
>

const next = (key: string, title: string, line: string | null): Step => ({
  key,
  state: 'next',
  title,
  line,
  said: [],
})

function acceptance({ state }: Facts): Step | null {
  if (state === 'draft') return next('accept', '受理', '交上来以后，窗口先核对材料')
  if (state === 'correcting') return next('accept', '受理', '补齐交上去，窗口核对后受理，期限从受理开始走')
  if (state !== 'submitted' && state !== 'resubmitted') return null
  return next('accept', '受理', '材料齐就受理；要补的会一次告诉你')
}

function check({ appointment, check_points, allowed, state }: Facts, now: number): Step | null {
  if (appointment?.state === 'booked') {
    const early = ['submitted', 'correcting', 'resubmitted'].includes(state) ? '，不用等受理' : ''
    return next('check', '视频核查', `已约${momentWords(appointment.starts_at, now)}${early}`)
  }
  if (appointment?.conclusion === 'pass' || check_points.length === 0 || !allowed.includes('book'))
    return null
  return next('check', '视频核查', `${check_points.length} 处要看，还没约时间`)
}

/** What is still to come, in order; empty when it is over. */
export function upcoming(detail: Facts, now: number): Step[] {
  const { state, promised, delivery } = detail
  const over: ApplicationDetail['state'][] = ['delivered', 'declined', 'denied', 'withdrawn']
  if (over.includes(state)) return []
  if (state === 'issued') return [next('rate', '评价', '收到以后，说说办得怎么样')]
  const decided = state === 'approved'
  const stopped = promised?.state === 'stopped' && promised.stopped_by
  const until =
    promised?.due_at && promised.state === 'running' ? dateWithWeekday(promised.due_at, now) : null
  const hand = delivery?.due_at && delivery.state === 'running' ? dateWithWeekday(delivery.due_at, now) : null
  return [
    ...[acceptance(detail), decided ? null : check(detail, now)].filter((step) => step !== null),
    decided
      ? next('issue', '出件', `窗口出好结果，你在这里打开${hand ? `，最晚 ${hand}` : ''}`)
      : next('decide', '决定、出证', stopped ? `${stopped}结束以后接着办` : until ? `承诺 ${until}前` : null),
  ]
}
