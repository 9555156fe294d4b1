import type { Seen } from './seen'

export type Chapter = '性能' | '体验' | '最佳实践'

/** What loses a rule its points: where, what, and the figure against its limit. */
export interface Fault {
  page: string
  element: string
  figure: string
}

/** A rule of WeChat's 体验评分, or what of it can be computed here. */
export interface Rule {
  chapter: Chapter
  /** As WeChat's table calls it. */
  title: string
  /** WeChat's own; 0: shown, not counted. */
  weight: number
  /** undefined: this run has not looked at what the rule judges. */
  judge(seen: Seen): Fault[] | undefined
}

export const fault = (page: string, element: string, figure: string): Fault => ({ page, element, figure })

/** The worst of each page: a page that breaks a rule a hundred times is one page. */
export function worstOfEach<T>(items: T[], page: (item: T) => string, size: (item: T) => number): T[] {
  const worst = new Map<string, T>()
  for (const item of items) {
    const before = worst.get(page(item))
    if (before === undefined || size(item) > size(before)) worst.set(page(item), item)
  }
  return [...worst.values()]
}

/** The most of these intervals that overlap at one moment, and the moment's members. */
export function mostAtOnce<T extends { began: number; took: number }>(items: T[]): T[] {
  let most: T[] = []
  for (const { began } of items) {
    const now = items.filter((other) => other.began <= began && began < other.began + other.took)
    if (now.length > most.length) most = now
  }
  return most
}
