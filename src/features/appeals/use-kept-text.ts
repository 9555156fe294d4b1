import { useState } from 'react'
import { deviceStorage } from '@/platform/storage'

/** A text being written, kept on the device under a name until it was sent. */
export function useKeptText(name: string) {
  const key = `bb.text.${name}`
  const [text, setText] = useState(() => deviceStorage.getItem(key) ?? '')
  return {
    text,
    change: (next: string) => {
      setText(next)
      if (next) deviceStorage.setItem(key, next)
      else deviceStorage.removeItem(key)
    },
    clear: () => {
      setText('')
      deviceStorage.removeItem(key)
    },
  }
}
