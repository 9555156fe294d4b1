import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (/^(input|textarea|select)$/i.test(target.tagName) || target.isContentEditable)

export function useShortcuts(keys: Record<string, () => void>): void {
  const latest = useRef(keys)
  latest.current = keys
  // Taro keeps pages below the current one mounted: only the shown page listens.
  const shown = useRef(true)
  useDidShow(() => {
    shown.current = true
  })
  useDidHide(() => {
    shown.current = false
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Taro's own input sends a keydown of its kind, without a key.
      if (typeof event.key !== 'string') return
      if (!shown.current || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
