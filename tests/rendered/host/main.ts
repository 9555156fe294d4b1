import type { Element as GlassElement } from 'glass-easel'
import { BASE_STYLE } from './base-style'
import type { AppJson, HostSettings, PhoneFile } from './compiled'
import { defineElements } from './elements'
import { tell } from './elements/native'
import { Modules } from './modules'
import { Pages } from './pages'
import { makeOutside, makeWx, type Outside } from './wx'
import { hideWeb } from './wx/natives'
import { OVERLAY_STYLE } from './wx/overlay'

/** What the driver and the elements ask of the host page. */
export interface HostPhone {
  outside: Outside
  start(settings: HostSettings, route?: string, query?: Record<string, string>): void
  /** Opens an address on top of what is open; a tab by its tab. */
  open(url: string): Promise<void>
  back(): void
  route(): string
  query(): Record<string, string>
  depth(): number
  pick(files: PhoneFile[]): void
  addressOf(url: string): string
  find(selector: string): Element | null
  /** Settles when no request is under way and nothing says that it is still loading. */
  calm(): Promise<void>
  /** Lets the app itself turn 大字 on or off, by the switch of the home page that waits below. */
  setLarge(on: boolean): void
}

declare global {
  interface Window {
    phone: HostPhone
  }
}

/** Turns without any traffic after which a screen stands; effects that follow an answer take one or two. */
const CALM_TURNS = 6
const LOADING = '.skel'
/** Pages on the stack before the next address begins at home again. */
const DEEP = 6

let pages: Pages
let builtFor = ''
let builtApp: AppJson
const outside = makeOutside()
const selected = (selector: string) => selector.replace(/#([\w-]+)/g, '[data-id="$1"]')

window.phone = {
  outside,
  start(settings, route, query = {}) {
    builtFor = settings.builtFor
    builtApp = settings.compiled.app
    hideWeb()
    dress(settings)
    defineElements()
    const globals: Record<string, unknown> = {}
    const modules = new Modules(settings.compiled, settings.shadowed, globals)
    pages = new Pages(settings.compiled, modules)
    const view = { find: window.phone.find, findAll: (s: string) => all(s) }
    const wx = Object.assign(makeWx(settings, outside, view, window.phone.addressOf), pages.calls)
    globals.wx = wx
    globals.getCurrentPages = () => pages.stack.map((page) => page.caller)
    const first = route ?? settings.compiled.app.pages[0]
    const entered = { path: first, query, scene: 1001, referrerInfo: {} }
    outside.device.entered = entered
    modules.require('app.js')
    const { app } = modules.registered
    const life = (name: string) => (app[name] as ((o: object) => void) | undefined)?.call(app, entered)
    life('onLaunch')
    life('onShow')
    pages.registerComponent()
    listen()
    pages.go('reLaunch', first, query)
  },
  async open(url) {
    const refused = (result: { errMsg: string }) => {
      throw new Error(result.errMsg)
    }
    const { switchTab, navigateTo } = pages.calls
    const tabs = builtApp.tabBar?.list.map((tab) => tab.pagePath) ?? []
    if (tabs.includes(url.replace(/^\//, '').split('?')[0])) {
      switchTab({ url, fail: refused })
      return
    }
    if (pages.stack.length > DEEP) {
      switchTab({ url: tabs[0], fail: refused })
      // One page has come before the next is asked for, as between two touches.
      await window.phone.calm()
    }
    navigateTo({ url, fail: refused })
  },
  back: () => pages.back(1),
  route: () => pages.top.route,
  query: () => pages.top.caller.options as Record<string, string>,
  depth: () => pages.stack.length,
  pick: (files) => void outside.files.picks.push(...files),
  addressOf: (url) => {
    if (url.startsWith('wxfile://')) {
      const { bytes, mime } = outside.files.get(url)
      return URL.createObjectURL(new Blob([bytes], { type: mime }))
    }
    return url
      .replace(builtFor, location.origin)
      .replace(builtFor.replace(/^http/, 'ws'), location.origin.replace(/^http/, 'ws'))
  },
  find: (selector) => all(selector)[0] ?? null,
  calm: () =>
    new Promise((resolve) => {
      let left = CALM_TURNS
      const again = () => {
        const loading = pages.top.element.querySelector(LOADING) !== null
        left = outside.busy.now === 0 && !loading ? left - 1 : CALM_TURNS
        if (left === 0) resolve()
        else setTimeout(again, 20)
      }
      again()
    }),
  setLarge(on) {
    const home = document.querySelector('wx-page .big-switch')
    if (!home) throw new Error('No home page is open: 大字 has its switch there')
    if ((home.getAttribute('aria-checked') === 'true') !== on) tell(home, 'tap', { x: 1, y: 1 }, true)
  },
}

/** Elements of the open page; an id is kept by glass-easel, not by the DOM. */
function all(selector: string): Element[] {
  for (const element of pages.top.element.querySelectorAll('*')) {
    const node = (element as Element & { __wxElement?: GlassElement }).__wxElement
    if (node?.id) element.setAttribute('data-id', node.id)
  }
  return [...pages.top.element.querySelectorAll(selected(selector))]
}

function dress(settings: HostSettings): void {
  const style = document.createElement('style')
  const { statusBar, safeBottom } = settings
  style.textContent = `:root{--wx-safe-area-top:${statusBar}px;--wx-safe-area-bottom:${safeBottom}px;
    --wx-safe-area-left:0px;--wx-safe-area-right:0px}${BASE_STYLE}${OVERLAY_STYLE}`
  document.head.prepend(style)
  const capsule = document.createElement('div')
  capsule.className = 'wx-capsule'
  capsule.style.top = `${statusBar + 6}px`
  capsule.innerHTML = '<span>•••</span><span>◎</span>'
  capsule.setAttribute('aria-hidden', 'true')
  document.body.append(capsule)
}

/** A click of the browser is WeChat's tap, which bubbles through the page's tree. */
function listen(): void {
  document.addEventListener('click', (event) => {
    let target = event.target as (Element & { __wxElement?: GlassElement }) | null
    while (target && !target.__wxElement) target = target.parentElement
    if (target) tell(target, 'tap', { x: event.clientX, y: event.clientY }, true)
  })
}
