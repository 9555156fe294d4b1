import { fault, type Rule } from '../rule'

const SMALL = 4.5
const LARGE = 3

/** Text stands out: 4.5 to 1, large text 3 to 1 (WCAG 2.1 AA, which WeChat takes). */
export const rule: Rule = {
  chapter: '体验',
  title: '合理的颜色搭配',
  weight: 0,
  judge: ({ rendered }) =>
    rendered?.flatMap(({ name, texts }) =>
      texts
        .filter(({ contrast, large }) => contrast < (large ? LARGE : SMALL))
        .map(({ where, text, contrast, large }) =>
          fault(
            name,
            `${where} “${text}”`,
            `contrast ${contrast.toFixed(2)}, limit ${large ? LARGE : SMALL}`,
          ),
        ),
    ),
}
