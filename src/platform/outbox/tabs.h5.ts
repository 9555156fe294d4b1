export const tabsShare = true

/**
 * Web Locks: a tab that ends gives its locks back. Where a browser has none (iOS before 15.4) two tabs may send the
 * same thing at once; it has the same request id, so the server takes it once all the same.
 */
export async function aloneAmongTabs(name: string, act: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (locks) await locks.request(name, act)
  else await act()
}

/** `storage` is told to all tabs but the one that wrote; of many writes in a row only the last matters. */
export function onOtherTab(prefix: string, listen: () => void): void {
  let due = false
  globalThis.addEventListener?.('storage', ({ key }) => {
    if (due || !key?.startsWith(prefix)) return
    due = true
    setTimeout(() => {
      due = false
      listen()
    }, 50)
  })
}
