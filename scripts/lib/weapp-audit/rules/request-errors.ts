import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

/** Every request is answered, with 401 or 403 where one may not. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '避免网络请求异常',
  weight: 3,
  judge: ({ requests }) =>
    requests
      .filter(({ status }) => status !== 401 && status !== 403 && (status < 200 || status >= 400))
      .map(({ route, method, url, status }) =>
        fault(route, `${method} ${nameOf(url)}`, status ? `status ${status}` : 'no answer'),
      ),
}
