import { expect, it } from 'vitest'
import { routeOfPrintedLink } from './printed-link'

it('leads a printed link to the code page', () => {
  expect(routeOfPrintedLink('/c/QX07')).toBe('/#/pages/code/index?c=QX07')
  expect(routeOfPrintedLink('/c/qx07/')).toBe('/#/pages/code/index?c=QX07')
})

it('leaves every other path alone', () => {
  expect(routeOfPrintedLink('/')).toBeNull()
  expect(routeOfPrintedLink('/index.html')).toBeNull()
  expect(routeOfPrintedLink('/c/<script>')).toBeNull()
})
