import { expect, it } from 'vitest'
import { routeOfPrintedLink } from './printed-link'

it('leads a printed link to the code page', () => {
  expect(routeOfPrintedLink('/c/QX07')).toBe('/#/pages/code/index?c=QX07')
  expect(routeOfPrintedLink('/c/qx07/')).toBe('/#/pages/code/index?c=QX07')
})

it('leads the code of a paper to its check', () => {
  expect(routeOfPrintedLink('/v/7KQM3HXT9WRZP')).toBe('/#/packages/document/check/index?c=7KQM3HXT9WRZP')
  expect(routeOfPrintedLink('/v/7kqm3hxt9wrzp/')).toBe('/#/packages/document/check/index?c=7KQM3HXT9WRZP')
})

it('leaves every other path alone', () => {
  expect(routeOfPrintedLink('/')).toBeNull()
  expect(routeOfPrintedLink('/index.html')).toBeNull()
  expect(routeOfPrintedLink('/c/<script>')).toBeNull()
  expect(routeOfPrintedLink('/v/short')).toBeNull()
  expect(routeOfPrintedLink('/v/<script>xxxxx')).toBeNull()
})
