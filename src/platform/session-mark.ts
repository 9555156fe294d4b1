import type { SignInWay } from './sign-in-ways'
import { forget, keep, readKept } from './storage'

/** Who signed in on this device last, and how; gone with an explicit sign-out. */
interface Mark {
  user: string
  /** `tap`: whichever way, not without a tap again. */
  way: SignInWay | 'tap'
}

const KEY = 'bb.signed-in'

export const readMark = (): Mark | null => readKept<Mark>(KEY)

export const keepMark = (mark: Mark): boolean => keep(KEY, mark)

/** Nobody is signed in silently from here on. */
export const forgetMark = (): void => forget(KEY)
