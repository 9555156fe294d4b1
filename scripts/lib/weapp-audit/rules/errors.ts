import { fault, type Rule } from '../rule'

/** Nothing is thrown, nothing rejected unseen. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '避免 JS 异常',
  weight: 3,
  judge: ({ errors }) => errors.map(({ route, text }) => fault(route, 'script', text)),
}
