import type { RenderedPage } from './rendered-page'

/** A setData, as far as rules ask. */
export interface Paint {
  /** Whose phone: each has a clock and a view layer of its own. */
  person: string
  at: number
  route: string
  bytes: number
  /** Values that the template of their node does not read, as `<kind of node>.<key>`. */
  unread: string[]
}

/** The largest that a page's tree grew to, and where. */
export interface PageTree {
  nodes: number
  depth: number
  /** Path of names to the deepest node. */
  deepest: string
  children: number
  /** The node with the most children. */
  widest: string
  images: { src: string; mode: string }[]
  /** Pictures of one page at the same time. */
  imagesAtOnce: number
}

export interface RequestSeen {
  method: string
  url: string
  route: string
  began: number
  took: number
  /** 0: no answer came. */
  status: number
  bytes: number
  digest: string
}

export interface TimerSeen {
  ms: number
  repeats: boolean
  setOn: string
  ranOn: string
}

export interface StyleSheet {
  file: string
  text: string
}

/** A picture that a page asked for, fetched once more to read its head. */
export interface PictureSeen {
  src: string
  route: string
  cacheControl: string
}

/** Everything that the rules judge. What was not drawn has no `rendered`, and its rules say so instead of passing. */
export interface Seen {
  app: { pages: string[]; window?: Record<string, unknown>; [key: string]: unknown }
  routes: string[]
  styles: StyleSheet[]
  scripts: { file: string; text: string }[]
  sizes: { main: number; subpackages: Record<string, number> }
  paints: Paint[]
  pages: Map<string, PageTree>
  requests: RequestSeen[]
  pictures: PictureSeen[]
  runs: { what: string; route: string; ms: number }[]
  timers: TimerSeen[]
  errors: { route: string; text: string }[]
  /** Deprecated calls of wx that were made, with WeChat's words. */
  deprecated: Map<string, string>
  tooYoung: string[]
  firstScreenMs: number
  rendered?: RenderedPage[]
}
