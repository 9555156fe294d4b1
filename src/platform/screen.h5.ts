import { suggestLargeFont } from '@/shared/theme/large-font'
import { browserReadsLarge } from './large-setting'

/** The browser's own size of letters, whatever the page says of sizes. */
function followTextSize(): void {
  const probe = document.createElement('span')
  probe.style.cssText = 'position:absolute;visibility:hidden;font-size:medium'
  document.body.append(probe)
  const px = Number.parseFloat(getComputedStyle(probe).fontSize)
  probe.remove()
  suggestLargeFont(browserReadsLarge(px))
}

/** Less than this is a browser's bar that comes and goes, no keyboard. */
const KEYBOARD_PX = 120

/**
 * The keyboard lies over the page in most browsers (visualViewport shrinks, the page does not): what is fixed to the
 * bottom moves up by --kb (frame.scss), and the box that is typed into is brought back into sight.
 */
function aboveKeyboard(view: VisualViewport): void {
  const covered = window.innerHeight - view.height - view.offsetTop
  // Pinched: the page is looked at through a glass, nothing covers it.
  const keyboard = view.scale > 1.05 || covered < KEYBOARD_PX ? 0 : Math.round(covered)
  const style = document.documentElement.style
  if (style.getPropertyValue('--kb') === `${keyboard}px`) return
  style.setProperty('--kb', `${keyboard}px`)
  if (keyboard > 0) document.activeElement?.scrollIntoView({ block: 'center' })
}

/** What of the screen a browser does not do by itself. Loaded after the first page stands. */
export function followScreen(): void {
  followTextSize()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') followTextSize()
  })
  const view = window.visualViewport
  view?.addEventListener('resize', () => aboveKeyboard(view))
}
