import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import {
  type Callbacks,
  call,
  type Definition,
  type Handler,
  type Page,
  type RouteOptions,
  settle,
} from './page'
import { makeRealm, type OnTimer, wrap } from './realm'
import { type Painted, type SetDataFigures, SetDataLog } from './set-data'
import { type NodeTemplate, readTemplates } from './templates'
import { applyPath, textOf } from './tree'
import type { Wx } from './wx'

interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

/**
 * The logic layer of WeChat for a built mini-program: loads dist/weapp in a vm that has only what WeChat gives
 * (no eval, no web globals, wx.* from the caller), keeps the page stack, applies setData and fires the events
 * that the templates bind. There is no view layer: what a person would read is the text of the node tree.
 */
export class MiniProgram {
  readonly errors: unknown[] = []
  readonly json: AppJson
  readonly visited = new Set<string>()
  /** Scripts that were run, in their order. */
  readonly loaded: string[] = []
  /** Told of every setData: where, how large, and what it carries. */
  onPaint: (painted: Painted, patch: Record<string, unknown>) => void = () => {}
  /** Told of every timer when it is set; gives what is to run instead. */
  onTimer: OnTimer = (act) => act
  /** Told of every run of the app's code that an event or a page's life began, with its milliseconds. */
  onRun: (what: string, ms: number) => void = () => {}
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly definitions = new Map<string, Definition>()
  /** What the views bind, by kind of node. */
  readonly templates: Map<string, NodeTemplate>
  private readonly stack: Page[] = []
  private readonly painted = new SetDataLog()
  private readonly context: vm.Context
  private app: Definition = {}
  private ended = false
  private loading = ''

  constructor(
    private readonly dist: string,
    private readonly wx: Wx,
    /** What the app's clock shows; by default the machine's own. */
    private readonly now: () => number = Date.now,
  ) {
    this.json = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8'))
    this.templates = readTemplates(dist)
    Object.assign(wx, {
      navigateTo: (o: RouteOptions) => this.navigate('navigateTo', o),
      redirectTo: (o: RouteOptions) => this.navigate('redirectTo', o),
      switchTab: (o: RouteOptions) => this.navigate('switchTab', o),
      reLaunch: (o: RouteOptions) => this.navigate('reLaunch', o),
      navigateBack: (o: { delta?: number } & Callbacks) => this.back(o),
    })
    const globals: Record<string, unknown> = {
      wx,
      console: { ...console, log: () => {}, info: () => {}, debug: () => {} },
      App: (definition: Definition) => {
        this.app = definition
      },
      getApp: () => this.app,
      getCurrentPages: () => [...this.stack],
      Page: (definition: Definition) => this.definitions.set(this.loading, definition),
      Component: (definition: Definition) => this.definitions.set(this.loading, definition),
      Behavior: (definition: Definition) => definition,
    }
    this.context = makeRealm(
      globals,
      now,
      () => this.ended,
      (...timer) => this.onTimer(...timer),
    )
    // Buffers handed to the app must be of the vm's own realm, or `instanceof ArrayBuffer` fails.
    wx.inRealm((name) => vm.runInContext(name, this.context) as unknown)
  }

  async launch(page = this.json.pages[0], query: Record<string, string> = {}): Promise<void> {
    this.timed('app.js', () => this.require('app.js'))
    const options = { path: page, query, scene: 1001, referrerInfo: {} }
    this.wx.enterWith(options)
    call(this.app, 'onLaunch', options)
    call(this.app, 'onShow', options)
    await this.openOrLose(page, query, true)
  }

  /** Opens a page; for one that there is not, the app is told, and leads on or not. */
  private async openOrLose(path: string, query: Record<string, string>, isEntryPage: boolean): Promise<void> {
    if (this.has(path)) return this.open(path, query)
    call(this.app, 'onPageNotFound', { path, query, isEntryPage })
    await turn()
  }

  private has(page: string): boolean {
    const { pages, subPackages = [] } = this.json
    return (
      pages.includes(page) ||
      subPackages.some((sub) => sub.pages.some((each) => `${sub.root.replace(/\/$/, '')}/${each}` === page))
    )
  }

  /** A code or a card opens the app that is in the background: WeChat shows that page alone. */
  async enter(page: string, query: Record<string, string> = {}): Promise<void> {
    call(this.page, 'onHide')
    call(this.app, 'onHide')
    this.wx.hide()
    const options = { path: page, query, scene: 1047, referrerInfo: {} }
    this.wx.enterWith(options)
    call(this.app, 'onShow', options)
    this.wx.show()
    for (const gone of this.has(page) ? this.stack.splice(0) : []) call(gone, 'onUnload')
    await this.openOrLose(page, query, false)
  }

  /** WeChat ends the app: no timer of it runs any more. */
  end(): void {
    this.ended = true
  }

