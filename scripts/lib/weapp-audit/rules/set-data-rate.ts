import { fault, type Rule, worstOfEach } from '../rule'

const LIMIT = 20

/** At most twenty setData in any one second. */
export const rule: Rule = {
  chapter: '性能',
  title: 'setData 调用频率',
  weight: 6,
  judge: ({ paints }) =>
    worstOfEach(
      paints
        .map((first) => ({
          route: first.route,
          calls: paints.filter(
            ({ person, at }) => person === first.person && at >= first.at && at < first.at + 1000,
          ).length,
        }))
        .filter(({ calls }) => calls > LIMIT),
      ({ route }) => route,
      ({ calls }) => calls,
    ).map(({ route, calls }) => fault(route, 'setData', `${calls} in a second, limit ${LIMIT}`)),
}
