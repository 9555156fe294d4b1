import type { ClassLook } from './look/styles'

/** A difference between the targets that is meant, with its reason. */
export interface Allowed {
  /** Text of one target that the other has not; or a class, for looks. */
  what: RegExp
  /** The only screen where it is meant. */
  on?: string
  why: string
}

/** Lines that only one side has, in order: the usual longest common subsequence. */
export function textDifference(weapp: string[], h5: string[]): string[] {
  const table: number[][] = Array.from({ length: weapp.length + 1 }, () => Array(h5.length + 1).fill(0))
  for (let a = weapp.length - 1; a >= 0; a -= 1)
    for (let b = h5.length - 1; b >= 0; b -= 1)
      table[a][b] = weapp[a] === h5[b] ? table[a + 1][b + 1] + 1 : Math.max(table[a + 1][b], table[a][b + 1])
  const lines: string[] = []
  for (let a = 0, b = 0; a < weapp.length || b < h5.length; ) {
    if (a < weapp.length && b < h5.length && weapp[a] === h5[b]) [a, b] = [a + 1, b + 1]
    else if (b >= h5.length || (a < weapp.length && table[a + 1][b] >= table[a][b + 1]))
      lines.push(`only in WeChat: ${weapp[a++]}`)
    else lines.push(`only on H5: ${h5[b++]}`)
  }
  return lines
}

/**
 * Where the same class with the same text looks different. A class without text (an icon, a line) is compared only
 * when both pages say the same: else the first of it may be another one.
 */
export function lookDifference(
  weapp: Record<string, ClassLook>,
  h5: Record<string, ClassLook>,
  sameText: boolean,
): string[] {
  return Object.entries(weapp).flatMap(([name, here]) => {
    const there = h5[name]
    if (!there || there.text !== here.text || (here.text === '' && !sameText)) return []
    const found = Object.entries(here.style)
      .filter(([property, value]) => there.style[property] !== value)
      .map(([property, value]) => `.${name} ${property}: ${value}, on H5 ${there.style[property]}`)
    const same = Math.abs(here.height - there.height) <= 1
    return same ? found : [...found, `.${name} height: ${here.height}, on H5 ${there.height}`]
  })
}

export const without = (lines: string[], allowed: readonly Allowed[], name: string) =>
  lines.filter((line) => !allowed.some(({ what, on = name }) => on === name && what.test(line)))
