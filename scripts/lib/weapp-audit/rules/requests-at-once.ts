import { fault, mostAtOnce, type Rule } from '../rule'
import { nameOf } from '../urls'

const SLOW_MS = 300
const LIMIT = 10

/** At most ten requests that take over 300 ms under way at once. */
export const rule: Rule = {
  chapter: '性能',
  title: '网络请求数',
  weight: 5,
  judge: ({ requests }) => {
    const most = mostAtOnce(requests.filter(({ took }) => took > SLOW_MS))
    const urls = most.map(({ url }) => nameOf(url)).join(' ')
    return most.length > LIMIT ? [fault(most[0].route, urls, `${most.length} at once, limit ${LIMIT}`)] : []
  },
}
