import { fault, type Rule } from '../rule'

const DPR = 3
const area = ([width, height]: [number, number]) => width * height

/** No picture has more pixels than it is shown with, at three device pixels to one. */
export const rule: Rule = {
  chapter: '性能',
  title: '图片大小',
  weight: 4,
  judge: ({ rendered }) =>
    rendered?.flatMap(({ name, images }) =>
      images
        .filter(({ natural, shown }) => area(natural) > area(shown) * DPR ** 2)
        .map(({ where, natural, shown }) =>
          fault(name, where, `${natural.join('×')} shown at ${shown.map(Math.round).join('×')}, DPR ${DPR}`),
        ),
    ),
}
