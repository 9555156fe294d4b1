import { Event, type Element as GlassElement } from 'glass-easel'

/** What glass-easel keeps beside a DOM element. */
interface Backed {
  __wxElement?: GlassElement
}

/** Tells the template that an event happened at this element; native elements' own events do not bubble. */
export function tell(element: Element, type: string, detail: object, bubbles = false): void {
  const node = (element as Element & Backed).__wxElement
  if (node) Event.triggerEvent(node, type, detail, { bubbles, composed: bubbles })
}

/**
 * Base of WeChat's native elements. The DOM turns an absent value and `true` into the same empty text: values are
 * read as the template gave them.
 */
export abstract class NativeElement extends HTMLElement {
  private ready = false

  connectedCallback(): void {
    if (this.ready) return
    this.ready = true
    this.build()
    for (const name of (this.constructor as unknown as { observedAttributes: string[] }).observedAttributes)
      this.changed(name)
  }

  attributeChangedCallback(name: string): void {
    if (this.ready) this.changed(name)
  }

  /** Draws the inside, once. */
  protected abstract build(): void
  /** An attribute has a value, perhaps the same as before. */
  protected abstract changed(name: string): void

  protected value(name: string): unknown {
    return (this as HTMLElement & Backed).__wxElement?.getAttribute(name)
  }

  protected text(name: string): string {
    const value = this.value(name)
    return value === undefined || value === null ? '' : String(value)
  }

  protected flag(name: string): boolean {
    const value = this.value(name)
    return value === true || value === 'true'
  }
}
