/**
 * One sign-in at a time: silently, by a tap, or a token renewed. Two at once would each open a session, and the
 * one that is kept would be the one whose answer came last; a renewal under way would even be revoked by the other.
 */
let last: Promise<unknown> = Promise.resolve()

/** Runs when everything before it has ended, well or badly. */
export function alone<T>(run: () => Promise<T>): Promise<T> {
  const turn = last.then(run, run)
  last = turn.catch(() => undefined)
  return turn
}

/** Resolves when nothing of the kind is under way. */
export async function whenIdle(): Promise<void> {
  for (let seen = last; ; seen = last) {
    await seen
    if (seen === last) return
  }
}
