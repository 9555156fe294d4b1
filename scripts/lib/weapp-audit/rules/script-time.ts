import { fault, type Rule, worstOfEach } from '../rule'

const LIMIT_MS = 1000

/** A synchronous run of scripts takes at most a second. Events, timers, page life and the first reading of a file are timed. */
export const rule: Rule = {
  chapter: '性能',
  title: '脚本执行时间',
  weight: 7,
  judge: ({ runs }) =>
    worstOfEach(
      runs.filter(({ ms }) => ms > LIMIT_MS),
      ({ route }) => route,
      ({ ms }) => ms,
    ).map(({ what, route, ms }) => fault(route, what, `${Math.round(ms)} ms in one run, limit ${LIMIT_MS}`)),
}
