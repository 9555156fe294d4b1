import Taro from '@tarojs/taro'

export function reveal(id: string): void {
  // After the render that this call often goes with: the place may only now be there.
  Taro.nextTick(() => document.getElementById(id)?.scrollIntoView({ block: 'center', behavior: 'smooth' }))
}
