import { fault, type Rule } from '../rule'

/** What setData carries is read by a template. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '避免 setData 数据冗余',
  weight: 1,
  judge: ({ paints }) => {
    const unread = new Map<string, string>()
    for (const paint of paints) for (const name of paint.unread) unread.set(name, paint.route)
    return [...unread].map(([name, route]) => fault(route, name, 'sent, and read by no template'))
  },
}
