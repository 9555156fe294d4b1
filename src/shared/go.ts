import Taro from '@tarojs/taro'
import { TABS } from './routes'

const tabs: readonly string[] = Object.values(TABS)
const isTab = (url: string) => tabs.includes(url.split('?')[0] ?? url)
/** WeChat keeps ten pages; past that navigateTo fails without a word. */
const DEEPEST = 10

/** Opens an address of routes.ts: a tab by switchTab, everything else on top of this page. */
export function go(url: string): void {
  if (isTab(url)) void Taro.switchTab({ url })
  else if (Taro.getCurrentPages().length >= DEEPEST) void Taro.redirectTo({ url })
  else void Taro.navigateTo({ url })
}

/** Opens an address instead of this page: Back skips what was only a step on the way. */
export function replace(url: string): void {
  if (isTab(url)) void Taro.switchTab({ url })
  else void Taro.redirectTo({ url })
}

/** Where one came from: the page below, else the address given, else home. */
export function leave(back?: string): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else replace(back || TABS.home)
}
