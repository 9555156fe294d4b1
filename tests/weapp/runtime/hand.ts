import { type MiniProgram, turn } from './mini-program'
import { attribute, type Hit, isText, type TreeNode, textOf, walk } from './tree'

/** Longer than anything takes on a slow machine: a wait ends as soon as it may. */
const WAIT_MS = 20_000
const CONTROLS = new Set(['button', 'link', 'radio', 'checkbox', 'switch', 'tab'])

/** Reading, tapping and typing on whatever page is open, as a person does: by what is written there. */
export class Hand {
  taps = 0

  /** `pause`: called before each touch; a person is slower than a test. */
  constructor(
    readonly app: MiniProgram,
    private readonly pause: () => void = () => {},
  ) {}

  /** All text of the open page. */
  get text(): string {
    return textOf(this.root)
  }

  /** Waits until the page shows the text; says what it shows otherwise. */
  async see(text: string | RegExp, limitMs = WAIT_MS): Promise<void> {
    await this.until(() => this.shows(text), `text ${text}`, limitMs)
  }

  /** Waits until the page no longer shows the text. */
  async gone(text: string | RegExp, limitMs = WAIT_MS): Promise<void> {
    await this.until(() => !this.shows(text), `text ${text} to go`, limitMs)
  }

  shows(text: string | RegExp): boolean {
    return typeof text === 'string' ? this.text.includes(text) : text.test(this.text)
  }

  async at(route: string, limitMs = WAIT_MS): Promise<void> {
    await this.until(() => this.app.route.startsWith(route), `page ${route}`, limitMs)
  }

  async until(holds: () => boolean, what: string, limitMs = WAIT_MS): Promise<void> {
    const end = Date.now() + limitMs
    while (!holds()) {
      if (Date.now() > end) throw new Error(`Waited for ${what}; ${this.app.route} shows: ${this.text}`)
      await turn()
    }
  }

  /** Taps what carries this text or label; the event bubbles to every ancestor that binds it, as in WeChat. */
  async tap(label: string, nth = 0): Promise<void> {
    await this.until(() => this.targets(label).length > nth, `something to tap named ${label}`)
    this.taps += 1
    this.pause()
    await this.fire('tap', this.targets(label)[nth], { x: 1, y: 1 })
  }

  /**
   * Taps a button of WeChat's own kind (open-type): after the tap WeChat tells the outcome by an event of that name.
   * `before` learns the button's id, as WeChat does.
   */
  async tapOpen(
    label: string,
    openType: string,
    detail: Record<string, unknown> = {},
    before: (id: string) => void = () => {},
  ): Promise<void> {
    const button = () =>
      this.targets(label).find((hit) => String(this.attribute(hit.node, 'open-type')) === openType)
    await this.until(() => button() !== undefined, `a button ${openType} named ${label}`)
    const hit = button() as Hit
    before(hit.node.uid || hit.node.sid || '')
    await this.tap(label)
    await this.fire(openType.toLowerCase(), hit, detail)
  }

  /** Whether there is something to tap with this text or label. */
  canTap(label: string): boolean {
    return this.targets(label).length > 0
  }

  /** Types into the input with this placeholder or label. */
  async type(label: string, value: string): Promise<void> {
    await this.until(() => this.input(label) !== null, `an input named ${label}`)
    this.pause()
    await this.fire('input', this.input(label) as Hit, { value, cursor: value.length })
    const after = this.input(label)
    if (after && this.binds('blur', { node: after.node, parents: [] }))
      await this.fire('blur', { node: after.node, parents: [] }, { value })
  }

  /** What stands in the input with this placeholder or label; null when there is no such input. */
  typed(label: string): string | null {
    const hit = this.input(label)
    return hit ? String(this.attribute(hit.node, 'value') ?? '') : null
  }

  /** Whether a check box, switch or radio with this label is on. */
  checked(label: string): boolean {
    const hit = this.find(({ node }) => this.attribute(node, 'aria-label') === label)
    return String(hit && this.attribute(hit.node, 'aria-checked')) === 'true'
  }

  async fire(type: string, hit: Hit, detail: Record<string, unknown>): Promise<void> {
    const { templates } = this.app
    const chain = [hit.node, ...hit.parents].filter((node) => node.sid && templates.has(node.nn ?? ''))
    const ids = (node: TreeNode) => ({
      id: node.uid || node.sid,
      dataset: { sid: node.sid },
      offsetLeft: 0,
      offsetTop: 0,
    })
    let heard = false
    for (const node of chain) {
      const how = templates.get(node.nn ?? '')?.events.get(type)
      if (!how) continue
      heard = true
      this.app.deliver({
        type,
        timeStamp: Date.now(),
        target: ids(chain[0]),
        currentTarget: ids(node),
        mark: {},
        detail,
        touches: [],
        changedTouches: [],
      })
      if (how === 'catch') break
    }
    if (!heard) throw new Error(`Nothing binds ${type} at or above "${textOf(hit.node)}"`)
    await turn()
  }

  private get root(): TreeNode | undefined {
    return this.app.page.data.root
  }

  private find(matches: (hit: Hit) => boolean): Hit | null {
    for (const hit of walk(this.root)) if (matches(hit)) return hit
    return null
  }

  private attribute(node: TreeNode, name: string): unknown {
    return attribute(node, name, this.app.templates)
  }

  /** What is named exactly so; else what has the words in its name. A control stands before a mere text. */
  private targets(label: string): Hit[] {
    const ranks: Hit[][] = [[], [], [], []]
    for (const hit of walk(this.root)) {
      const control = CONTROLS.has(String(this.attribute(hit.node, 'aria-role')))
      const name = isText(hit.node) ? hit.node.v : control ? this.nameOf(hit.node) : null
      if (!name?.includes(label) || !this.binds('tap', hit)) continue
      ranks[(name === label ? 0 : 2) + (control ? 0 : 1)].push(hit)
    }
    return ranks.find((hits) => hits.length > 0) ?? []
  }

  /** As a screen reader says it: the label, or what is written there. */
  private nameOf(node: TreeNode): string {
    return String(this.attribute(node, 'aria-label') || textOf(node))
  }

  private input(label: string): Hit | null {
    return this.find(
      ({ node }) =>
        this.binds('input', { node, parents: [] }) &&
        [this.attribute(node, 'placeholder'), this.attribute(node, 'aria-label')].some((name) =>
          String(name ?? '').includes(label),
        ),
    )
  }

  private binds(type: string, hit: Hit): boolean {
    return [hit.node, ...hit.parents].some(
      (node) => node.sid && this.app.templates.get(node.nn ?? '')?.events.has(type),
    )
  }
}
