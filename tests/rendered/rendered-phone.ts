import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { routes } from '@/shared/routes'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { JOURNEY_BEGINS } from '../support/product'
import { SHADOWED } from '../weapp/runtime/realm'
import { bundle } from './bundle'
import { compile } from './compile'
import type { Compiled, HostSettings, PhoneFile } from './host/compiled'
import type { HostPage } from './host-page'

/** Widths that the design promises, in CSS pixels. */
export const WIDTHS = [320, 375, 430] as const
/** What is above the page and below it on a phone with a notch. */
export const STATUS_BAR = 44
const SAFE_BOTTOM = 34
const HEIGHT = 812
/** The address that a build without BB_API_URL is made for. */
const BUILT_FOR = process.env.BB_API_URL || 'http://localhost:54321'
const MIME: Record<string, string> = { '.jpg': 'image/jpeg', '.png': 'image/png', '.pdf': 'application/pdf' }

export interface RenderedOptions {
  browser: Browser
  host: HostPage
  /** dist/weapp of a build, or what compile() made of it: compiled once for several people. */
  app: string | Compiled
  handle: DemoHandle
  at?: string
  /** WeChat's font size setting: 17 is 标准. */
  fontSizeSetting?: number
}

/** A person's phone: the built mini-program drawn in a browser, used by what is written there. */
export class RenderedPhone {
  readonly problems: string[] = []

  private constructor(
    readonly handle: DemoHandle,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async take(options: RenderedOptions): Promise<RenderedPhone> {
    const { browser, host, app, handle, at = JOURNEY_BEGINS, fontSizeSetting = 17 } = options
    const context = await browser.newContext({
      viewport: { width: 375, height: HEIGHT },
      deviceScaleFactor: 1,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    context.setDefaultTimeout(15_000)
    await context.clock.setSystemTime(new Date(at))
    await context.addInitScript(await bundle('look'))
    const page = await context.newPage()
    const phone = new RenderedPhone(handle, context, page)
    page.on('pageerror', (error) => phone.problems.push(error.stack ?? String(error)))
    await page.goto(host.url)
    const settings: HostSettings = {
      compiled: typeof app === 'string' ? compile(app) : app,
      shadowed: SHADOWED,
      handle,
      builtFor: BUILT_FOR,
      fontSizeSetting,
      statusBar: STATUS_BAR,
      safeBottom: SAFE_BOTTOM,
    }
    await page.evaluate((given) => window.phone.start(given), settings)
    return phone
  }

  /** From wherever the app stands to its home, signed in with one tap. */
  async signIn(): Promise<void> {
    await this.open(routes.signIn())
    await this.tap('同意并用微信登录')
    await this.at('pages/home')
    await this.calm()
  }

  /** The open page's own part of the document. */
  get screen(): Locator {
    return this.page.locator('wx-page:not([hidden])')
  }

  route(): Promise<string> {
    return this.page.evaluate(() => window.phone.route())
  }

  /** The open page's whole address, as routes.ts makes it. */
  async address(): Promise<string> {
    const query = Object.entries(await this.page.evaluate(() => window.phone.query()))
    const search = query.map(([name, value]) => `${name}=${value}`).join('&')
    return `/${await this.route()}${search ? `?${search}` : ''}`
  }

  /** A parameter of the open page's address. */
  async param(name: string): Promise<string> {
    const value = (await this.page.evaluate(() => window.phone.query()))[name]
    if (!value) throw new Error(`${await this.route()} was opened without ${name}`)
    return decodeURIComponent(value)
  }

  /** Opens an address of the app as a card or a message inside it does; home stays below. */
  async open(url: string): Promise<void> {
    await this.page.evaluate((target) => window.phone.open(target), url)
    await this.at(url.replace(/^\//, '').split('?')[0])
  }

  async back(): Promise<void> {
    await this.page.evaluate(() => window.phone.back())
  }

  /** Moves this phone's clock; the product's own is moved apart. */
  async setClock(at: string): Promise<void> {
    await this.context.clock.setSystemTime(new Date(at))
  }

  async see(text: string | RegExp): Promise<void> {
    await this.come(this.page.getByText(text).filter({ visible: true }).first())
  }

  /** Waits for it; says what the page shows instead. */
  private async come(wanted: Locator): Promise<void> {
    await wanted.waitFor().catch(async (error: Error) => {
      const shown = ((await this.screen.textContent().catch(() => '')) ?? '').replace(/\s+/g, ' ')
      throw new Error(`${error.message}\n${await this.route()} shows: ${shown}\n${this.problems.join('\n')}`)
    })
  }

  async at(route: string): Promise<void> {
    await this.page.locator(`wx-page[data-route^="${route}"]:not([hidden])`).waitFor({ state: 'attached' })
  }

  /** Taps what is named so: a control by its name, or else the text itself. */
  async tap(name: string | RegExp): Promise<void> {
    const exact = typeof name === 'string'
    const role = (kind: 'button' | 'radio' | 'tab' | 'checkbox' | 'link') =>
      this.page.getByRole(kind, { name, exact }).filter({ visible: true })
    const control = role('button').or(role('radio')).or(role('tab')).or(role('checkbox')).or(role('link'))
    const text = this.page.getByText(name, { exact }).filter({ visible: true })
    await this.come(control.or(text).first())
    const target = (await control.count()) > 0 ? control : text
    await target.last().click()
  }

  /** Types into the field with this label. */
  async type(label: string, value: string): Promise<void> {
    const field = this.screen.locator('.wx-el').and(this.page.getByLabel(label)).filter({ visible: true })
    await field.first().fill(value)
    await field.first().blur()
  }

  /** What the person will choose when the app asks for a photo or a file. */
  async pickNext(...files: string[]): Promise<void> {
    const chosen = files.map(
      (file): PhoneFile => ({
        name: path.basename(file),
        mime: MIME[path.extname(file)] ?? '',
        base64: readFileSync(file).toString('base64'),
      }),
    )
    await this.page.evaluate((given) => window.phone.pick(given), chosen)
  }

  async scanNext(text: string): Promise<void> {
    await this.page.evaluate((scan) => void window.phone.outside.scans.push(scan), text)
  }

  /** Waits until no request is under way and what is drawn does not change: the screen stands. */
  async calm(): Promise<void> {
    await this.page.evaluate(() => window.phone.calm())
  }

  /** 大字 on or off by the app's own switch, on the home page that stays below; every open page follows. */
  async setLarge(on: boolean): Promise<void> {
    await this.page.evaluate((wanted) => window.phone.setLarge(wanted), on)
    await this.calm()
  }

  /** Width of the window; the height is the page's own, so that nothing of it is out of sight. */
  async resize(width: number): Promise<void> {
    let height = HEIGHT
    // A page may grow once more in the window that its first height made.
    for (let turn = 0; turn < 3; turn += 1) {
      await this.page.setViewportSize({ width, height })
      const wanted = await this.page.evaluate(() => window.look.height())
      if (wanted <= height) return
      height = wanted
    }
    await this.page.setViewportSize({ width, height })
  }

  async leave(): Promise<void> {
    await this.context.close()
  }
}
