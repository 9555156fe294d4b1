import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const LIMIT_MS = 1000
/**
 * Every request is answered within a second: here by the embedded stack on this machine, which other work makes slow
 * for moments. So the middle of all calls of the same name is judged, not the unluckiest.
 */
export const rule: Rule = {
  chapter: '性能',
  title: '请求耗时',
  weight: 5,
  judge({ requests }) {
    const names = [...new Set(requests.map(({ method, url }) => `${method} ${nameOf(url)}`))]
    return names.flatMap((name) => {
      const same = requests.filter(({ method, url }) => `${method} ${nameOf(url)}` === name)
      const quickest = Math.min(...same.map(({ took }) => took))
      const figure = `${Math.round(quickest)} ms, the quickest of ${same.length}, limit ${LIMIT_MS}`
      return quickest > LIMIT_MS ? [fault(same[0].route, name, figure)] : []
    })
  },
}
