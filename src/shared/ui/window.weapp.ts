import Taro from '@tarojs/taro'
import type { WindowFacts } from './window'

let facts: WindowFacts | null = null

export function windowFacts(): WindowFacts {
  facts ??= { statusBar: Taro.getWindowInfo().statusBarHeight ?? 0, capsule: 104 }
  return facts
}

// The title bar is ours (navigationStyle custom): WeChat has nothing to show it on.
export function setWindowTitle(): void {}
