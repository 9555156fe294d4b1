import { fault, type Rule } from '../rule'

const LIMIT_MS = 500

/** One rendering takes at most half a second, as the browser draws it. */
export const rule: Rule = {
  chapter: '性能',
  title: '渲染时间',
  weight: 6,
  judge: ({ rendered }) =>
    rendered
      ?.filter(({ longestRender }) => longestRender > LIMIT_MS)
      .map(({ name, longestRender }) =>
        fault(name, 'setData', `${Math.round(longestRender)} ms to draw, limit ${LIMIT_MS}`),
      ),
}
