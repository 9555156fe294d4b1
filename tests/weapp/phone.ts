import { randomUUID } from 'node:crypto'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { distOf, JOURNEY_BEGINS } from '../support/product'
import { Hand } from './runtime/hand'
import { MiniProgram, turn } from './runtime/mini-program'
import { makeWx, type Wx } from './runtime/wx'

/** The address that the build was made for; a test's stack is on a port of its own. */
const BUILT_FOR = /^(http|ws):\/\/localhost:54321/

/** What a nimble person needs from one touch to the next. */
const TOUCH_MS = 300
/** And to take a photo or find a file. */
const CHOOSE_MS = 1000

/** Turns without any traffic after which a screen stands; effects that follow an answer take one or two. */
const CALM_TURNS = 20

export interface PhoneOptions {
  apiUrl: string
  handle: DemoHandle
  /** What the phone's clock shows when it is taken in hand. */
  at?: string
  /** What an earlier phone kept: the same phone after WeChat ended the app. */
  store?: Map<string, unknown>
}

/** A phone with WeChat of one person, and the built mini-program on it. */
export class Phone extends Hand {
  readonly wx: Wx
  private begins = JOURNEY_BEGINS
  private taken = Date.now()

  constructor({ apiUrl, handle, at = JOURNEY_BEGINS, store }: PhoneOptions) {
    const wx = makeWx({
      // Fragments of the address stay as they are: only where the API is differs.
      mapUrl: (url) => url.replace(BUILT_FOR, (_, scheme: string) => apiUrl.replace(/^http/, scheme)),
      loginCode: () => `demo-${handle}-${randomUUID()}`,
    })
    for (const [key, value] of store ?? []) wx.store.set(key, value)
    const app = new MiniProgram(distOf('weapp'), wx, () => this.now())
    super(app, () => this.pass(TOUCH_MS))
    this.wx = wx
    this.setClock(at)
  }

  /** The phone's clock runs on from the moment it was set to, so that nothing that waits for time stands still. */
  setClock(at: string): void {
    this.begins = at
    this.taken = Date.now()
  }

  /** Lets time go by without waiting for it. */
  pass(ms: number): void {
    this.taken -= ms
  }

  now(): number {
    return Date.parse(this.begins) + Date.now() - this.taken
  }

  /** A parameter of the open page's address. */
  param(name: string): string {
    const value = (this.app.page.options as Record<string, string>)[name]
    if (!value) throw new Error(`${this.app.route} was opened without ${name}`)
    return decodeURIComponent(value)
  }

  /** The app is gone, and so are its connections. */
  end(): void {
    this.app.end()
    this.wx.setDeaf(true)
    this.wx.hangUp()
    this.wx.endTemporaryFiles()
  }

  /** WeChat ends the app; the person opens it again on the same phone. */
  again(apiUrl: string, handle: DemoHandle): Phone {
    this.end()
    return new Phone({ apiUrl, handle, at: new Date(this.now()).toISOString(), store: this.wx.store })
  }

  /** Agrees in the app's own sheet; WeChat notes that this very button was tapped. */
  async agreeToPrivacy(): Promise<void> {
    await this.tapOpen('同意', 'agreePrivacyAuthorization', {}, (id) => this.wx.privacy.tapped.add(id))
  }

  /** Gives a permission in the mini-program's settings, which a button opened. */
  async allowInSettings(scope: string, allow = true): Promise<void> {
    const set = () => {
      this.wx.privacy.settings[scope] = allow
    }
    await this.tapOpen('去设置里允许', 'openSetting', { authSetting: { [scope]: allow } }, set)
  }

  /** As a link of WeChat opens a page. */
  goTo(url: string, how: 'navigateTo' | 'switchTab' = 'navigateTo'): void {
    const routes = this.wx as unknown as Record<typeof how, (options: { url: string }) => void>
    routes[how]({ url })
  }

  /** The phone's own way back. */
  back(): void {
    this.app.back()
  }

  /** Chooses a file for what is open, and waits until it is up and known to the server. */
  async upload(source: string, file: string): Promise<void> {
    const before = this.wx.counter.uploads.length
    this.wx.pickNext(file)
    this.pass(CHOOSE_MS)
    await this.tap(source)
    await this.until(() => this.wx.counter.uploads.length > before, `upload of ${file}`)
    await this.gone(/正在上传|正在传|等着传/)
  }

  /** Waits until nothing is under way, and nothing follows from the last answer. */
  async quiet(): Promise<void> {
    const { requests } = this.wx.counter
    for (let [calm, seen] = [0, requests.length]; calm < CALM_TURNS; calm += 1) {
      await turn()
      if (!this.wx.quiet || requests.length !== seen) [calm, seen] = [0, requests.length]
    }
  }

  /** What happens on the network while something is done, until it is quiet: requests, uploads, downloads, bytes. */
  async traffic(doing: () => Promise<void>): Promise<Traffic> {
    const { requests } = this.wx.counter
    await this.quiet()
    const before = requests.length
    await doing()
    await this.quiet()
    const made = requests.slice(before)
    const sum = (bytes: (request: (typeof made)[number]) => number) =>
      made.reduce((total, request) => total + bytes(request), 0)
    return {
      requests: made.length,
      sent: sum((request) => request.sent),
      received: sum((request) => request.received),
      calls: made.map(({ method, url }) => `${method} ${nameOf(url)}`),
    }
  }
}

/** The path of an address without what is different each time. */
const nameOf = (url: string) =>
  url.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*|(?<=\/object\/\w+\/).*/g, '')

export interface Traffic {
  requests: number
  sent: number
  received: number
  calls: string[]
}
