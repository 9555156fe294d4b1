// On the inner element: Taro's own keydown event tells neither Shift nor lets itself be stopped.
export function enterSends(send: () => void, attributes: Record<string, unknown>): Record<string, unknown> {
  const onKeyDown = (event: KeyboardEvent) => {
    // A Chinese input method uses Enter to take the letters typed so far.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (!window.matchMedia('(pointer: fine)').matches) return
    event.preventDefault()
    send()
  }
  return { ...attributes, nativeProps: { ...(attributes.nativeProps as object), onKeyDown } }
}
