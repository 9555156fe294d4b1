/** One look at a page that a browser has drawn, at 375 px and font 1. */
export interface RenderedPage {
  name: string
  route: string
  /** Milliseconds of the longest drawing of a setData. */
  longestRender: number
  targets: { where: string; width: number; height: number }[]
  /** Fixed controls near the lower edge: how far above it they end. */
  fixed: { where: string; height: number; above: number }[]
  texts: { where: string; text: string; contrast: number; large: boolean }[]
  images: { where: string; natural: [number, number]; shown: [number, number]; mode: string }[]
}
