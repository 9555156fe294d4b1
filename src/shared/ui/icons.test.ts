import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('draws every icon that has a name, and names every icon that is drawn', () => {
  const drawn = [...read('../theme/icons.scss').matchAll(/^ {2}"(\w+)":/gm)].map((match) => match[1])
  const named = [...read('./icon-names.ts').matchAll(/'(\w+)'/g)].map((match) => match[1])
  expect(drawn.length).toBeGreaterThan(40)
  expect(drawn.sort()).toEqual(named.sort())
})
