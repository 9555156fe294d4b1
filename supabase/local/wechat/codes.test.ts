import { expect, test } from 'vitest'
import { CodePictures } from './codes'

const draw = async (body: Record<string, unknown>, published: string[] | null = null) => {
  const codes = new CodePictures()
  codes.published = published
  const answer = await codes.apis['/wxa/getwxacodeunlimit']({ query: new URLSearchParams(), body })
  const picture = answer.headers.get('content-type') === 'image/png'
  return picture ? 'a picture' : ((await answer.json()) as { errcode: number }).errcode
}
const page = 'pages/code/index'

test('a scene is at most 32 signs of those that are allowed', async () => {
  expect(await draw({ scene: 'QX07', page })).toBe('a picture')
  expect(await draw({ scene: 'x'.repeat(32), page })).toBe('a picture')
  expect(await draw({ scene: 'x'.repeat(33), page })).toBe(40169)
  expect(await draw({ page })).toBe(40169)
  expect(await draw({ scene: '事项', page })).toBe(40129)
  expect(await draw({ scene: 'a%20b', page })).toBe(40129)
})

test('a page is one of the published version, without a query, unless it is not checked', async () => {
  expect(await draw({ scene: 'QX07', page: `/${page}` })).toBe(41030)
  expect(await draw({ scene: 'QX07', page: `${page}?c=QX07` })).toBe(41030)
  expect(await draw({ scene: 'QX07', page }, ['pages/home/index'])).toBe(41030)
  expect(await draw({ scene: 'QX07', page, check_path: false }, [])).toBe('a picture')
  expect(await draw({ scene: 'QX07', page, width: 100 })).toBe(40097)
})
