import { fault, type Rule, worstOfEach } from '../rule'

const LONG_MS = 1000

/** A page's timers end with it. Those of under a second run out by themselves on the way to the next page. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '及时回收定时器',
  weight: 0,
  judge: ({ timers }) =>
    worstOfEach(
      timers.filter(({ ms, setOn, ranOn }) => ms >= LONG_MS && setOn !== '' && setOn !== ranOn),
      ({ setOn, ms, repeats }) => `${setOn} ${ms} ${repeats}`,
      () => 1,
    ).map(({ ms, repeats, setOn, ranOn }) =>
      fault(setOn, `${repeats ? 'setInterval' : 'setTimeout'} ${ms} ms`, `ran on ${ranOn}`),
    ),
}
