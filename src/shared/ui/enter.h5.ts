export function enterSends(send: () => void): Record<string, unknown> {
  return {
    onKeyDown: (event: KeyboardEvent) => {
      // A Chinese input method uses Enter to take the letters typed so far.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
      if (!window.matchMedia('(pointer: fine)').matches) return
      event.preventDefault()
      send()
    },
  }
}
