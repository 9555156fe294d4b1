import { isVisible, screenRoot } from './visible'

/** What makes a component look as it should; sizes of boxes are compared only where the same text is in them. */
const PROPERTIES = [
  'fontSize',
  'fontWeight',
  'lineHeight',
  'color',
  'backgroundColor',
  'textAlign',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderTopColor',
  'borderTopLeftRadius',
  'flexDirection',
] as const

export interface ClassLook {
  text: string
  width: number
  height: number
  style: Record<string, string>
}

/** Classes that only one target writes: Taro's own and the host's. */
const FOREIGN = /^(taro|weui|wx-|hydrated|nut-icon|nutui-)/

/** How the first visible element of each class looks. */
export function classLooks(): Record<string, ClassLook> {
  const looks: Record<string, ClassLook> = {}
  for (const element of screenRoot().querySelectorAll<HTMLElement>('*')) {
    for (const name of element.classList) {
      if (looks[name] || FOREIGN.test(name) || !isVisible(element)) continue
      const style = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      looks[name] = {
        text: (element.textContent ?? '').replace(/\s+/g, ''),
        width: Math.round(width),
        height: Math.round(height),
        style: Object.fromEntries(PROPERTIES.map((property) => [property, style[property]])),
      }
    }
  }
  return looks
}
