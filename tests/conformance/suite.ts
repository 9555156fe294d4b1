/** What a case may do to the phone or the browser around it; the others say that they do not exist there. */
export interface World {
  /** Address of the test server, http. */
  base: string
  /** The app goes to the background and stays; `tellSockets` false: WeChat ends sockets without a word. */
  goAway: (tellSockets?: boolean) => Promise<void>
  comeBack: () => Promise<void>
  switchNetwork: (to: string) => Promise<void>
  mostAtOnce: () => Promise<number>
}

/** The pair under test and what cases need besides. */
export interface Kit {
  fetch: typeof fetch
  Socket: new (url: string, protocols?: string | string[]) => WebSocket
  AbortController: typeof AbortController
  world: World
  setOnline: (online: boolean) => void
  sentence: (error: unknown) => { code: string; message: string; hint?: string }
}

export interface Case {
  name: string
  /** Why a platform cannot do it. There the case is run as well and must fail, or the reason no longer holds. */
  not?: { weapp?: string; h5?: string }
  run: (kit: Kit) => Promise<void>
}

/** Fails with both values in the message: cases run in a vm or in a browser, without vitest. */
export function same(actual: unknown, expected: unknown, what = 'value'): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: got ${a}, wanted ${b}`)
}

export function holds(truth: boolean, what: string): void {
  if (!truth) throw new Error(`does not hold: ${what}`)
}

/** The error with which something fails. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

/**
 * Time that a case is about: how long somebody is away, or in which something must not happen. Whatever must come is
 * waited for by its condition (`until`, `sees`).
 */
export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

let keys = 0
/** A name under which the server counts the requests of one case. */
export function freshKey(): string {
  keys += 1
  return `key-${Date.now()}-${keys}`
}

/** What the server was asked under a key. */
export async function askedOf({ fetch, world }: Kit, key: string) {
  const answer = await fetch(`${world.base}/asked?key=${key}`)
  return (await answer.json()) as { at: number; id: string | null }[]
}

/** Waits for a condition. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let left = 1000; left > 0; left -= 1) {
    if (await condition()) return
    await wait(10)
  }
  throw new Error(`never came: ${what}`)
}
