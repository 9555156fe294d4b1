import { focusManager, onlineManager } from '@tanstack/react-query'
import Taro, { useDidHide, useDidShow, useLaunch } from '@tarojs/taro'
import { suggestLargeFont } from '@/shared/theme/large-font'
import { supabase } from './supabase'

/** WeChat's 字体大小 of this size and above (标准 is 17) reads better with our large-font mode. */
const LARGE_SETTING = 21

export function useAppLife(): void {
  useLaunch(() => {
    Taro.onNetworkStatusChange((status) => onlineManager.setOnline(status.isConnected))
    void Taro.getNetworkType().then(({ networkType }) => onlineManager.setOnline(networkType !== 'none'))
    const { fontSizeSetting } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
    if (fontSizeSetting && fontSizeSetting >= LARGE_SETTING) suggestLargeFont(true)
  })
  useDidShow(() => {
    focusManager.setFocused(true)
    void supabase.auth.startAutoRefresh()
  })
  useDidHide(() => {
    focusManager.setFocused(false)
    // WeChat cuts background requests after 5 seconds: a half-done refresh would lose the session.
    void supabase.auth.stopAutoRefresh()
  })
}
