import type { ApplicationSummary, AppointmentSummary, StaffCard } from '@/shared/contract'
import { routes } from '@/shared/routes'
import type { Tone } from '@/shared/ui/Tag'
import { clockTime, dateWithWeekday, momentWords, nearDay, pastWords } from '@/shared/words/dates'
import { minutesWords } from '@/shared/words/due'

/** One thing that waits for the person, in words, with the one way on. */
export interface TodoWords {
  tag: string
  tone: Tone
  title: string
  left: string
  moment: string
  late: boolean
  action: string
  url: string
}

type Due = Pick<TodoWords, 'left' | 'moment' | 'late'>

/** 还剩 3 个工作日 · 4月7日（周二）17:30 前; on the day itself only the moment; late is said plainly. */
export function correctionDue(correction: NonNullable<ApplicationSummary['correction']>, now: number): Due {
  const { due_at: due, left_days: days } = correction
  if (due === null) return { left: '', moment: '放假安排还没公布，暂时算不出哪天到期', late: false }
  const moment = `${momentWords(due, now)} 前`
  if (Date.parse(due) < now) return { left: '过了期限', moment: moment.replace(/ 前$/, ' 到期'), late: true }
  if (days !== null && days > 0) return { left: `还剩 ${days} 个工作日`, moment, late: false }
  return { left: moment, moment: '', late: false }
}

function draftWords(application: ApplicationSummary, now: number): TodoWords {
  const { id, pre_check: check } = application
  const touched = { left: '', moment: `${pastWords(application.updated_at, now)} 改过`, late: false }
  if (check === 'ready') {
    return {
      tag: '专员看过了',
      tone: 'done',
      title: '材料齐了，可以提交',
      ...touched,
      action: '去提交',
      url: routes.check(id),
    }
  }
  if (check === 'fix') {
    return {
      tag: '专员看过了',
      tone: 'wait',
      title: '有几处改好再提交',
      ...touched,
      action: '去看要改哪里',
      url: routes.check(id),
    }
  }
  if (check === 'asked') {
    return {
      tag: '专员在看',
      tone: 'go',
      title: '请专员看材料，还没回',
      ...touched,
      action: '接着填',
      url: routes.form(id),
    }
  }
  return {
    tag: '草稿',
    tone: 'neutral',
    title: '填到一半，还没提交',
    ...touched,
    action: '接着填',
    url: routes.form(id),
  }
}

/** What an application that waits for the person wants of him. */
export function todoWords(application: ApplicationSummary, now: number): TodoWords {
  const { id, state, correction } = application
  if (state === 'correcting' && correction) {
    return {
      tag: '等你补正',
      tone: 'wait',
      title: `窗口要你补 ${correction.count} 处`,
      ...correctionDue(correction, now),
      action: '去补正',
      url: routes.correction(id),
    }
  }
  if (state === 'issued') {
    const since = `${pastWords(application.holder.since, now)} 出件`
    return {
      tag: '办好了',
      tone: 'done',
      title: '结果出来了，等你领',
      left: '',
      moment: since,
      late: false,
      action: '去领结果',
      url: routes.result(id),
    }
  }
  if (state === 'draft') return draftWords(application, now)
  return {
    tag: '等你办',
    tone: 'wait',
    title: '这一件等你办',
    left: '',
    moment: '',
    late: false,
    action: '去看看',
    url: routes.timeline(id),
  }
}

/** 后天 · 4月3日（周五）10:00; today 今天 · 10:00; further away the date alone. */
export function appointmentDue(at: string, now: number): { left: string; moment: string } {
  const near = nearDay(at, now)
  const date = dateWithWeekday(at, now)
  if (near === null) return { left: `${date}${clockTime(at)}`, moment: '' }
  return { left: near, moment: near === '今天' ? clockTime(at) : `${date}${clockTime(at)}` }
}

/** 通常 10 分钟内回复; null until there is something to measure. */
export function replyWords(officer: Pick<StaffCard, 'usual_reply_minutes'>): string | null {
  const minutes = officer.usual_reply_minutes
  if (minutes === null) return null
  return minutes < 5
    ? '通常 5 分钟内回复'
    : `通常 ${minutesWords(Math.ceil(minutes / 5) * 5).replace(/分$/, '分钟')}内回复`
}

/** Applications and appointments of one enterprise; what belongs to another one waits behind the switch. */
export function ofEnterprise<T extends ApplicationSummary>(
  todo: readonly T[],
  enterprise: string | null,
): T[] {
  return enterprise === null ? [...todo] : todo.filter((each) => each.enterprise_id === enterprise)
}

/** 等你办的，2 件; what waits and what is booked count alike. */
export function waitingTitle(todo: readonly unknown[], booked: readonly AppointmentSummary[]): string | null {
  const count = todo.length + booked.length
  return count === 0 ? null : `等你办的，${count} 件`
}
