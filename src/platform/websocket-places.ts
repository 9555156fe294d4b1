/** developers.weixin.qq.com, wx.connectSocket: at most 5 sockets exist at once. */
const PLACES = 5

const seated = new Set<object>()
const waiting = new Map<object, () => void>()

function seat(): void {
  for (const [who, start] of waiting) {
    if (seated.size >= PLACES) return
    waiting.delete(who)
    seated.add(who)
    start()
  }
}

/** Starts when one of the five places is free, in the order of asking. */
export function waitForPlace(who: object, start: () => void): void {
  waiting.set(who, start)
  seat()
}

/** Gives the place back, or leaves the queue. */
export function leavePlace(who: object): void {
  waiting.delete(who)
  if (seated.delete(who)) seat()
}
