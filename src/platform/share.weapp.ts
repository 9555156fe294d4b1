import { useShareAppMessage } from '@tarojs/taro'
import type { ShareCard } from './share'

export function useShareCard(card: ShareCard): void {
  useShareAppMessage(() => ({ title: card.title, path: card.path }))
}

export const shareNow = null
