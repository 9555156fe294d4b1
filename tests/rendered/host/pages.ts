import { CurrentWindowBackendContext } from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { type Options, refuse, succeed } from '../../weapp/runtime/wx-types'
import type { Compiled } from './compiled'
import type { Definition, Modules } from './modules'

type Handler = (this: unknown, ...args: unknown[]) => unknown
type Caller = Record<string, unknown> & { _$: { shadowRoot: { querySelector(s: string): Drawn | null } } }
type Drawn = { $$: Element }

export interface Page {
  route: string
  caller: Caller
  definition: Definition
  element: HTMLElement
  scrolled: number
  release(): void
}
type RouteOptions = { url: string } & Options

/** WeChat keeps ten pages. */
const DEEPEST = 10
const LIFE = ['onLoad', 'onReady', 'onShow', 'onHide', 'onUnload']

/** The page stack: templates are rendered by glass-easel, tab pages stay alive, the top page has the window. */
export class Pages {
  readonly stack: Page[] = []
  private readonly tabs = new Map<string, Page>()
  private readonly space
  private readonly backend
  private readonly templates: Record<string, unknown>
  private readonly known = new Set<string>()
  private readonly sheet = document.head.appendChild(document.createElement('style'))

  constructor(
    private readonly compiled: Compiled,
    private readonly modules: Modules,
  ) {
    const env = new MiniProgramEnv()
    this.backend = env.associateBackend(new CurrentWindowBackendContext())
    this.space = env.createCodeSpace('', true)
    this.templates = new Function(`return ${compiled.templates}`)() as Record<string, unknown>
  }

  /** Taro's one component, that templates nested too deep go on in. */
  registerComponent(): void {
    this.modules.require('comp.js')
    const definition = this.modules.registered.components.get('comp')
    if (!definition) throw new Error('comp.js registers no component')
    this.space.addComponentStaticConfig('comp', { component: true, usingComponents: { comp: '/comp' } })
    this.space.addCompiledTemplate('comp', this.template('comp'))
    this.space.componentEnv('comp', ({ Component }) => Component(definition as never))
  }

  get top(): Page {
    const page = this.stack.at(-1)
    if (!page) throw new Error('No page is open')
    return page
  }

  /** navigateTo, redirectTo, switchTab, reLaunch and navigateBack, with WeChat's refusals. */
  get calls() {
    const way = (kind: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch') => (o: RouteOptions) => {
      const [route, search = ''] = o.url.replace(/^\//, '').split('?')
      const why = this.refusal(kind, route)
      if (why) return refuse(o, `${kind}:fail ${why}`)
      this.go(kind, route, queryOf(search))
      succeed(o, { errMsg: `${kind}:ok` })
    }
    return {
      navigateTo: way('navigateTo'),
      redirectTo: way('redirectTo'),
      switchTab: way('switchTab'),
      reLaunch: way('reLaunch'),
      navigateBack: (o: { delta?: number } & Options = {}) => {
        this.back(o.delta ?? 1)
        succeed(o, { errMsg: 'navigateBack:ok' })
      },
    }
  }

  private get tabRoutes(): string[] {
    return this.compiled.app.tabBar?.list.map((tab) => tab.pagePath) ?? []
  }

  private refusal(kind: string, route: string): string | null {
    const { pages, subPackages = [] } = this.compiled.app
    const all = [...pages, ...subPackages.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`))]
    const tab = this.tabRoutes.includes(route)
    if (!all.includes(route)) return `page "${route}" is not found`
    if (kind === 'switchTab' && !tab) return 'can not switch to no-tabBar page'
    if ((kind === 'navigateTo' || kind === 'redirectTo') && tab) return 'can not navigate to a tabbar page'
    if (kind === 'navigateTo' && this.stack.length >= DEEPEST) return 'webview count limit exceed'
    return null
  }

  go(kind: string, route: string, query: Record<string, string>): void {
    if (kind === 'navigateTo') this.hide(this.top)
    else if (kind === 'redirectTo') this.leave(this.stack.pop())
    else {
      for (const page of this.stack.splice(0).reverse())
        if (kind === 'switchTab' && this.tabs.has(page.route)) this.hide(page)
        else this.leave(page)
      if (kind === 'reLaunch') for (const page of this.tabs.values()) this.leave(page)
    }
    const kept = this.tabs.get(route)
    if (kept) {
      this.stack.push(kept)
      this.show(kept)
    } else this.open(route, query)
  }

  back(delta: number): void {
    for (let n = 0; n < delta && this.stack.length > 1; n += 1) this.leave(this.stack.pop())
    this.show(this.top)
  }

  private template(path: string) {
    return {
      groupList: this.templates,
      content: this.templates[path],
      fallbackListenerOnNativeNode: true,
    } as never
  }

  private open(route: string, query: Record<string, string>): void {
    const { registered } = this.modules
    if (!registered.pages.has(route) && !registered.components.has(route)) this.modules.require(route)
    const definition = registered.pages.get(route) ?? registered.components.get(route)
    if (!definition) throw new Error(`${route} registers no page`)
    if (!this.known.has(route)) {
      this.known.add(route)
      this.space.addComponentStaticConfig(route, { usingComponents: { comp: '/comp' } })
      this.space.addCompiledTemplate(route, this.template(route))
      // The stack calls the life of a page itself, at WeChat's moments.
      const silent = Object.fromEntries(LIFE.map((name) => [name, () => {}]))
      this.space.componentEnv(route, ({ Page }) => Page({ ...definition, ...silent } as never))
    }
    const root = this.backend.createRoot('wx-page', this.space, route)
    const caller = root.get() as unknown as Caller
    const before = document.body.appendChild(document.createElement('i'))
    root.attach(document.body as never, before as never)
    const element = (caller._$ as unknown as Drawn).$$ as HTMLElement
    Object.assign(caller, { route, __route__: route, options: query, getTabBar: () => null })
    const page = { route, caller, definition, element, scrolled: 0, release: () => root.release() }
    element.setAttribute('data-route', route)
    this.stack.push(page)
    if (this.tabRoutes.includes(route)) this.tabs.set(route, page)
    this.reveal(page)
    call(page, 'onLoad', query)
    call(page, 'onShow')
    call(page, 'onReady')
  }

  private reveal(page: Page): void {
    for (const each of document.querySelectorAll('wx-page'))
      each.toggleAttribute('hidden', each !== page.element)
    const { styles } = this.compiled
    // WeChat's order: the app's styles, then the page's own; no other page's.
    this.sheet.textContent = `${styles['app.wxss'] ?? ''}\n${styles[`${page.route}.wxss`] ?? ''}`
    window.scrollTo(0, page.scrolled)
  }

  private show(page: Page): void {
    this.reveal(page)
    call(page, 'onShow')
  }

  private hide(page: Page): void {
    page.scrolled = window.scrollY
    call(page, 'onHide')
  }

  private leave(page: Page | undefined): void {
    if (!page) return
    call(page, 'onUnload')
    this.tabs.delete(page.route)
    page.release()
    page.element.remove()
  }
}

function call(page: Page, name: string, ...args: unknown[]): void {
  const handler = page.definition[name]
  if (typeof handler === 'function') (handler as Handler).call(page.caller, ...args)
}

/** As it was written: WeChat does not decode a page's query. */
function queryOf(search: string): Record<string, string> {
  const pairs = search.split('&').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name, ...value] = pair.split('=')
      return [name, value.join('=')]
    }),
  )
}
