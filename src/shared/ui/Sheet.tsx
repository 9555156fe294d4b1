import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y, pressable } from './a11y'
import { useEscape } from './escape'
import { Icon } from './Icon'

interface Props {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
}

/** Drawer from the bottom: a title, a way out, and what belongs to one question. */
export function Sheet({ open, title, onClose, children }: Props) {
  useEscape(open, onClose)
  if (!open) return null
  return (
    <View className="over">
      {/* catchMove: WeChat would scroll the page below. */}
      <View className="over__mask" catchMove onClick={onClose} />
      <View className="sheet" {...a11y({ role: 'dialog', label: title })}>
        <View className="row between">
          <View className="t20 b f1">{title}</View>
          <View className="nav__back" {...pressable(onClose, { role: 'button', label: '关闭' })}>
            <Icon name="close" />
          </View>
        </View>
        {children}
      </View>
    </View>
  )
}
