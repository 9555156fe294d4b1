import type { Found, Inspector } from './found.ts'

/** What a walk asks for next: some bytes, to pass over some, or to go just behind the next byte of a value. */
type Wish = { take: number } | { skip: number } | { find: number }

/**
 * Goes through a format made of parts that say how long they are. Each `yield { take: n }` gives n bytes; a
 * return says what the walk has seen. A content that ends before the walk does is not whole.
 */
export type Walk = Generator<Wish, boolean, Uint8Array>

const NOTHING = new Uint8Array(0)

/** An inspector that leads a walk through the pieces as they come; what follows its end is not looked at. */
export function walking(mime: string, walk: Walk): Inspector {
  let step = walk.next(NOTHING)
  let taken: number[] = []
  let passed = 0
  const go = (bytes: Uint8Array) => {
    taken = []
    passed = 0
    step = walk.next(bytes)
  }
  return {
    push(bytes) {
      let at = 0
      for (;;) {
        if (step.done) return
        const wish = step.value
        if ('take' in wish) {
          const more = bytes.subarray(at, at + wish.take - taken.length)
          taken.push(...more)
          at += more.length
          if (taken.length < wish.take) return
          go(Uint8Array.from(taken))
        } else if ('skip' in wish) {
          const more = Math.min(wish.skip - passed, bytes.length - at)
          passed += more
          at += more
          if (passed < wish.skip) return
          go(NOTHING)
        } else {
          const place = bytes.indexOf(wish.find, at)
          if (place < 0) return
          at = place + 1
          go(NOTHING)
        }
      }
    },
    finish(): Found {
      return { mime, refusal: step.done && step.value ? null : 'unreadable' }
    },
  }
}

/** The number that up to four bytes make, the greatest first. */
export const bigEndian = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)
