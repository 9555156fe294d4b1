import { overlay } from '../wx/overlay'
import { NativeElement, tell } from './native'

type Choices = (string | Record<string, unknown>)[]

/** `<picker>`: a tap brings WeChat's own sheet from the bottom; here its wheel is a list or the browser's field. */
export class WxPicker extends NativeElement {
  static readonly observedAttributes: string[] = []

  protected build(): void {
    this.addEventListener('click', () => {
      if (!this.flag('disabled')) this.open()
    })
  }

  protected changed(): void {}

  private open(): void {
    const mode = this.text('mode') || 'selector'
    const field = mode === 'selector' ? this.list() : this.wheel(mode)
    const sheet = overlay('wx-sheet', '选择')
    const act = (word: string, then: () => void) => {
      const button = document.createElement('button')
      button.textContent = word
      button.addEventListener('click', () => {
        sheet.close()
        then()
      })
      return button
    }
    sheet.box.append(
      act('取消', () => tell(this, 'cancel', {})),
      field,
      act('确定', () => tell(this, 'change', { value: field.value })),
    )
  }

  private list(): HTMLSelectElement {
    const key = this.text('range-key')
    const select = document.createElement('select')
    select.setAttribute('aria-label', '选项')
    for (const [at, choice] of ((this.value('range') ?? []) as Choices).entries()) {
      const words = typeof choice === 'object' ? String(choice[key]) : choice
      select.add(new Option(words, String(at)))
    }
    select.value = this.text('value') || '0'
    return select
  }

  private wheel(mode: string): HTMLInputElement {
    if (mode !== 'date' && mode !== 'time') throw new Error(`picker of mode ${mode} is not drawn yet`)
    const field = document.createElement('input')
    field.type = mode
    field.setAttribute('aria-label', mode === 'date' ? '日期' : '时间')
    field.min = this.text('start')
    field.max = this.text('end')
    field.value = this.text('value') || field.min
    return field
  }
}
