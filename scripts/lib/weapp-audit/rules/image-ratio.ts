import { fault, type Rule } from '../rule'
import { nameOf } from '../urls'

const KEEPS = /^(aspectFit|aspectFill|widthFix|heightFix|top|bottom|center|left|right)/

/** Pictures keep their ratio: every image has a mode that does. */
export const rule: Rule = {
  chapter: '体验',
  title: '保持图片大小比例',
  weight: 4,
  judge: ({ pages }) =>
    [...pages].flatMap(([route, { images }]) =>
      images
        .filter(({ mode }) => !KEEPS.test(mode))
        .map(({ src, mode }) => fault(route, `image ${nameOf(src)}`, `mode ${mode || 'scaleToFill'}`)),
    ),
}
