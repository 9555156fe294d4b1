import type { ApplicationDetail } from '@/shared/contract'

export interface StepFacts {
  now: 0 | 1 | 2 | 3
  notes: readonly [string, string, string]
  /** The first step is free to use; one who did not use it has not done it. */
  skipped: boolean
}

/** Where the application is among the three steps that every item has (三步办结). */
export function stepFacts(detail: Pick<ApplicationDetail, 'state' | 'pre_check_detail'>): StepFacts {
  return { ...place(detail), skipped: detail.state !== 'draft' && !detail.pre_check_detail?.answered_at }
}

function place(detail: Pick<ApplicationDetail, 'state' | 'pre_check_detail'>): Omit<StepFacts, 'skipped'> {
  const { state, pre_check_detail } = detail
  const looked = pre_check_detail?.answered_at ? '已看过' : '没请看'
  switch (state) {
    case 'draft':
      return {
        now: 0,
        notes: [pre_check_detail ? looked.replace('没请看', '正在看') : '正在填', '还没到', '还没到'],
      }
    case 'approved':
    case 'issued':
      return { now: 2, notes: [looked, '已批准', state === 'issued' ? '等你领' : '正在这步'] }
    case 'delivered':
      return { now: 3, notes: [looked, '已批准', '已收到'] }
    case 'declined':
    case 'denied':
      return { now: 1, notes: [looked, state === 'declined' ? '不予受理' : '不予许可', '不出件'] }
    case 'withdrawn':
      return { now: 1, notes: [looked, '已撤回', '不出件'] }
    default:
      return { now: 1, notes: [looked, '正在这步', '还没到'] }
  }
}
