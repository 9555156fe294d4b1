import { fault, type Rule } from '../rule'
import { rulesOf } from '../style-rules'

const SCROLLS = /overflow(-[xy])?:\s*(scroll|auto)/
const MOMENTUM = /-webkit-overflow-scrolling:\s*touch/

/** What scrolls in a style sheet scrolls with momentum on iOS. scroll-view does by itself. */
export const rule: Rule = {
  chapter: '体验',
  title: '开启惯性滚动',
  weight: 8,
  judge: ({ styles }) =>
    styles.flatMap(({ file, text }) =>
      rulesOf(text)
        .filter(({ body }) => SCROLLS.test(body) && !MOMENTUM.test(body))
        .map(({ selector }) => fault(file, selector, 'scrolls without -webkit-overflow-scrolling: touch')),
    ),
}
