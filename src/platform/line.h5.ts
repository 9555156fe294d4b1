type Listener = () => void

// A browser ends nothing of a page in the background by itself.
export const isAway = (): boolean => false

/** Listens to an event of the window or the document; answers how to stop. */
function listen(target: EventTarget, event: string, listener: Listener): () => void {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}

export const onReturn = (listener: Listener) =>
  listen(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') listener()
  })

// realtime-js reconnects by itself when the page is looked at; that the network is back it finds out late.
export const onLineChange = (listener: Listener) => listen(window, 'online', listener)
