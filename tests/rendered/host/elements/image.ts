import { NativeElement, tell } from './native'

/** `<image>`: tells load and error; what did not load stays marked for the checks. */
export class WxImage extends NativeElement {
  static readonly observedAttributes = ['src', 'mode']
  private picture!: HTMLImageElement

  protected build(): void {
    this.picture = document.createElement('img')
    this.picture.alt = ''
    this.picture.addEventListener('load', () => {
      this.removeAttribute('failed')
      tell(this, 'load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight })
    })
    this.picture.addEventListener('error', () => {
      this.setAttribute('failed', this.text('src'))
      tell(this, 'error', { errMsg: `GET ${this.text('src')} failed` })
    })
    this.append(this.picture)
  }

  protected changed(name: string): void {
    if (name !== 'src') return
    const src = window.phone.addressOf(this.text('src'))
    if (src) this.picture.src = src
    else this.picture.removeAttribute('src')
  }
}
