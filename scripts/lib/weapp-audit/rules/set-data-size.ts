import { fault, type Rule, worstOfEach } from '../rule'

const LIMIT = 256 * 1024

/** One setData carries at most 256 KB as JSON. */
export const rule: Rule = {
  chapter: '性能',
  title: 'setData 数据大小',
  weight: 6,
  judge: ({ paints }) =>
    worstOfEach(
      paints.filter(({ bytes }) => bytes > LIMIT),
      ({ route }) => route,
      ({ bytes }) => bytes,
    ).map(({ route, bytes }) => fault(route, 'setData', `${bytes} bytes, limit ${LIMIT}`)),
}
