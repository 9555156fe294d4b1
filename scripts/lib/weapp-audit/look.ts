/** Runs in the browser, on a page that is drawn: what the rules that need eyes ask of it. */
import type { RenderedPage } from './rendered-page'

const CONTROLS =
  '[role=button],[role=link],[role=radio],[role=checkbox],[role=switch],[role=tab],wx-button,wx-input,wx-textarea'
const LARGE_PX = 24
const LARGE_BOLD_PX = 18.66

type Colour = [number, number, number, number]

const visible = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  element.getBoundingClientRect().width > 0

/** What is written there, and the nearest class. */
function nameOf(element: Element): string {
  const named = element.closest('[class]:not([class=""])')
  const words = (element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 16)
  return `.${(named?.getAttribute('class') ?? '').trim().replace(/\s+/g, '.')}${words ? ` “${words}”` : ''}`
}

function colourOf(text: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue, alpha]
}

const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [
  r * a + R * (1 - a),
  g * a + G * (1 - a),
  b * a + B * (1 - a),
  1,
]

/** The colour behind an element; null where a picture lies there. */
function behind(element: Element): Colour | null {
  const layers: Colour[] = []
  for (let up: Element | null = element; up; up = up.parentElement) {
    const style = getComputedStyle(up)
    if (style.backgroundImage !== 'none') return null
    const colour = colourOf(style.backgroundColor)
    layers.push(colour)
    if (colour[3] === 1) break
  }
  return layers.reduceRight<Colour>((below, layer) => over(layer, below), [255, 255, 255, 1])
}

/** Relative luminance and contrast as WCAG 2.1 defines them. */
function luminance([red, green, blue]: Colour): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrastOf(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function texts(root: Element): RenderedPage['texts'] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found: RenderedPage['texts'] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim()
    const parent = node.parentElement
    // WCAG asks nothing of a control that cannot be used now.
    if (!text || !parent || !visible(parent) || parent.closest('[aria-disabled=true],[disabled]')) continue
    const ground = behind(parent)
    if (!ground) continue
    const style = getComputedStyle(parent)
    const size = Number.parseFloat(style.fontSize)
    found.push({
      where: nameOf(parent),
      text: text.slice(0, 24),
      contrast: contrastOf(over(colourOf(style.color), ground), ground),
      large: size >= LARGE_PX || (size >= LARGE_BOLD_PX && Number(style.fontWeight) >= 700),
    })
  }
  return found
}

function fixedControls(controls: Element[]): RenderedPage['fixed'] {
  return controls.flatMap((control) => {
    let up: Element | null = control
    while (up && getComputedStyle(up).position !== 'fixed') up = up.parentElement
    if (!up) return []
    const { bottom, height } = control.getBoundingClientRect()
    const above = Math.round(window.innerHeight - bottom)
    return above < 100 ? [{ where: nameOf(control), height: Math.round(height), above }] : []
  })
}

function images(root: Element): RenderedPage['images'] {
  return [...root.querySelectorAll<HTMLImageElement>('wx-image img')].filter(visible).map((image) => {
    // The frame shows what of the picture there is room for.
    const { width, height } = (image.closest('wx-image') ?? image).getBoundingClientRect()
    return {
      where: nameOf(image),
      natural: [image.naturalWidth, image.naturalHeight],
      shown: [width, height],
      mode: getComputedStyle(image).objectFit,
    }
  })
}

/** Milliseconds to lay the whole page out anew: the drawing that a setData of everything would cost. */
function layOut(root: HTMLElement): number {
  const before = root.style.display
  root.style.display = 'none'
  root.getBoundingClientRect()
  const began = performance.now()
  root.style.display = before
  root.getBoundingClientRect()
  return performance.now() - began
}

/** Everything of one look, but for what the page is called. */
function look(): Omit<RenderedPage, 'name' | 'route'> {
  const screens = [...document.querySelectorAll<HTMLElement>('.screen')].filter((each) =>
    each.checkVisibility(),
  )
  const root = screens[screens.length - 1]
  const controls = [...root.querySelectorAll(CONTROLS)].filter(visible)
  return {
    longestRender: layOut(root),
    targets: controls.map((control) => {
      const { width, height } = control.getBoundingClientRect()
      return { where: nameOf(control), width: Math.round(width), height: Math.round(height) }
    }),
    fixed: fixedControls(controls),
    texts: texts(root),
    images: images(root),
  }
}

declare global {
  interface Window {
    auditLook: typeof look
  }
}

window.auditLook = look
