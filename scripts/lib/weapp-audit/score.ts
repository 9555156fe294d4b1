import type { RenderedPage } from './rendered-page'
import type { Fault, Rule } from './rule'
import { RULES } from './rules'
import type { Seen } from './seen'

export interface Verdict {
  chapter: Rule['chapter']
  title: string
  weight: number
  /** null: not looked at in this run, and not counted. */
  faults: Fault[] | null
}

export interface Audit {
  /** Of 100. */
  score: number
  counted: number
  lost: number
  verdicts: Verdict[]
}

/** As WeChat does: a rule has its points or has none, and the rules' weights make the mean. */
export function judge(seen: Seen, rules: Rule[] = RULES): Audit {
  const verdicts = rules.map(({ chapter, title, weight, judge: look }): Verdict => {
    return { chapter, title, weight, faults: look(seen) ?? null }
  })
  const weigh = (those: Verdict[]) => those.reduce((sum, { weight }) => sum + weight, 0)
  const counted = weigh(verdicts.filter(({ faults }) => faults !== null))
  const lost = weigh(verdicts.filter(({ faults }) => faults?.length))
  return { score: counted === 0 ? 0 : (100 * (counted - lost)) / counted, counted, lost, verdicts }
}

/** The faults of drawn pages alone, for a test: contrast counts there, whatever WeChat's weight. */
export function judgeDrawn(pages: RenderedPage[]): string[] {
  if (pages.length === 0) return ['no page was looked at']
  const seen = { rendered: pages } as Seen
  return RULES.filter(({ title }) => DRAWN.has(title)).flatMap(({ title, judge: look }) =>
    (look(seen) ?? []).map((each) => `${title}: ${each.page}: ${each.element}: ${each.figure}`),
  )
}

/** Rules that read nothing but what a browser drew. */
const DRAWN = new Set(['渲染时间', '图片大小', '可点击元素的响应区域', 'iPhone X 兼容', '合理的颜色搭配'])

const MOST = 12

/** What a person reads: every rule, and of each lost point the page, the element and the figure. */
export function report({ score, counted, lost, verdicts }: Audit): string {
  const lines = verdicts.flatMap(({ chapter, title, weight, faults }) => {
    const sign = faults === null ? '–' : faults.length === 0 ? '✓' : weight > 0 ? '✗' : '!'
    const state = faults === null ? ' (not looked at in this run)' : ''
    const shown = (faults ?? [])
      .slice(0, MOST)
      .map((each) => `      ${each.page}: ${each.element}: ${each.figure}`)
    const more = (faults?.length ?? 0) - shown.length
    return [
      `${sign} ${String(weight).padStart(2)}  ${chapter} ${title}${state}`,
      ...shown,
      ...(more > 0 ? [`      and ${more} more`] : []),
    ]
  })
  return [...lines, '', `Score ${score.toFixed(1)} of 100: ${counted - lost} of ${counted} points`].join('\n')
}
