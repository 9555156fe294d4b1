import { fault, type Rule } from '../rule'

const LIMIT_MS = 5000

/** The first screen stands within five seconds of the launch: here without the download of the package. */
export const rule: Rule = {
  chapter: '性能',
  title: '首屏时间',
  weight: 6,
  judge: ({ firstScreenMs }) =>
    firstScreenMs > LIMIT_MS
      ? [fault('pages/home/index', 'first screen', `${Math.round(firstScreenMs)} ms, limit ${LIMIT_MS}`)]
      : [],
}
