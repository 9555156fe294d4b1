import { createHash } from 'node:crypto'
import type { Phone } from '../../../tests/weapp/phone'
import { attribute, type TreeNode, walk } from '../../../tests/weapp/runtime/tree'
import { type BaseLibrary, readBaseLibrary } from './base-library'
import type { PageTree, Paint, RequestSeen, Seen, TimerSeen } from './seen'
import { type BoundKeys, unreadIn } from './unread'

type Call = (options?: Record<string, unknown>, ...rest: unknown[]) => unknown

/** What one phone does from now on, until it is put away. */
export class Watch {
  readonly paints: Paint[] = []
  readonly pages = new Map<string, PageTree>()
  readonly requests: RequestSeen[] = []
  readonly runs: Seen['runs'] = []
  readonly timers: TimerSeen[] = []
  readonly deprecated = new Map<string, string>()

  constructor(
    private readonly phone: Phone,
    bound: BoundKeys,
    person: string,
    library: BaseLibrary = readBaseLibrary(),
  ) {
    const { app } = phone
    app.onPaint = ({ at, route, bytes }, patch) => {
      this.paints.push({ person, at, route, bytes, unread: unreadIn(patch, bound) })
      this.measure(route)
    }
    app.onRun = (what, ms) => this.runs.push({ what, route: this.route, ms })
    app.onTimer = (act, ms, repeats) => {
      const setOn = this.route
      return () => {
        this.timers.push({ ms, repeats, setOn, ranOn: this.route })
        const began = performance.now()
        act()
        this.runs.push({ what: `timer ${ms}`, route: this.route, ms: performance.now() - began })
      }
    }
    this.listen(library)
  }

  private get route(): string {
    try {
      return this.phone.app.route
    } catch {
      return ''
    }
  }

  /** Stands between the app and wx: times requests, and notes calls that WeChat no longer wants. */
  private listen(library: BaseLibrary): void {
    const wx = this.phone.wx as unknown as Record<string, unknown>
    for (const name of Object.keys(wx)) {
      const words = library.get(`Wx.${name}`)?.deprecated
      const real = wx[name]
      if (!words || typeof real !== 'function') continue
      wx[name] = (...args: unknown[]) => {
        this.deprecated.set(name, words.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))
        return (real as Call).apply(wx, args as [])
      }
    }
    const request = (wx.request as Call).bind(wx)
    wx.request = (options: Record<string, unknown> = {}) => request(this.timed(options))
  }

  private timed(options: Record<string, unknown>): Record<string, unknown> {
    const seen: RequestSeen = {
      method: String(options.method ?? 'GET').toUpperCase(),
      url: String(options.url),
      route: this.route,
      began: performance.now(),
      took: 0,
      status: 0,
      bytes: 0,
      digest: '',
    }
    const done = (answer: { statusCode?: number; data?: unknown }) => {
      const text = typeof answer.data === 'string' ? answer.data : (JSON.stringify(answer.data) ?? '')
      seen.took = performance.now() - seen.began
      seen.status = answer.statusCode ?? 0
      seen.bytes = Buffer.byteLength(text)
      seen.digest = createHash('sha1').update(text).digest('hex')
      this.requests.push(seen)
    }
    const tell = (name: string) => (answer: Record<string, unknown>) => {
      // A request that the app itself gave up is no failure of the line.
      if (!String(answer.errMsg).includes('abort')) done(answer)
      ;(options[name] as Call | undefined)?.(answer)
    }
    return { ...options, success: tell('success'), fail: tell('fail') }
  }

  private measure(route: string): void {
    const { page, templates } = this.phone.app
    if (page.route !== route) return
    const tree: PageTree = this.pages.get(route) ?? {
      nodes: 0,
      depth: 0,
      deepest: '',
      children: 0,
      widest: '',
      images: [],
      imagesAtOnce: 0,
    }
    this.pages.set(route, tree)
    let [nodes, images] = [0, 0]
    for (const { node, parents } of walk(page.data.root)) {
      // A text lies in its element; the nodes of WXML are elements.
      if (!node.nn || (node.v !== undefined && !node.cn)) continue
      nodes += 1
      const elements = (node.cn ?? []).filter((child) => child && child.v === undefined).length
      // The page itself is a level, too.
      if (parents.length > tree.depth) {
        tree.depth = parents.length
        tree.deepest = [node, ...parents].slice(0, 3).map(sayNode).reverse().join(' > ')
      }
      if (elements > tree.children) [tree.children, tree.widest] = [elements, sayNode(node)]
      const src = attribute(node, 'src', templates)
      if (typeof src !== 'string' || src === '') continue
      images += 1
      const mode = String(attribute(node, 'mode', templates) ?? '')
      if (!tree.images.some((each) => each.src === src && each.mode === mode)) tree.images.push({ src, mode })
    }
    tree.nodes = Math.max(tree.nodes, nodes)
    tree.imagesAtOnce = Math.max(tree.imagesAtOnce, images)
  }
}

const sayNode = (node: TreeNode) =>
  node.cl ? `.${node.cl.split(' ').join('.')}` : `node ${node.nn ?? 'page'}`
