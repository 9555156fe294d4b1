import { copyText } from './clipboard'
import type { ShareCard } from './share'

export function useShareCard(_card: ShareCard): void {}

export const shareNow = async (card: ShareCard): Promise<void> => {
  const url = `${window.location.origin}/#${card.path}`
  if (typeof navigator.share !== 'function') return copyText(url)
  // Closing the browser's own sheet rejects; that is the person's choice, no failure.
  await navigator.share({ title: card.title, url }).catch(() => undefined)
}
