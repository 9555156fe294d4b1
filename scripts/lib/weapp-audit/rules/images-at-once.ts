import { fault, type Rule } from '../rule'

const LIMIT = 20

/** At most twenty pictures at once; every picture of a page is counted, however quick it comes. */
export const rule: Rule = {
  chapter: '性能',
  title: '图片请求数',
  weight: 5,
  judge: ({ pages }) =>
    [...pages]
      .filter(([, { imagesAtOnce }]) => imagesAtOnce > LIMIT)
      .map(([route, { imagesAtOnce }]) =>
        fault(route, 'image', `${imagesAtOnce} pictures of one page, limit ${LIMIT} at once`),
      ),
}
