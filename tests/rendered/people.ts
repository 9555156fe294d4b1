import type { Browser } from 'playwright-core'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { openBrowser } from '../browser/people'
import { distOf, JOURNEY_BEGINS, type Product, startProduct } from '../support/product'
import { compile } from './compile'
import { H5Twin } from './h5-twin'
import type { Compiled } from './host/compiled'
import { type HostPage, serveHostPage } from './host-page'
import { RenderedPhone } from './rendered-phone'
import { Visits } from './visit'

/** A person with both: the rendered mini-program, and H5 beside it. */
export interface Pair {
  phone: RenderedPhone
  twin: H5Twin
}

/** Everything that a rendered journey needs, on a stack of its own. */
export class Theatre {
  readonly phones: RenderedPhone[] = []

  private constructor(
    readonly product: Product,
    readonly browser: Browser,
    readonly host: HostPage,
    readonly app: Compiled,
    readonly visits: Visits,
  ) {}

  static async open(visits = new Visits()): Promise<Theatre> {
    const product = await startProduct()
    const browser = await openBrowser()
    const host = await serveHostPage(product.stack.apiUrl)
    return new Theatre(product, browser, host, compile(distOf('weapp')), visits)
  }

  /** A phone taken in hand for the first time: nobody has signed in. */
  async phone(handle: DemoHandle, at = JOURNEY_BEGINS, fontSizeSetting?: number): Promise<RenderedPhone> {
    const { browser, host, app } = this
    const phone = await RenderedPhone.take({ browser, host, app, handle, at, fontSizeSetting })
    this.phones.push(phone)
    return phone
  }

  twin(): Promise<H5Twin> {
    return H5Twin.come(this.browser, this.product)
  }

  /** Somebody of the staff, signed in on both. */
  async staff(handle: DemoHandle, at = JOURNEY_BEGINS): Promise<Pair> {
    const [phone, twin] = await Promise.all([this.phone(handle, at), this.twin()])
    await Promise.all([phone.signIn(), twin.signIn(handle), twin.setClock(at)])
    return { phone, twin }
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.host.close()
    await this.product.stop()
  }
}
