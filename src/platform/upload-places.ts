import { cancelledError } from './upload-request'

/** Three fill a phone's uplink and hide the pauses between; WeChat allows ten, which the rest of the app needs too. */
export const UPLOADS_AT_ONCE = 3

/** A place among the uploads that run; `ready` rejects once one has left the queue. */
export interface Place {
  ready: Promise<void>
  /** Gives the place back, or the wait for it up. */
  leave: () => void
}

/** At most so many at once, whoever asks: first come, first served. */
export function makePlaces(count: number): () => Place {
  let free = count
  const queue: { come: () => void }[] = []
  return () => {
    let has = false
    let left = false
    let giveUp: () => void = () => {}
    const me = { come: () => {} }
    const ready = new Promise<void>((resolve, reject) => {
      me.come = () => {
        free -= 1
        has = true
        resolve()
      }
      giveUp = () => reject(cancelledError())
    })
    if (free > 0) me.come()
    else queue.push(me)
    return {
      ready,
      leave: () => {
        if (left) return
        left = true
        if (!has) {
          queue.splice(queue.indexOf(me), 1)
          giveUp()
          return
        }
        free += 1
        queue.shift()?.come()
      },
    }
  }
}

/** Over the whole app: materials, messages, photos of checks, results. */
export const takePlace = makePlaces(UPLOADS_AT_ONCE)
