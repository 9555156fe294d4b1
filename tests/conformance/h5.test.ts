import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../scripts/lib/browser.mjs'
import { bundleFor } from './bundle'
import { cases } from './cases'
import { startServer } from './server'

declare global {
  /** What bundleFor('h5') leaves behind. */
  var conformance: typeof import('./in-realm')
}

describe('the H5 pair', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    server = await startServer({
      '/page': {
        type: 'text/html',
        body: '<!doctype html><meta charset="utf-8"><script src="/bundle.js"></script>',
      },
      '/bundle.js': { type: 'text/javascript; charset=utf-8', body: await bundleFor('h5') },
    })
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-quic'],
    })
    page = await browser.newPage()
    await page.goto(`${server.base}/page`)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  for (const { name, not } of cases) {
    it(not?.h5 ? `${name} (not here: ${not.h5})` : name, async () => {
      const why = await page.evaluate(
        ([name, base]) => {
          const none = async () => {
            throw new Error('a browser has no such thing')
          }
          const world = { base, goAway: none, comeBack: none, switchNetwork: none, mostAtOnce: none }
          return globalThis.conformance.run(name, world)
        },
        [name, server.base] as const,
      )
      if (not?.h5) expect(why).not.toBeNull()
      else expect(why).toBeNull()
    })
  }
})
