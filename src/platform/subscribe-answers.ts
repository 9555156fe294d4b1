import type { SubscribeAnswer, SubscribeAnswers } from './subscribe'

const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter']
/** 20004: the person switched all subscribe messages of this mini-program off; 20005: WeChat took them from it. */
const SWITCHED_OFF = [20004, 20005]

/** The answers of wx.requestSubscribeMessage, which stand beside errMsg under the templates' ids. */
export function answersIn(result: Record<string, unknown>, asked: readonly string[]): SubscribeAnswers {
  return Object.fromEntries(
    asked.flatMap((id) => {
      const answer = result[id]
      return typeof answer === 'string' && ANSWERS.includes(answer) ? [[id, answer as SubscribeAnswer]] : []
    }),
  )
}

/** What a failed call says: switched off is an answer, anything else (no network, in background) is none. */
export function answersOfFailure(error: unknown, asked: readonly string[]): SubscribeAnswers {
  const code = (error as { errCode?: unknown } | null)?.errCode
  return typeof code === 'number' && SWITCHED_OFF.includes(code)
    ? Object.fromEntries(asked.map((id) => [id, 'ban' as const]))
    : {}
}
