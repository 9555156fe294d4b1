import type { HeldMark } from '../contract'

/**
 * What is said of content that waits for a person, or was kept back. To its author: what happened, that nothing is
 * lost, and what comes next. To the others: that something waits, and nothing of what.
 */
export function heldWords({ state, mine, reason }: HeldMark): string {
  if (!mine) return state === 'waiting' ? '这条在等人工核对，核对后就能看到' : '这条经人工核对，没有放行'
  if (state === 'waiting') return '微信提示可能有不合适的话，对方先看不到。正等专组核对，有结果会告诉你'
  return `专组核对过，没有转给对方${reason ? `：${reason}` : '，可以换个说法再发'}`
}

/** The same beside an appeal, which reaches its handler whatever a machine thinks of it. */
export function heldAppealWords({ state, mine, reason }: HeldMark): string {
  if (mine) {
    return state === 'waiting'
      ? '微信提示可能有不合适的话，正等专组核对。办理的人照样看得到，期限照算'
      : `专组核对过，同事看不到原话${reason ? `：${reason}` : ''}。办理的人照样看得到，期限照算`
  }
  return state === 'waiting'
    ? '微信提示这里可能有不合适的话，正等专组核对。期限照算'
    : '专组核对过，原话只给办理的人看'
}
