import Taro from '@tarojs/taro'

/** Room for the title bar above what is scrolled to. */
const HEAD_PX = 96

/** Brings a part of the page into view, below the title bar. */
export function scrollToId(id: string): void {
  // After the render that this call often goes with: the place may only now be there.
  Taro.nextTick(() => {
    void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -HEAD_PX, duration: 200 }).catch(() => undefined)
  })
}

/** To the top, as a new page begins. */
export function scrollToTop(): void {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined)
}
