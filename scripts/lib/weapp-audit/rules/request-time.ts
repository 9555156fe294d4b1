import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const LIMIT_MS = 1000

/** Every request is answered within a second: here by the embedded stack on this machine. */
export const rule: Rule = {
  chapter: '性能',
  title: '请求耗时',
  weight: 5,
  judge: ({ requests }) =>
    requests
      .filter(({ took }) => took > LIMIT_MS)
      .map(({ route, method, url, took }) =>
        fault(route, `${method} ${nameOf(url)}`, `${Math.round(took)} ms, limit ${LIMIT_MS}`),
      ),
}
