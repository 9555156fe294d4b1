/** How requests leave: the browser's fetch, or wx.request dressed as fetch. */
export declare const transportFetch: typeof fetch
