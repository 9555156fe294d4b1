import { type Fault, faults } from './faults'
import { type ClassLook, classLooks } from './styles'
import { isVisible, screenRoot, textPieces } from './visible'

/** What the tests ask of an open page, in the mini-program and on H5 alike. */
export interface Look {
  faults(): Fault[]
  texts(): string[]
  classLooks(): Record<string, ClassLook>
  /** How high the page is, whatever scrolls it. */
  height(): number
  /** Turns large type on or off where the app's own switch is not on the page. */
  setLarge(on: boolean): void
}

declare global {
  interface Window {
    look: Look
  }
}

/** What is written there, in reading order; a field's value or its placeholder is text too. */
function texts(): string[] {
  const root = screenRoot()
  const written: { at: Node; text: string }[] = textPieces(root).map(({ node, text }) => ({ at: node, text }))
  for (const field of root.querySelectorAll<HTMLInputElement>('input, textarea')) {
    const text = (field.value || field.placeholder).trim()
    if (text && isVisible(field)) written.push({ at: field, text })
  }
  const before = (a: Node, b: Node) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  return written.sort((a, b) => before(a.at, b.at)).map(({ text }) => text)
}

window.look = {
  faults,
  texts,
  classLooks,
  height: () => Math.ceil(Math.max(screenRoot().scrollHeight, document.documentElement.scrollHeight)),
  setLarge: (on) => screenRoot().classList.toggle('lf', on),
}
