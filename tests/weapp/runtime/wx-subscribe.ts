import { DEMO_TEMPLATES } from '../../../supabase/local/wechat/templates'
import { type Options, succeed } from './wx-types'

type Answer = 'accept' | 'reject' | 'ban' | 'switched off'

/** Deep enough to see the tap from inside the app. */
const FRAMES = 200

/**
 * wx.requestSubscribeMessage by its rules: within a tap only, at most five templates (20003), known ones (20001),
 * lasting and one-time never in one call (20002), 20004 for a person who switched all of them off
 * (https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html).
 */
export function subscribeRules() {
  const asked: string[][] = []
  const answers: Answer[] = []
  return {
    subscribe: {
      /** The templates of each dialog that opened. */
      asked,
      /** What the person will tap in the next dialog; otherwise he accepts. */
      answerNext: (answer: Answer) => void answers.push(answer),
    },
    calls: {
      requestSubscribeMessage(o: { tmplIds: string[] } & Options) {
        const fail = (errCode: number, words: string) =>
          o.fail?.({ errCode, errMsg: `requestSubscribeMessage:fail ${words}` } as never)
        if (!withinTap()) return fail(-1, 'can only be invoked by user TAP gesture.')
        const templates = o.tmplIds.map((id) => DEMO_TEMPLATES.find((each) => each.id === id))
        if (o.tmplIds.length === 0) return fail(10001, 'TmplIds can not be empty')
        if (o.tmplIds.length > 5) return fail(20003, 'Templates count out of max bounds')
        if (templates.includes(undefined)) return fail(20001, 'No template data return')
        if (new Set(templates.map((each) => each?.longTerm)).size > 1)
          return fail(20002, 'Templates type must be same')
        const answer = answers.shift() ?? 'accept'
        if (answer === 'switched off') return fail(20004, 'The main switch is switched off')
        asked.push([...o.tmplIds])
        const given = Object.fromEntries(o.tmplIds.map((id) => [id, answer]))
        succeed(o, { ...given, errMsg: 'requestSubscribeMessage:ok' })
      },
    },
  }
}

/** Whether the hand's tap is still on the stack: what runs after a wait shows as async, or not at all. */
function withinTap(): boolean {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = FRAMES
  const { stack = '' } = new Error()
  Error.stackTraceLimit = limit
  return stack
    .split('\n')
    .some((line) => line.includes('runtime/') && /hand\.ts|page\.ts/.test(line) && !/at async/.test(line))
}
