import { NativeElement, tell } from './native'

const INPUT_MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

/** `<input>` and `<textarea>`: a real field inside, and WeChat's placeholder as an element with the app's class. */
abstract class TypingElement extends NativeElement {
  static readonly observedAttributes = [
    'value',
    'placeholder',
    'placeholder-class',
    'placeholder-style',
    'disabled',
    'maxlength',
    'focus',
    'password',
    'type',
    'auto-height',
    'aria-label',
  ]
  protected field!: HTMLInputElement | HTMLTextAreaElement
  private hint!: HTMLElement

  protected abstract make(): HTMLInputElement | HTMLTextAreaElement

  protected build(): void {
    this.field = this.make()
    this.field.className = 'wx-el'
    this.hint = document.createElement('div')
    this.hint.setAttribute('aria-hidden', 'true')
    const inside = document.createElement('div')
    inside.className = 'wx-in'
    inside.append(this.hint, this.field)
    this.append(inside)
    const { field } = this
    const now = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length })
    field.addEventListener('input', (event) => {
      event.stopPropagation()
      this.settle()
      tell(this, 'input', { ...now(), keyCode: 0 })
    })
    field.addEventListener('focus', () => tell(this, 'focus', { value: field.value, height: 0 }))
    field.addEventListener('blur', () => tell(this, 'blur', now()))
    field.addEventListener('keydown', (event) => {
      const { key, isComposing } = event as KeyboardEvent
      if (key === 'Enter' && !isComposing && field instanceof HTMLInputElement)
        tell(this, 'confirm', { value: field.value })
    })
  }

  protected changed(name: string): void {
    const { field } = this
    if (name === 'value') {
      const value = this.text('value')
      if (field.value !== value) field.value = value
    }
    if (name === 'placeholder') this.hint.textContent = this.text('placeholder')
    if (name === 'placeholder-class') this.hint.className = `wx-ph ${this.text('placeholder-class')}`
    if (name === 'placeholder-style') this.hint.setAttribute('style', this.text('placeholder-style'))
    if (name === 'disabled') field.disabled = this.flag('disabled')
    if (name === 'maxlength') {
      const most = Number(this.value('maxlength') ?? 140)
      if (most >= 0) field.maxLength = most
      else field.removeAttribute('maxlength')
    }
    if (name === 'focus' && this.flag('focus')) field.focus()
    if (name === 'aria-label') field.setAttribute('aria-label', this.text('aria-label'))
    if (field instanceof HTMLInputElement && (name === 'password' || name === 'type')) {
      field.type = this.flag('password') ? 'password' : 'text'
      field.inputMode = INPUT_MODES[this.text('type')] ?? ''
    }
    if (name === 'auto-height') this.classList.toggle('wx-auto-height', this.flag('auto-height'))
    this.settle()
  }

  /** The placeholder goes when there is text; a field that grows is as high as its text. */
  protected settle(): void {
    this.hint.hidden = this.field.value !== ''
    this.hint.style.display = this.hint.hidden ? 'none' : ''
    if (!this.classList.contains('wx-auto-height')) return
    this.field.style.height = 'auto'
    if (this.field.scrollHeight > 0) this.field.style.height = `${this.field.scrollHeight}px`
  }
}

export class WxInput extends TypingElement {
  protected make(): HTMLInputElement {
    return document.createElement('input')
  }
}

export class WxTextarea extends TypingElement {
  protected make(): HTMLTextAreaElement {
    const field = document.createElement('textarea')
    field.rows = 1
    return field
  }
}
