import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

/** Every picture may be kept by the phone's HTTP cache. */
export const rule: Rule = {
  chapter: '性能',
  title: '图片缓存',
  weight: 4,
  judge: ({ pictures }) =>
    pictures
      .filter(({ cacheControl }) => !/max-age=[1-9]/.test(cacheControl) || /no-store/.test(cacheControl))
      .map(({ route, src, cacheControl }) =>
        fault(route, `image ${nameOf(src)}`, `cache-control: ${cacheControl || 'none'}`),
      ),
}
