import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const LIMIT_MS = 1000
/** Processes that want each core: above it a second says nothing of the service. */
const CROWDED = 5

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/**
 * Every request is answered within a second: here by the embedded stack on this machine, which other work makes slow
 * for moments. So the middle of all calls of the same name is judged, not the unluckiest.
 */
export const rule: Rule = {
  chapter: '性能',
  title: '请求耗时',
  weight: 5,
  judge({ requests, loadPerCore }) {
    if (loadPerCore > CROWDED) return undefined
    const names = [...new Set(requests.map(({ method, url }) => `${method} ${nameOf(url)}`))]
    return names.flatMap((name) => {
      const same = requests.filter(({ method, url }) => `${method} ${nameOf(url)}` === name)
      const middle = median(same.map(({ took }) => took))
      const figure = `${Math.round(middle)} ms in the middle of ${same.length}, limit ${LIMIT_MS}`
      return middle > LIMIT_MS ? [fault(same[0].route, name, figure)] : []
    })
  },
}
