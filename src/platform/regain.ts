import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { interrupt } from '@/shared/interrupt'
import { routes } from '@/shared/routes'
import { connectionError, signedOutError } from './errors'
import { loseSession, lostUser, shownUser } from './session'
import { signInSilently } from './sign-in'
import { supabase } from './supabase'

const decided = (status: number | undefined) =>
  status !== undefined && status >= 400 && status < 500 && status !== 429

/** By the token that renews; else, in WeChat, without a word. Throws when there is no network. */
async function byItself(): Promise<boolean> {
  if (!lostUser()) {
    const { data, error } = await supabase.auth.refreshSession()
    if (data.session) return true
    if (error && error.name !== 'AuthSessionMissingError' && !decided(error.status))
      throw connectionError(error.message)
    loseSession()
  }
  return signInSilently()
}

let trying: Promise<boolean> | null = null

let asking: Promise<void> | null = null
let closed: (() => void) | null = null

/** The sign-in page went, with or without a sign-in. */
export function signInClosed(): void {
  closed?.()
  closed = null
}

/** Asks the person; the page with what was typed stays below the sign-in page. */
function byHand(): Promise<void> {
  asking ??= new Promise<void>((resolve) => {
    interrupt({
      kind: 'signed-out',
      title: '登录过期了',
      lines: ['你填的都还在。再登录一次，接着做刚才这一步。'],
      yes: { words: '再登录' },
      no: '先不登录',
      onAnswer: (yes) => {
        if (!yes) return resolve()
        closed = resolve
        go(routes.signIn())
      },
    })
  }).finally(() => {
    asking = null
  })
  return asking
}

/**
 * Gets back a session that ended under somebody's hands; true when the same person is signed in again. `wish`: the
 * person waits for something, so he may be asked. Another person who signs in instead does not send what was his.
 */
export async function regainSession(wish: boolean): Promise<boolean> {
  const user = shownUser()
  if (!user) return false
  trying ??= byItself().finally(() => {
    trying = null
  })
  if (!(await trying) && wish) await byHand()
  return lostUser() === null && shownUser() === user
}

/** Does something that needs a sign-in; where the session ended meanwhile, regains it and does it once more. */
export async function withSession<T>(wish: boolean, run: () => Promise<T>): Promise<T> {
  if (lostUser() && !(await regainSession(wish))) throw signedOutError()
  try {
    return await run()
  } catch (thrown) {
    if (toAppError(thrown).code !== 'signed_out' || !(await regainSession(wish))) throw thrown
    return run()
  }
}
