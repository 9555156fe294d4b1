import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { keptSignIn } from '../browser/prepared'
import { JOURNEY_BEGINS, type Product } from '../support/product'
import { signInByEmail } from '../support/stack'
import { bundle } from './bundle'

const HEIGHT = 812
/** Looks without any traffic after which a screen stands. */
const CALM_TURNS = 4

/** The same person's browser: opens on H5 what stands on the rendered phone, to compare. */
export class H5Twin {
  private underWay = 0

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly product: Pick<Product, 'stack' | 'app'>,
  ) {
    page.on('request', () => {
      this.underWay += 1
    })
    const done = () => {
      this.underWay -= 1
    }
    page.on('requestfinished', done)
    page.on('requestfailed', done)
  }

  static async come(browser: Browser, product: Pick<Product, 'stack' | 'app'>): Promise<H5Twin> {
    const context = await browser.newContext({
      viewport: { width: 375, height: HEIGHT },
      deviceScaleFactor: 1,
      hasTouch: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    context.setDefaultTimeout(15_000)
    await context.clock.setSystemTime(new Date(JOURNEY_BEGINS))
    await context.addInitScript(await bundle('look'))
    return new H5Twin(context, await context.newPage(), product)
  }

  /** As if this person had signed in here before. */
  async signIn(handle: DemoHandle): Promise<void> {
    const client = await signInByEmail(this.product.stack, `${handle}@demo.invalid`)
    const { data } = await client.auth.getSession()
    await this.context.addInitScript((items) => {
      if (sessionStorage.getItem('arrived')) return
      sessionStorage.setItem('arrived', '1')
      for (const [key, text] of Object.entries(items)) localStorage.setItem(key, text)
    }, keptSignIn(data.session))
    await this.page.goto('about:blank')
  }

  async setClock(at: string): Promise<void> {
    await this.context.clock.setSystemTime(new Date(at))
  }

  /** Opens an address afresh, as after a reload, and waits until it stands. */
  async open(route: string): Promise<void> {
    const { page } = this
    await page.goto('about:blank')
    await page.setViewportSize({ width: 375, height: HEIGHT })
    this.underWay = 0
    await page.goto(`${this.product.app.url}/#${route}`)
    await page.locator('.screen').filter({ visible: true }).first().waitFor()
    await this.calm()
  }

  /** Waits until no request is under way for a while and nothing says that it is still loading. */
  async calm(): Promise<void> {
    const loading = this.page.locator('.skel').filter({ visible: true })
    for (let calm = 0; calm < CALM_TURNS; calm += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30))
      if (this.underWay > 0 || (await loading.count()) > 0) calm = -1
    }
  }

  async resize(width: number): Promise<void> {
    await this.page.setViewportSize({ width, height: HEIGHT })
    const height = await this.page.evaluate(() => window.look.height())
    if (height > HEIGHT) await this.page.setViewportSize({ width, height })
  }
}
