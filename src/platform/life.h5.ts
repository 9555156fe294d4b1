import Taro, { usePageNotFound } from '@tarojs/taro'
import { useEffect } from 'react'
import { tellFault } from '@/shared/faults'
import { routes } from '@/shared/routes'
import { tell } from '@/shared/ui/ask'
import { supabase } from './supabase'

// Visibility and online events of a browser reach supabase-js and react-query by themselves.
export function useAppLife(): void {
  usePageNotFound(({ path }) => {
    tellFault('page_not_found', { message: `no page ${path}` })
    void Taro.redirectTo({ url: routes.gone() })
  })
  useEffect(() => {
    void supabase.auth.startAutoRefresh()
    window.addEventListener('unhandledrejection', onLostPage)
    import('./screen.h5').then(
      ({ followScreen }) => followScreen(),
      () => undefined,
    )
    return () => window.removeEventListener('unhandledrejection', onLostPage)
  }, [])
}

/** A page is loaded when it is first opened. Without this, a tap would do nothing at all where that fails. */
function onLostPage(event: PromiseRejectionEvent): void {
  const { reason } = event
  if (!(reason instanceof Error) || reason.name !== 'ChunkLoadError') return
  event.preventDefault()
  if (navigator.onLine) {
    // The network is there: the page has another name since a new version was put up.
    void tell('这一页没打开', '填过的都还在，刷新一下再看').then(() => location.reload())
  } else {
    void tell('网络断了，这一页没打开', '填过的都还在，连上网再点一次').then(() => {
      // The address already names the page that did not come; with it left there, Back would need two taps.
      if (Taro.getCurrentPages().length > 0) history.back()
    })
  }
}
