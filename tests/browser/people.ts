import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/lib/browser.mjs'
import { JOURNEY_BEGINS } from '../support/product'

/** Without the last ones Chromium asks Google's hosts for things, which a closed network refuses. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const PHONE = { width: 375, height: 812 }
export const DESK = { width: 1280, height: 800 }

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is missing: npm test installs or names it')
  return chromium.launch({ executablePath, args: FLAGS })
}

/** A person with a browser profile of their own, whose clock shows the journey's day. */
export class Person {
  readonly problems: string[] = []
  private shots = 0

  private constructor(
    readonly name: string,
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly app: string,
  ) {}

  static async come(browser: Browser, app: string, name: string, viewport = PHONE): Promise<Person> {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: 2,
      hasTouch: viewport === PHONE,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
    })
    context.setDefaultTimeout(15_000)
    await context.clock.setSystemTime(new Date(JOURNEY_BEGINS))
    const page = await context.newPage()
    const person = new Person(name, page, context, app)
    // An error nobody caught is a failure of the journey even when the screen looks right.
    page.on('pageerror', (error) => person.problems.push(error.stack ?? String(error)))
    return person
  }

  async open(route: string): Promise<void> {
    await this.page.goto(
      route.startsWith('http') ? route : `${this.app}${/^\/[cv]\//.test(route) ? '' : '/#'}${route}`,
    )
  }

  /** Moves this browser's clock; the product's own is moved apart. */
  async setClock(at: string): Promise<void> {
    await this.context.clock.setSystemTime(new Date(at))
  }

  async see(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  /** Taps what is named so: a control by its name, or else the text itself. */
  async tap(name: string | RegExp): Promise<void> {
    const exact = typeof name === 'string'
    const role = (kind: 'button' | 'radio' | 'tab') =>
      this.page.getByRole(kind, { name, exact }).filter({ visible: true })
    const control = role('button').or(role('radio')).or(role('tab'))
    const text = this.page.getByText(name, { exact }).filter({ visible: true })
    await control.or(text).last().click()
  }

  /** Keeps what the person sees as test output. */
  async shot(what: string): Promise<void> {
    this.shots += 1
    const folder = path.resolve(import.meta.dirname, '../../test-output/screens')
    mkdirSync(folder, { recursive: true })
    const number = String(this.shots).padStart(2, '0')
    await this.page.screenshot({ path: path.join(folder, `${this.name}-${number}-${what}.png`) })
  }

  async leave(): Promise<void> {
    await this.context.close()
  }
}
