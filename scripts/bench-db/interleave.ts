import type { Row } from './copy'

/** Enterprises whose rows are mixed with one another. */
const NEIGHBOURS = 1000

/**
 * The rows that enterprises have many of, in an order like that of life: the j-th of each enterprise before the
 * next of any. Written enterprise by enterprise they would lie side by side on disk, which they never do.
 */
export function* interleaved(
  from: number,
  to: number,
  count: (i: number) => number,
  rows: (i: number, j: number) => Row[],
): Generator<Row> {
  for (let start = from; start < to; start += NEIGHBOURS) {
    let waiting = Array.from({ length: Math.min(NEIGHBOURS, to - start) }, (_, n) => start + n)
    for (let j = 0; waiting.length > 0; j++) {
      waiting = waiting.filter((i) => count(i) > j)
      for (const i of waiting) yield* rows(i, j)
    }
  }
}
