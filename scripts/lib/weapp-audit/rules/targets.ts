import { fault, type Rule } from '../rule'

const LIMIT = 20

/** What is tapped is at least 20 px wide and high. The product's own limit is 44, held by tests/rendered. */
export const rule: Rule = {
  chapter: '体验',
  title: '可点击元素的响应区域',
  weight: 3,
  judge: ({ rendered }) =>
    rendered?.flatMap(({ name, targets }) =>
      targets
        .filter(({ width, height }) => Math.min(width, height) < LIMIT)
        .map(({ where, width, height }) => fault(name, where, `${width}×${height} px, limit ${LIMIT}`)),
    ),
}
