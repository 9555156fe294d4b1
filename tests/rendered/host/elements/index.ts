import { WxImage } from './image'
import { WxPicker } from './picker'
import { WxScrollView } from './scroll-view'
import { WxInput, WxTextarea } from './typing'

/** Elements that do something of their own; view, text and button are styles only. */
export function defineElements(): void {
  customElements.define('wx-input', WxInput)
  customElements.define('wx-textarea', WxTextarea)
  customElements.define('wx-image', WxImage)
  customElements.define('wx-scroll-view', WxScrollView)
  customElements.define('wx-picker', WxPicker)
}
