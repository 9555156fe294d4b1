/** Whether a person is looking: WeChat ends requests and sockets of an app that is long in the background. */
export declare function isAway(): boolean

/** Called each time the app or page is looked at again; answers how to stop. */
export declare function onReturn(listener: () => void): () => void

/**
 * Called when what was connected no longer is, or may no longer be: after a longer stay in the background, or
 * when the phone changed from one network to another. Answers how to stop.
 */
export declare function onLineChange(listener: () => void): () => void
