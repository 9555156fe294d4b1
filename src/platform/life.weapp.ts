import { focusManager, onlineManager } from '@tanstack/react-query'
import Taro, { useDidHide, useDidShow, useLaunch, usePageNotFound } from '@tarojs/taro'
import { tellFault } from '@/shared/faults'
import { routes } from '@/shared/routes'
import { suggestLargeFont } from '@/shared/theme/large-font'
import { readsLarge } from './large-setting'
import { supabase } from './supabase'

/** 微信的“字体大小” may be changed while the app lives: asked each time it is looked at. */
function followFontSize(): void {
  const { fontSizeSetting } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
  suggestLargeFont(readsLarge(fontSizeSetting))
}

export function useAppLife(): void {
  useLaunch(() => {
    Taro.onNetworkStatusChange((status) => onlineManager.setOnline(status.isConnected))
    // Where WeChat cannot say, the first request will.
    Taro.getNetworkType().then(
      ({ networkType }) => onlineManager.setOnline(networkType !== 'none'),
      () => undefined,
    )
    followFontSize()
  })
  useDidShow(() => {
    focusManager.setFocused(true)
    followFontSize()
    void supabase.auth.startAutoRefresh()
  })
  useDidHide(() => {
    focusManager.setFocused(false)
    // WeChat cuts background requests after 5 seconds: a half-done refresh would lose the session.
    void supabase.auth.stopAutoRefresh()
  })
  usePageNotFound(({ path }) => {
    tellFault('page_not_found', { message: `no page ${path}` })
    // At once: WeChat shows its own page when nobody leads on within this call.
    void Taro.redirectTo({ url: routes.gone() })
  })
}
