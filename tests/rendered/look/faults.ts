import { isVisible, nameOf, screenRoot, type TextPiece, textPieces } from './visible'

export interface Fault {
  kind: 'wide' | 'beyond' | 'cut' | 'out' | 'small' | 'overlap' | 'covered' | 'capsule' | 'image' | 'icon'
  where: string
  what: string
}

/** The smallest target of a finger; half a pixel is rounding. */
const TARGET = 44 - 0.5
const CONTROLS = '[role=button],[role=link],[role=radio],[role=checkbox],[role=switch],[role=tab]'

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

/**
 * What a person would trip over on the open page: text cut off, things beyond the edge, text on text, text under
 * something, targets too small, pictures and icons that are not there. The window must be as high as the page.
 */
export function faults(): Fault[] {
  const root = screenRoot()
  const elements = [...root.querySelectorAll<HTMLElement>('*')].filter(isVisible)
  const pieces = textPieces(root)
  return [
    ...width(),
    ...elements.flatMap((element) => [
      ...beyond(element),
      ...cut(element),
      ...icon(element),
      ...image(element),
    ]),
    ...[...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(isVisible).flatMap(small),
    ...pieces.flatMap(out),
    ...overlaps(pieces),
  ]
}

function width(): Fault[] {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth
    ? [{ kind: 'wide', where: 'page', what: `${scrollWidth} in ${clientWidth} px` }]
    : []
}

const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX)

function inScroller(element: Element): boolean {
  for (let up = element.parentElement; up; up = up.parentElement) if (scrolls(up)) return true
  return false
}

function beyond(element: HTMLElement): Fault[] {
  const { left, right, width: wide, height } = element.getBoundingClientRect()
  if (wide === 0 || height === 0 || (left >= -0.5 && right <= window.innerWidth + 0.5)) return []
  if (inScroller(element)) return []
  const what = `${Math.round(left)} to ${Math.round(right)} of ${window.innerWidth} px`
  return [{ kind: 'beyond', where: nameOf(element), what }]
}

/** Text that its box hides; an ellipsis and a count of lines say that there is more, and are meant. */
function cut(element: HTMLElement): Fault[] {
  if (!element.textContent?.trim()) return []
  const style = getComputedStyle(element)
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
  const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
  const found: Fault[] = []
  if (hides(style.overflowX) && scrollWidth > clientWidth + 1 && style.textOverflow !== 'ellipsis')
    found.push({ kind: 'cut', where: nameOf(element), what: `${scrollWidth} wide in ${clientWidth} px` })
  const clamped = style.webkitLineClamp !== 'none'
  if (hides(style.overflowY) && scrollHeight > clientHeight + 1 && !clamped && clientHeight > 0)
    if (deepestText(element) > element.getBoundingClientRect().bottom + 2)
      found.push({ kind: 'cut', where: nameOf(element), what: `${scrollHeight} high in ${clientHeight} px` })
  return found
}

/** Where the lowest letters end: a line box is higher than its letters. */
function deepestText(element: HTMLElement): number {
  return Math.max(...textPieces(element).flatMap((piece) => letters(piece).map((box) => box.bottom)))
}

function small(element: HTMLElement): Fault[] {
  const box = element.getBoundingClientRect()
  let [wide, high] = [box.width, box.height]
  // A target may reach further than it looks, by a layer without content.
  for (const layer of ['::before', '::after']) {
    const style = getComputedStyle(element, layer)
    if (style.content === 'none' || style.position !== 'absolute' || style.pointerEvents === 'none') continue
    wide = Math.max(wide, Number.parseFloat(style.width) || 0)
    high = Math.max(high, Number.parseFloat(style.height) || 0)
  }
  if (wide >= TARGET && high >= TARGET) return []
  const what = `${Math.round(wide)} × ${Math.round(high)} px`
  return [{ kind: 'small', where: nameOf(element), what }]
}

