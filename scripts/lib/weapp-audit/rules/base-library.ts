import { fault, type Rule } from '../rule'

/** Nothing is used that the lowest base library does not have. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '最低基础库版本',
  weight: 0,
  judge: ({ tooYoung }) =>
    tooYoung.map((words) => fault('sources', words, 'younger than project.config.json')),
}
