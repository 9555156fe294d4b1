/**
 * From which size of letters on somebody reads better with our large-font mode (type × 1.3). WeChat's 字体大小 is 17 of
 * itself; its steps differ by phone (15 to about 28, some with halves), so there is no list of them here: whoever went
 * two steps up, or any further, wants larger letters. A browser's own size is 16 of itself, 20 and more by choice.
 */
const WECHAT_LARGE = 19
const BROWSER_LARGE = 20

/** Of WeChat's fontSizeSetting; false when the client does not tell. */
export const readsLarge = (fontSizeSetting: number | undefined): boolean =>
  fontSizeSetting !== undefined && fontSizeSetting >= WECHAT_LARGE

/** Of a browser's default size of letters, in px. */
export const browserReadsLarge = (px: number): boolean => px >= BROWSER_LARGE
