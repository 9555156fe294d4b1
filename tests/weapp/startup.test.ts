import { expect, it } from 'vitest'
import { buildBareTaro } from '../../scripts/lib/bare-taro'
import { compareStartups } from '../../scripts/lib/startup'
import { keepFigures } from '../support/figures'
import { distOf } from '../support/product'

/** Of a bare Taro page with the same first screen, built by the same Taro. */
const LIMIT = 2

it('starts in at most twice the time, and with at most twice the first setData, of a bare Taro page', async () => {
  const compared = await compareStartups(distOf('weapp'), await buildBareTaro())
  keepFigures('startup', { ...compared })
  expect(compared.ratio.ms).toBeLessThanOrEqual(LIMIT)
  expect(compared.ratio.setDataBytes).toBeLessThanOrEqual(LIMIT)
})

it('measures the first screen of the home page, not less', async () => {
  const { product, bare } = await compareStartups(distOf('weapp'), await buildBareTaro(), 1)
  // Title, switch, four cards and four tabs: a first setData without them would be cheap for the wrong reason.
  expect(product.setDataBytes).toBeGreaterThan(1500)
  expect(bare.setDataBytes).toBeGreaterThan(1500)
})
