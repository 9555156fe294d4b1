import { fault, type Rule } from '../rule'

const LOW = 68
const SAFE = 34

/** Fixed controls lower than 68 px end above the home indicator of an iPhone X. */
export const rule: Rule = {
  chapter: '体验',
  title: 'iPhone X 兼容',
  weight: 3,
  judge: ({ rendered }) =>
    rendered?.flatMap(({ name, fixed }) =>
      fixed
        .filter(({ height, above }) => height < LOW && above < SAFE)
        .map(({ where, above }) => fault(name, where, `${above} px above the edge, safe are ${SAFE}`)),
    ),
}
