/** The screen that a person sees: both targets draw a page into one `.screen`, and keep the pages below hidden. */
export function screenRoot(): HTMLElement {
  const screens = [...document.querySelectorAll<HTMLElement>('.screen')].filter((each) =>
    each.checkVisibility(),
  )
  const top = screens.at(-1)
  if (!top) throw new Error('No screen is visible')
  return top
}

export const isVisible = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true })

export interface TextPiece {
  node: Text
  parent: HTMLElement
  text: string
}

/** Every text node with words in it, in reading order. */
export function textPieces(root: HTMLElement): TextPiece[] {
  const pieces: TextPiece[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
    const parent = node.parentElement
    if (text && parent && parent.tagName !== 'STYLE' && isVisible(parent))
      pieces.push({ node: node as Text, parent, text })
  }
  return pieces
}

/** A place as a person who mends it finds it: the nearest class of our own, and what is written there. */
export function nameOf(element: Element): string {
  let named: Element | null = element
  while (named && !named.className) named = named.parentElement
  const words = (element.textContent || element.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim()
  return `.${String(named?.className ?? '')
    .trim()
    .replace(/\s+/g, '.')} “${words.slice(0, 24)}”`
}
