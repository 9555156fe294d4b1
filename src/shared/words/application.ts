import type { ApplicationState, ApplicationSummary } from '@/shared/contract'
import type { Tone } from '../ui/Tag'
import { pastWords } from './dates'

export interface StateWord {
  word: string
  tone: Tone
}

const WORDS: Record<ApplicationState, StateWord> = {
  draft: { word: '没交', tone: 'neutral' },
  submitted: { word: '待受理', tone: 'go' },
  correcting: { word: '等你补正', tone: 'wait' },
  resubmitted: { word: '核对补正', tone: 'go' },
  accepted: { word: '已受理', tone: 'go' },
  reviewing: { word: '审查中', tone: 'go' },
  approved: { word: '等出件', tone: 'go' },
  issued: { word: '结果出来了', tone: 'wait' },
  delivered: { word: '已办结', tone: 'done' },
  declined: { word: '不予受理', tone: 'late' },
  denied: { word: '不予许可', tone: 'late' },
  withdrawn: { word: '已撤回', tone: 'neutral' },
}

const DRAFT: Record<'asked' | 'ready' | 'fix', StateWord> = {
  asked: { word: '专员在看', tone: 'go' },
  ready: { word: '专员看过，可以交', tone: 'wait' },
  fix: { word: '有要改的', tone: 'wait' },
}

type Facts = Pick<ApplicationSummary, 'state' | 'pre_check' | 'holder' | 'correction'>

/** The state of an application as a tag, in the words of who reads it: 等你补正 is the applicant's alone. */
export function stateWord(application: Facts): StateWord {
  const { state, pre_check, holder } = application
  if (state === 'draft' && pre_check) return DRAFT[pre_check]
  if (state === 'correcting' && holder.name !== '你') return { word: '等申请人补正', tone: 'neutral' }
  if (state === 'issued' && holder.name !== '你') return { word: '等申请人领取', tone: 'go' }
  return WORDS[state]
}

/** One sentence: who has it and since when. 审批局王科员正在审查，今天 11:05 转入 */
export function holderSentence(application: Facts, now: number): string {
  const { state, holder, correction, pre_check } = application
  const since = pastWords(holder.since, now)
  switch (state) {
    case 'draft':
      if (pre_check === 'asked') return `${holder.name}在帮你看材料，${since} 请的`
      if (pre_check === 'ready') return `专员看过了，可以提交，${since}`
      return pre_check === 'fix' ? `专员看过了，有要改的，${since}` : '填完交上来就开始办'
    case 'submitted':
      return `${holder.name}在核对材料，${since} 转入`
    case 'correcting':
      return `等${holder.name}补 ${correction?.count ?? 0} 处，${since} 起`
    case 'resubmitted':
      return `${holder.name}在核对补正，${since} 转入`
    case 'accepted':
      return `已受理，转到${holder.name}，${since}`
    case 'reviewing':
      return `${holder.name}正在审查，${since} 转入`
    case 'approved':
      return `已经批准，${holder.name}在出件，${since} 转入`
    case 'issued':
      return holder.name === '你' ? `打开看就算收到，${since} 出的` : `等${holder.name}领取，${since} 起`
    case 'delivered':
      return `${since} 收到结果`
    case 'declined':
      return `${since} 决定不予受理`
    case 'denied':
      return `${since} 决定不予许可`
    case 'withdrawn':
      return `${since} 撤回`
  }
}
