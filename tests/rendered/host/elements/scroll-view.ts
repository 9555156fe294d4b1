import { NativeElement, tell } from './native'

/** `<scroll-view>`: scrolls where it is told to, and tells where it is and when an end is near. */
export class WxScrollView extends NativeElement {
  static readonly observedAttributes = [
    'scroll-x',
    'scroll-y',
    'scroll-top',
    'scroll-left',
    'scroll-into-view',
    'enable-flex',
  ]
  private last = { top: 0, left: 0 }
  private wasNear = { upper: true, lower: false }

  protected build(): void {
    this.addEventListener('scroll', () => this.scrolled(), { passive: true })
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = this
    const [deltaY, deltaX] = [this.last.top - scrollTop, this.last.left - scrollLeft]
    this.last = { top: scrollTop, left: scrollLeft }
    tell(this, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })
    const upper = scrollTop <= Number(this.value('upper-threshold') ?? 50)
    const lower = scrollHeight - scrollTop - clientHeight <= Number(this.value('lower-threshold') ?? 50)
    if (upper && !this.wasNear.upper) tell(this, 'scrolltoupper', { direction: 'top' })
    if (lower && !this.wasNear.lower) tell(this, 'scrolltolower', { direction: 'bottom' })
    this.wasNear = { upper, lower }
  }

  protected changed(name: string): void {
    this.classList.toggle('wx-scroll-x', this.flag('scroll-x'))
    this.classList.toggle('wx-scroll-y', this.flag('scroll-y'))
    // The new content is drawn after this attribute is set.
    queueMicrotask(() => {
      if (name === 'scroll-top' && this.text('scroll-top') !== '') this.scrollTop = Number(this.value(name))
      if (name === 'scroll-left' && this.text('scroll-left') !== '')
        this.scrollLeft = Number(this.value(name))
      const into = name === 'scroll-into-view' ? this.text('scroll-into-view') : ''
      const target = into ? window.phone.find(`#${into}`) : null
      if (target) this.scrollTop += target.getBoundingClientRect().top - this.getBoundingClientRect().top
    })
  }
}
