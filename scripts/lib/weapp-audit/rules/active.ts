import { fault, type Rule } from '../rule'
import { rulesOf } from '../style-rules'

/** A pressed look is a hover-class, never :active. */
export const rule: Rule = {
  chapter: '体验',
  title: '避免使用:active 伪类来实现点击态',
  weight: 8,
  judge: ({ styles }) =>
    styles.flatMap(({ file, text }) =>
      rulesOf(text)
        .filter(({ selector }) => /:active\b/.test(selector))
        .map(({ selector }) => fault(file, selector, 'use hover-class')),
    ),
}
