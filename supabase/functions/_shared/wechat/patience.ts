import { WechatError } from './error.ts'

export interface Patience {
  wait(ms: number): Promise<void>
  /** 0 to 1; so that many who were told "busy" at once do not come back at once. */
  random(): number
}

const TRIES = 3

/**
 * Tries again when WeChat says −1 (系统繁忙，请稍候再试), later each time. Nothing else is repeated: after a time-out
 * what was asked may have been done, and a quota is not spent any faster.
 */
export async function patiently<T>({ wait, random }: Patience, run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof WechatError) || error.kind !== 'busy' || tries === TRIES) throw error
      await wait(100 * 4 ** tries * (0.5 + random()))
    }
  }
}
