import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const LARGE = 128 * 1024
const WINDOW_MS = 3 * 60_000

/** The same answer of over 128 KB is not fetched twice in three minutes. */
export const rule: Rule = {
  chapter: '性能',
  title: '网络请求缓存',
  weight: 2,
  judge: ({ requests }) =>
    requests.flatMap((first, at) =>
      first.method === 'GET' && first.bytes > LARGE
        ? requests
            .slice(at + 1)
            .filter(
              (later) =>
                later.url === first.url &&
                later.digest === first.digest &&
                later.began - first.began < WINDOW_MS,
            )
            .map(({ route, url, bytes }) => fault(route, nameOf(url), `${bytes} bytes fetched again`))
        : [],
    ),
}
