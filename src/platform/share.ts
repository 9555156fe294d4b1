export interface ShareCard {
  title: string
  /** Path in the app with its query: /pages/code/index?c=QX07. */
  path: string
}

/** What WeChat's own menu sends while this page is open; nothing to do on H5. */
export declare function useShareCard(card: ShareCard): void

/** Shares by the browser, or copies the link; null in WeChat, where a share button (openType) does it. */
export declare const shareNow: ((card: ShareCard) => Promise<void>) | null
