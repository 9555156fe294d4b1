import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const SAFE = /^(https|wss):/
const HERE = /^(http|ws):\/\/(localhost|127\.0\.0\.1)(?![\w.])/
/** Names of formats, which nobody fetches; Taro's own stand-in for a page's address. */
const NAMES = /^http:\/\/(www\.w3\.org|taro\.com)/

/** Everything goes by https. Only this machine's own demo is plain; scripts/check-dist.ts refuses a production build with it. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '使用 HTTPS',
  weight: 1,
  judge: ({ requests, scripts }) =>
    [...new Set(requests.map(({ url }) => url).filter((url) => !SAFE.test(url) && !HERE.test(url)))]
      .map((url) => fault('app', nameOf(url), 'plain http'))
      .concat(
        scripts.flatMap(({ file, text }) =>
          [...text.matchAll(/["'`](http:\/\/[^"'`\s/]+)/g)]
            .filter(([, origin]) => !HERE.test(origin) && !NAMES.test(origin))
            .map(([, origin]) => fault(file, origin, 'plain http in a script')),
        ),
      ),
}