function icon(element: HTMLElement): Fault[] {
  const name = [...element.classList].find((each) => /^i-[a-z]/.test(each))
  if (!name) return []
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const drawn = /^url\("data:image\/svg/.test(style.maskImage) && style.backgroundColor !== 'rgba(0, 0, 0, 0)'
  if (drawn && box.width > 0 && box.height > 0) return []
  return [{ kind: 'icon', where: nameOf(element), what: `${name} is not drawn` }]
}

function image(element: HTMLElement): Fault[] {
  if (!(element instanceof HTMLImageElement) || (element.complete && element.naturalWidth > 0)) return []
  const what = element.getAttribute('src')?.slice(0, 120) ?? 'no address'
  return [{ kind: 'image', where: nameOf(element.parentElement ?? element), what }]
}

/** The boxes of the letters of a text, line by line; the font's own box is higher than its letters. */
function letters({ node, parent }: TextPiece): Box[] {
  const range = document.createRange()
  range.selectNodeContents(node)
  const size = Number.parseFloat(getComputedStyle(parent).fontSize)
  return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
    const spare = Math.max(0, (bottom - top - size) / 2)
    return { left, right, top: top + spare, bottom: bottom - spare }
  })
}

/** Letters that run out of the box that is drawn around them: a card, a button, a field. */
function out(piece: TextPiece): Fault[] {
  const box = drawnAround(piece.parent)
  if (!box) return []
  const edge = box.getBoundingClientRect()
  const worst = seenLetters(piece).find(
    ({ left, right, top, bottom }) =>
      left < edge.left - 2 || right > edge.right + 2 || top < edge.top - 2 || bottom > edge.bottom + 2,
  )
  return worst ? [{ kind: 'out', where: nameOf(piece.parent), what: `of ${nameOf(box)}` }] : []
}

/** The nearest box that a person sees: it has an edge or a ground of its own. */
function drawnAround(element: HTMLElement): HTMLElement | null {
  for (let up: HTMLElement | null = element; up && up !== document.body; up = up.parentElement) {
    const style = getComputedStyle(up)
    const edged = style.borderTopWidth !== '0px' && style.borderLeftWidth !== '0px'
    if ((edged || style.backgroundColor !== 'rgba(0, 0, 0, 0)') && style.display !== 'inline') return up
  }
  return null
}

/** What of them is in sight: an ellipsis or a scrolling box leaves out the rest. */
function seenLetters(piece: TextPiece): Box[] {
  let boxes = letters(piece)
  for (let up: HTMLElement | null = piece.parent; up && up !== document.body; up = up.parentElement) {
    if (getComputedStyle(up).overflowX === 'visible') continue
    const edge = up.getBoundingClientRect()
    boxes = boxes
      .map((box) => ({
        left: Math.max(box.left, edge.left),
        right: Math.min(box.right, edge.right),
        top: Math.max(box.top, edge.top),
        bottom: Math.min(box.bottom, edge.bottom),
      }))
      .filter(({ left, right, top, bottom }) => right > left && bottom > top)
  }
  return boxes
}

const meet = (a: Box, b: Box) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2

function overlaps(pieces: TextPiece[]): Fault[] {
  const found: Fault[] = []
  const capsule = document.querySelector('.wx-capsule')?.getBoundingClientRect()
  const lines = pieces.flatMap((piece) => seenLetters(piece).map((box) => ({ piece, box })))
  for (const [at, { piece, box }] of lines.entries()) {
    const where = nameOf(piece.parent)
    if (capsule && meet(box, capsule)) found.push({ kind: 'capsule', where, what: 'under WeChat’s capsule' })
    for (const other of lines.slice(at + 1))
      if (other.piece !== piece && meet(box, other.box))
        found.push({ kind: 'overlap', where, what: `on ${nameOf(other.piece.parent)}` })
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    const hit = document.elementFromPoint(x, y)
    // The host's own field lies over its placeholder.
    if (hit && !hit.matches('.wx-el') && !hit.contains(piece.parent) && !piece.parent.contains(hit))
      found.push({ kind: 'covered', where, what: `by ${nameOf(hit)}` })
  }
  return found
}
