import { fault, type Rule } from '../rule'

/** No call that WeChat's typings call deprecated, by us or by a library, on the whole way. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '废弃接口',
  weight: 2,
  judge: ({ deprecated }) => [...deprecated].map(([name, words]) => fault('app', `wx.${name}`, words)),
}