  /** WeChat puts the app in the background and brings it back. */
  async hideAndShow(): Promise<void> {
    call(this.page, 'onHide')
    call(this.app, 'onHide')
    this.wx.hide()
    call(this.app, 'onShow', {})
    this.wx.show()
    call(this.page, 'onShow')
    await turn()
  }

  get page(): Page {
    const top = this.stack[this.stack.length - 1]
    if (!top) throw new Error('No page is open')
    return top
  }

  get route(): string {
    return this.page.route
  }

  /** An event of the view layer, as WeChat hands it to the page's one handler. */
  deliver(event: Record<string, unknown>): void {
    this.timed(String(event.type), () => (this.page.eh as Handler).call(this.page, event))
  }

  get text(): string {
    return textOf(this.page.data.root)
  }

  get figures(): SetDataFigures {
    return this.painted.figures
  }

  private timed<T>(what: string, act: () => T): T {
    const began = performance.now()
    try {
      return act()
    } finally {
      this.onRun(what, performance.now() - began)
    }
  }

  private require(file: string): unknown {
    let name = path.posix.normalize(file).replace(/^\//, '')
    if (!name.endsWith('.js')) name += '.js'
    const known = this.modules.get(name)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    this.modules.set(name, module)
    this.loaded.push(name)
    const code = readFileSync(path.join(this.dist, name), 'utf8')
    const load = wrap(code, path.join(this.dist, name), this.context)
    const before = this.loading
    this.loading = name.replace(/\.js$/, '')
    try {
      load(
        (request) => this.require(path.posix.join(path.posix.dirname(name), request)),
        module,
        module.exports,
      )
    } finally {
      this.loading = before
    }
    return module.exports
  }

  private async open(url: string, query: Record<string, string>): Promise<void> {
    const route = url.replace(/^\//, '')
    if (!this.definitions.has(route)) this.timed(`${route}.js`, () => this.require(route))
    const definition = this.definitions.get(route)
    if (!definition) throw new Error(`No Page() for ${route}`)
    this.visited.add(route)
    const page = Object.assign(Object.create(null), definition, {
      route,
      __route__: route,
      options: query,
      data: structuredClone(definition.data ?? {}),
      getTabBar: () => null,
      selectComponent: () => null,
      createSelectorQuery: () => this.wx.createSelectorQuery(),
      setData: (patch: Record<string, unknown>, done?: () => void) => {
        const sent = JSON.stringify(patch)
        const painted = { at: this.now(), route, bytes: Buffer.byteLength(sent) }
        this.painted.note(painted)
        const received = JSON.parse(sent) as Record<string, unknown>
        for (const [where, value] of Object.entries(received)) applyPath(page.data, where, value)
        this.onPaint(painted, received)
        queueMicrotask(() => done?.())
      },
    }) as Page
    this.stack.push(page)
    await this.timed('onLoad', () => call(page, 'onLoad', query))
    call(page, 'onShow')
    call(page, 'onReady')
    await turn()
  }

  private navigate(
    kind: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch',
    options: RouteOptions,
  ): void {
    const [target, search = ''] = options.url.replace(/^\//, '').split('?')
    const tabs = this.json.tabBar?.list.map((tab) => tab.pagePath) ?? []
    const known = this.has(target)
    const wrongWay =
      kind === 'switchTab' ? !tabs.includes(target) : kind === 'navigateTo' && tabs.includes(target)
    if (!known || wrongWay || (kind === 'navigateTo' && this.stack.length >= 10)) {
      const reason = !known
        ? `page "${target}" is not found`
        : wrongWay
          ? 'can not navigate a tabbar page this way'
          : 'webview count limit exceed'
      this.errors.push(new Error(`${kind}:fail ${reason}`))
      settle(options, { errMsg: `${kind}:fail ${reason}` }, false)
      return
    }
    if (kind === 'navigateTo') call(this.page, 'onHide')
    else if (kind === 'redirectTo') call(this.stack.pop(), 'onUnload')
    // WeChat keeps tab pages alive; here they are made anew, which asks more of the app.
    else for (const page of this.stack.splice(0).reverse()) call(page, 'onUnload')
    this.open(target, Object.fromEntries(new URLSearchParams(search))).catch((error) =>
      this.errors.push(error),
    )
    settle(options, { errMsg: `${kind}:ok` }, true)
  }

  back({ delta = 1, ...callbacks }: { delta?: number } & Callbacks = {}): void {
    for (let n = 0; n < delta && this.stack.length > 1; n += 1) call(this.stack.pop(), 'onUnload')
    call(this.page, 'onShow')
    settle(callbacks, { errMsg: 'navigateBack:ok' }, true)
  }
}

/** Lets timers and sockets of the app run once; every wait is a loop over this with a condition. */
export const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 10))
